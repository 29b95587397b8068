import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Instant } from '../../../src/core/time.ts';
import { freePort } from '../../../src/sandbox/free-port.ts';
import type { State, Tick, Welcome } from './protocol.ts';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
const SURROUND = new URL('./surround.ts', import.meta.url).href;
/** A server that has not started by then never will, in real ms. */
const LONGEST_START = 60_000;
/** What Node made of the sources once: a start takes half as long. */
const COMPILED = join(tmpdir(), `tocsin-chaos-compiled-${process.getuid?.() ?? 0}`);

interface Given {
  readonly env: Readonly<Record<string, string>>;
  /** Where it runs. */
  readonly folder: string;
  /** A file that takes what it says. */
  readonly log: string;
  readonly welcome: Welcome;
}

/** `node src/main.ts`, a process of its own. */
export interface Server {
  readonly url: string;
  /** Tells it the time, lets ring what is due or not yet, and learns how it is then. Null where it is dead. */
  tell(now: Instant, rings: boolean): Promise<State | null>;
  alive(): boolean;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** Tells it to stop, and waits until it has; its clock must be wound on meanwhile. */
  stop(): Promise<void>;
}

/** Starts one and waits until it listens. Rejects where it does not, with the file to look into. */
export async function startServer(given: Given): Promise<Server> {
  const log = openSync(given.log, 'a');
  const port = String(await freePort());
  const child = spawn(process.execPath, ['--import', SURROUND, MAIN], {
    cwd: given.folder,
    env: {
      PATH: process.env.PATH,
      HOME: given.folder,
      NODE_COMPILE_CACHE: COMPILED,
      ...given.env,
      PORT: port,
    },
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const gone = once(child, 'exit');
  const waiting = new Map<number, (state: State | null) => void>();
  let isDead = false;
  const die = (): void => {
    isDead = true;
    for (const resolve of waiting.values()) resolve(null);
    waiting.clear();
  };
  child.once('exit', die);
  const started = new Promise<State | null>((resolve) => waiting.set(0, resolve));
  child.on('message', (state: State) => {
    waiting.get(state.tick)?.(state);
    waiting.delete(state.tick);
  });
  const send = (message: Welcome | Tick): void => void child.send(message, () => {});
  send(given.welcome);
  const limit = setTimeout(() => child.kill('SIGKILL'), LONGEST_START);
  const state = await started;
  clearTimeout(limit);
  if (!state?.url) throw new Error(`a server did not start: look into ${given.log}`);
  let tick = 0;
  return {
    url: state.url,
    alive: () => !isDead,
    tell: (now, rings) => {
      if (isDead) return Promise.resolve(null);
      tick += 1;
      const answered = new Promise<State | null>((resolve) => waiting.set(tick, resolve));
      send({ now, tick, rings });
      return answered;
    },
    kill: () => end(child, 'SIGKILL', { gone, die }),
    stop: () => end(child, 'SIGTERM', { gone, die: () => {} }),
  };
}

async function end(
  child: ChildProcess,
  signal: 'SIGKILL' | 'SIGTERM',
  { gone, die }: { gone: Promise<unknown>; die: () => void },
): Promise<void> {
  die();
  child.kill(signal);
  await gone;
}
