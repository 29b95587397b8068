import { setTimeout as pause } from 'node:timers/promises';
import { Octokit } from '@octokit/rest';
import { type Logger, pino } from 'pino';
import type { Duration, Instant } from '../core/time.ts';
import type { Environment } from '../env.ts';
import { openSqliteQueue } from '../queue/sqlite.ts';
import { type Running, startTocsin } from '../tocsin.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { WoundClock } from './wound-clock.ts';

interface StageOptions {
  readonly start: Instant;
  /** The queue's file; in memory where left out, and then a restart loses it. */
  readonly queueFile?: string;
  readonly port?: number;
  readonly sweepEvery?: Duration;
  readonly log?: Logger;
}

/** A GitHub, the app on it and a clock to wind: what stories, the demo and the page play on. */
export interface Stage {
  readonly clock: WoundClock;
  readonly sandbox: Sandbox;
  /** A person's own client, with their own rights. */
  as(login: string): Octokit;
  /** Resolves when nothing is under way: no request, no webhook, no pass. Winds the clock over the app's own short waits. */
  settle(): Promise<void>;
  /** Winds the clock, and lets everything that becomes due on the way happen in its turn. */
  wind(length: Duration): Promise<void>;
  /** Ends the app as a crash would leave it, or starts it again; `lose` takes its disk away as well. */
  stopApp(): Promise<void>;
  startApp(options?: { readonly lose?: boolean }): Promise<void>;
  sweep(): Promise<void>;
  close(): Promise<void>;
}

const RETRY_PAUSE = 1;

/** Sets the stage: starts both servers on loopback. */
export async function setStage(options: StageOptions): Promise<Stage> {
  const clock = new WoundClock(options.start);
  const sandbox = await startSandbox({ clock, ...(options.port ? { port: options.port } : {}) });
  const log = options.log ?? pino({ level: 'silent' });
  const env = environmentFor(sandbox);
  let app: Running | null = null;
  let lives = 0;

  const startApp: Stage['startApp'] = async ({ lose = false } = {}) => {
    if (lose) lives += 1;
    const file = options.queueFile ? `${options.queueFile}${lives || ''}` : ':memory:';
    const queue = openSqliteQueue({ file, clock, log });
    const { sweepEvery } = options;
    const hands = { clock, queue, log, retryPause: RETRY_PAUSE };
    app = await startTocsin(env, sweepEvery ? { ...hands, sweepEvery } : hands);
    sandbox.deliverTo(`${app.url}${env.webhookPath}`);
  };
  const stopApp = async (): Promise<void> => {
    const stopping = app?.stop();
    app = null;
    // What is under way may wait on this clock.
    let stopped = stopping === undefined;
    void stopping?.then(() => {
      stopped = true;
    });
    while (!stopped) {
      await pause(1);
      const next = clock.next();
      if (clock.sleepers > 0 && next !== null) clock.windTo(next);
    }
    await stopping;
  };
  const settle = async (): Promise<void> => {
    let quiet = 0;
    while (quiet < 3) {
      await sandbox.settled();
      await pause(1);
      const before = sandbox.requests.length;
      const busy = app !== null && !app.idle();
      quiet = busy ? 0 : quiet + 1;
      if (!busy || clock.sleepers === 0) continue;
      await pause(5);
      const next = clock.next();
      if (sandbox.requests.length === before && clock.sleepers > 0 && next !== null)
        clock.windTo(next);
    }
  };
  const wind = async (length: Duration): Promise<void> => {
    const end = clock.now() + length;
    for (let next = clock.next(); next !== null && next <= end; next = clock.next()) {
      clock.windTo(next);
      await settle();
    }
    clock.windTo(end);
    await settle();
  };

  await startApp();
  return {
    clock,
    sandbox,
    as: (login) =>
      new Octokit({
        auth: sandbox.world.person(login).token,
        baseUrl: sandbox.apiUrl,
        log: NO_LOG,
      }),
    settle,
    wind,
    stopApp,
    startApp,
    sweep: async () => app?.sweep(),
    close: async () => {
      await stopApp();
      await sandbox.close();
    },
  };
}

const ignore = (): void => {};
const NO_LOG = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function environmentFor({ app, apiUrl }: Sandbox): Environment {
  return {
    appId: String(app.id),
    privateKey: app.privateKey,
    webhookSecret: app.webhookSecret,
    webhookPath: '/api/github/webhooks',
    // Probot takes 0 for its default; any free port is asked for by name.
    port: 0,
    host: '127.0.0.1',
    apiUrl,
    logLevel: 'info',
    dataFolder: '',
    trusted: [],
  };
}
