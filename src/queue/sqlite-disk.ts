import { closeSync, fdatasync, fstatSync, openSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';

const synced = promisify(fdatasync);

/** A disk keeps what is written over what is there in a third of the time it takes to make a file longer. */
const ROOM = 16 * 2 ** 20;

/** The disk under a queue's file. */
export interface Disk {
  /** Resolves when all that was committed before it was called would survive a loss of power. `many`: more is to come. */
  sync(many: boolean): Promise<void>;
  close(): void;
}

/**
 * SQLite would wait for the disk at each commit, and everybody with it. Instead it only writes its log (which
 * survives this process, not the machine), and we ask the disk to keep that log before anybody is told: the
 * same call as SQLite's own, beside the event loop. The log stays one file until the database is closed.
 *
 * https://sqlite.org/pragma.html#pragma_synchronous
 */
export function diskUnder(file: string): Disk {
  if (file === ':memory:') return { sync: async () => {}, close: () => {} };
  const log = openSync(`${file}-wal`, 'r+');
  let hasRoom = false;
  return {
    sync(many) {
      if (many && !hasRoom) makeRoom(log);
      hasRoom ||= many;
      return synced(log);
    },
    close: () => closeSync(log),
  };
}

/**
 * What stands behind the log's last commit is none of it: SQLite knows its own by salts and sums. Done in one
 * go, for SQLite writes there as well.
 */
function makeRoom(log: number): void {
  const { size } = fstatSync(log);
  if (size < ROOM) writeSync(log, Buffer.alloc(ROOM - size), 0, ROOM - size, size);
}
