import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../core/time.ts';
import { QueueProblem } from './queue.ts';
import { prune } from './sqlite-books.ts';

/** Raised whenever an older version of the app could misread what this one writes. */
const SCHEMA = 1;

/** Pages of the log after which it is brought into the file, which waits for the disk and holds everything up. */
const LONGEST_LOG = 4_000;

/** SQLite's result codes: https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5;
const SQLITE_NOTADB = 26;

// AUTOINCREMENT: a serial that a pass has taken must never be given to a later nudge.
const TABLES = `
  CREATE TABLE IF NOT EXISTS store (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS issues (
    repository INTEGER NOT NULL, issue INTEGER NOT NULL,
    installation INTEGER NOT NULL, owner TEXT NOT NULL, name TEXT NOT NULL,
    due INTEGER, failures INTEGER NOT NULL DEFAULT 0, touched INTEGER NOT NULL,
    PRIMARY KEY (repository, issue)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS issues_by_due ON issues (due) WHERE due IS NOT NULL;
  CREATE TABLE IF NOT EXISTS nudges (
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    repository INTEGER NOT NULL, issue INTEGER NOT NULL, as_of INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS nudges_by_issue ON nudges (repository, issue, serial);
  CREATE TABLE IF NOT EXISTS letters (
    serial INTEGER PRIMARY KEY,
    repository INTEGER NOT NULL, issue INTEGER NOT NULL,
    id TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL,
    UNIQUE (repository, issue, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS cards (
    repository INTEGER NOT NULL, issue INTEGER NOT NULL,
    node TEXT, comment INTEGER, revision INTEGER NOT NULL, text TEXT NOT NULL,
    touched INTEGER NOT NULL,
    PRIMARY KEY (repository, issue)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS intents (
    repository INTEGER NOT NULL, issue INTEGER NOT NULL,
    id TEXT NOT NULL, at INTEGER NOT NULL, answer TEXT,
    PRIMARY KEY (repository, issue, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS deliveries (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS fact_ends (name TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT;
`;

interface Opened {
  readonly db: DatabaseSync;
  readonly instance: string;
  readonly bornAt: Instant;
}

/**
 * Opens (or makes) the queue's file, locks it for this process alone and prunes what is 30 days old.
 * Throws an Error that names the file, what is wrong and what to do.
 */
export function openFile(file: string, now: Instant): Opened {
  const db = connect(file);
  try {
    // The locking mode comes first: SQLite then enters WAL without shared memory and holds the lock
    // until close. https://sqlite.org/wal.html#noshm
    db.exec('PRAGMA locking_mode = EXCLUSIVE');
    refuseForeign(db, file);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    const born = transaction(db, () => {
      db.exec(TABLES);
      prune(db, now);
      setOnce(db, 'schema', String(SCHEMA));
      return {
        instance: setOnce(db, 'instance', randomUUID()),
        bornAt: Number(setOnce(db, 'born', String(now))),
      };
    });
    // The tables and the log itself are on disk; from here on `Group` sees to it (sqlite-disk.ts).
    db.exec(`PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${LONGEST_LOG}`);
    return { db, ...born };
  } catch (error) {
    db.close();
    throw explained(file, error);
  }
}

/** Runs `work` as one step: a process that dies leaves all of it, or, as on a throw, none of it. */
export function transaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    // Some failures, a full disk for one, have already rolled back.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function connect(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: 0 });
  } catch (error) {
    throw explained(file, error);
  }
}

function refuseForeign(db: DatabaseSync, file: string): void {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  if (tables.length === 0) return;
  const ours = tables.some(({ name }) => name === 'store');
  const row = ours && db.prepare("SELECT value FROM store WHERE name = 'schema'").get();
  if (!row)
    throw new QueueProblem(
      `The queue file ${file} is another program's database. Give another file.`,
    );
  const schema = Number(row.value);
  if (schema <= SCHEMA) return;
  throw new QueueProblem(
    `The queue file ${file} was written by a newer version of this app (schema ${schema}; this one ` +
      `knows up to ${SCHEMA}). Start that version again, or give this one another file.`,
  );
}

function setOnce(db: DatabaseSync, name: string, value: string): string {
  db.prepare('INSERT INTO store VALUES (?, ?) ON CONFLICT DO NOTHING').run(name, value);
  return String(db.prepare('SELECT value FROM store WHERE name = ?').get(name)?.value);
}

function explained(file: string, error: unknown): unknown {
  const reason = reasonOf(error);
  return reason ? new QueueProblem(`The queue file ${file} ${reason}`, { cause: error }) : error;
}

function reasonOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return null;
  if (error.errcode === SQLITE_BUSY)
    return 'is in use by another process. Stop that process first, or give this one another file.';
  if (error.errcode === SQLITE_NOTADB)
    return 'is not an SQLite database. Move it away, or give another file.';
  return `cannot be opened (${'message' in error ? error.message : 'no reason given'}). Its folder must exist, and this user must be allowed to write there.`;
}
