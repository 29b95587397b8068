import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../src/sandbox/free-port.ts';
import { keyPair } from '../src/sandbox/keys.ts';
import type { Address } from './burst.ts';

export const SECRET = 'a secret of the bench alone';
const LONGEST_START = 30_000;
const LONGEST_STOP = 60_000;
/** What Linux counts a process's time in, and its memory: `getconf CLK_TCK`, `getconf PAGESIZE`. */
const TICKS = 100;
const PAGE = 4_096;

type Variables = Readonly<Record<string, string>>;

/** A server in a process of its own, as it runs in production. */
export interface Server {
  readonly address: Address;
  /** From the start of its process to the first connection that it took, in ms. */
  readonly startedIn: number;
  /** What it holds of memory, in MB. */
  memory(): number;
  /** What it has used of the processors, in seconds. */
  cpu(): number;
  /** Tells it to stop and waits for that. */
  stop(): Promise<void>;
}

const fileNamed = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** The Probot app that does nothing. */
export const startEmptyApp = (env: Variables = {}): Promise<Server> =>
  start([fileNamed('empty-app.mjs')], env);

/** Tocsin, as `npm start` starts it. Its queue is in a folder of its own, which goes with it, unless TOCSIN_DATA names one. */
export const startTocsin = (env: Variables = {}): Promise<Server> =>
  start([fileNamed('../src/start.mjs')], env);

/** A folder that is gone when the work is done. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(what: readonly string[], env: Variables): Promise<Server> {
  const { privateKey } = await keyPair();
  const port = await freePort();
  const address = { host: '127.0.0.1', port };
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  const began = performance.now();
  // BENCH_NODE='--cpu-prof --cpu-prof-dir=profiles' shows where the time goes.
  const flags = process.env.BENCH_NODE?.split(' ') ?? [];
  const child = spawn(process.execPath, [...flags, ...what], {
    cwd: folder,
    stdio: ['ignore', 'ignore', process.env.BENCH_LOG ? 'inherit' : 'ignore'],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      NODE_ENV: 'production',
      APP_ID: '1',
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: SECRET,
      HOST: address.host,
      PORT: String(port),
      GHE_PROTOCOL: 'http',
      GHE_HOST: '127.0.0.1:9',
      ...env,
    },
  });
  await untilListening(child, port);
  return {
    address,
    startedIn: performance.now() - began,
    memory: () => (Number(statOf(child, 'statm')[1]) * PAGE) / 2 ** 20,
    cpu: () => {
      // The name in the second field may hold spaces.
      const fields = statOf(child, 'stat').slice(-39);
      return (Number(fields[0]) + Number(fields[1])) / TICKS;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      // Probot itself does not listen to it.
      const late = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP);
      await ended;
      clearTimeout(late);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const statOf = ({ pid }: ChildProcess, file: string): readonly string[] =>
  readFileSync(`/proc/${pid}/${file}`, 'utf8').trim().split(' ');

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  const end = performance.now() + LONGEST_START;
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    if (performance.now() > end) throw new Error('the server did not start');
    await pause(2);
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
