import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../src/core/time.ts';
import type { State, Welcome } from './server/protocol.ts';
import { type Server, startServer } from './server/server.ts';

interface Given {
  readonly size: number;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly welcome: () => Welcome;
}

/** The servers of a round: one with a file of its own, or several on one database. */
export interface Fleet {
  readonly size: number;
  /** How often one was killed so far. */
  kills(): number;
  /** Winds their clocks; answers how those are that live. */
  tell(now: Instant): Promise<readonly State[]>;
  /** Kills one at this very moment; whoever is dead stays so until `revive`. */
  kill(which: number): void;
  /** Tells all to stop and starts them again; `meanwhile` is called until they have stopped. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
  isWhole(): boolean;
  /** Starts those again that are dead. */
  revive(): Promise<void>;
  /** Takes away what the dead had on disk. */
  loseDisk(): void;
  /** Where the next webhook goes: to each in turn; to the dead where nobody lives. */
  nextUrl(): string;
  close(): Promise<void>;
}

/** Starts them all. */
export async function startFleet({ size, folder, env, welcome }: Given): Promise<Fleet> {
  const servers: Server[] = [];
  const dying = new Set<Promise<void>>();
  let [kills, turn, disk, told] = [0, 0, 0, 0];
  const start = (which: number): Promise<Server> => {
    const home = join(folder, `server-${which}`);
    mkdirSync(home, { recursive: true });
    return startServer({
      env: { ...env, TOCSIN_DATA: join(home, `data-${disk}`) },
      folder: home,
      log: join(folder, `server-${which}.log`),
      welcome: welcome(),
    });
  };
  servers.push(...(await Promise.all(Array.from({ length: size }, (_, which) => start(which)))));
  /** Each takes webhooks as soon as it listens. */
  const startAgain = (which: (server: Server) => boolean): Promise<unknown> =>
    Promise.all(
      servers.map(async (server, place) => {
        if (which(server)) servers[place] = await start(place);
      }),
    );
  return {
    size,
    kills: () => kills,
    tell: async (now) => {
      const isLater = now > told;
      told = now;
      // One that is behind would put back what another has woken.
      if (size > 1 && isLater) await Promise.all(servers.map((server) => server.tell(now, false)));
      const states = await Promise.all(servers.map((server) => server.tell(now, true)));
      return states.filter((state) => state !== null);
    },
    kill(which) {
      const server = servers[which % size];
      if (!server?.alive()) return;
      kills += 1;
      const gone = server.kill();
      dying.add(gone);
      void gone.then(() => dying.delete(gone));
    },
    async restart(meanwhile) {
      let isOver = false;
      const stopped = Promise.all(servers.map((server) => server.stop())).then(() => {
        isOver = true;
      });
      while (!isOver) await meanwhile();
      await stopped;
      await startAgain(() => true);
    },
    isWhole: () => servers.every((server) => server.alive()),
    async revive() {
      await Promise.all(dying);
      await startAgain((server) => !server.alive());
    },
    loseDisk: () => {
      disk += 1;
    },
    nextUrl() {
      turn += 1;
      const living = servers.filter((server) => server.alive());
      const all = living.length > 0 ? living : servers;
      return `${all[turn % all.length]?.url}/api/github/webhooks`;
    },
    async close() {
      await Promise.all(servers.map((server) => server.kill()));
      await Promise.all(dying);
    },
  };
}
