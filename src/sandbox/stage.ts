import { copyFileSync, existsSync } from 'node:fs';
import { setImmediate as immediately, setTimeout as pause } from 'node:timers/promises';
import { Octokit } from '@octokit/rest';
import { type Logger, pino } from 'pino';
import type { Duration, Instant } from '../core/time.ts';
import type { Environment } from '../env.ts';
import { openSqliteQueue } from '../queue/sqlite.ts';
import { type Running, startTocsin } from '../tocsin.ts';
import { freePort } from './free-port.ts';
import { beginLife } from './life.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { PAGER_WEBHOOK_SECRET, type Services, startServices } from './services.ts';
import { WoundClock } from './wound-clock.ts';

interface StageOptions {
  readonly start: Instant;
  /** The queue's file; in memory where left out, and then a restart loses it. */
  readonly queueFile?: string;
  readonly port?: number;
  readonly sweepEvery?: Duration;
  /** How often the app looks at its own books; never where left out: a clock that rings each minute is slow to wind. */
  readonly auditEvery?: Duration;
  /** What is set in the app's environment beside what the stage itself sets. */
  readonly settings?: Partial<Pick<Environment, 'metricsToken' | 'heartbeatUrl'>>;
  /** Whether the app keeps GitHub's limits here too; it is slower then. */
  readonly throttled?: boolean;
  /** Whether it counts what it writes, by this clock. */
  readonly budgeted?: boolean;
  readonly log?: Logger;
}

/** A GitHub, the app on it and a clock to wind: what stories, the demo and the page play on. */
export interface Stage {
  readonly clock: WoundClock;
  readonly sandbox: Sandbox;
  /** The pagers and chats of the world outside. */
  readonly services: Services;
  /** A person's own client, with their own rights. */
  as(login: string): Octokit;
  /** Resolves when nothing is under way: no request, no webhook, no pass. Winds the clock over the app's own short waits. */
  settle(): Promise<void>;
  /** Winds the clock, and lets everything that becomes due on the way happen in its turn. */
  wind(length: Duration): Promise<void>;
  /** Lets the app finish what it does, and ends it. */
  stopApp(): Promise<void>;
  /**
   * Kills the app at its `request`-th request from now, before that one leaves or after it was answered.
   * What it had on disk at that moment is what the next start finds.
   */
  crashAt(request: number, when: 'before' | 'after'): void;
  /** Kills the app now. */
  crash(): void;
  /** Whether the app was killed since. */
  crashed(): boolean;
  /** Starts the app again; `lose` takes its disk away as well, `owners` are those that it serves (all). */
  startApp(options?: {
    readonly lose?: boolean;
    readonly owners?: readonly string[];
  }): Promise<void>;
  /** Where the app's own pages are. */
  url(): string;
  sweep(): Promise<void>;
  /** From now on the pager tells the app what people do there, at the address that it has now. */
  subscribe(owner: string): void;
  close(): Promise<void>;
}

const RETRY_PAUSE = 1;
/** A message on its way gets so far in so many turns of the event loop, however little of the machine is ours. */
const TURNS = 30;

async function turns(left: number): Promise<void> {
  for (let turn = 0; turn < left; turn += 1) await immediately();
}

/** Sets the stage: starts both servers on loopback. */
export async function setStage(options: StageOptions): Promise<Stage> {
  const clock = new WoundClock(options.start);
  const sandbox = await startSandbox({ clock, ...(options.port ? { port: options.port } : {}) });
  const services = await startServices(() => clock.now());
  const log = options.log ?? pino({ level: 'silent' });
  const env = environmentFor(sandbox, services);
  let app: Running | null = null;
  let disk = 0;
  let life = beginLife(clock, () => {});

  const startApp: Stage['startApp'] = async ({ lose = false, owners = [] } = {}) => {
    if (app) throw new Error('The app is running: it has to stop first, or to be killed');
    if (lose) disk += 1;
    const file = options.queueFile ? `${options.queueFile}.${disk}` : ':memory:';
    life = beginLife(clock, () => {
      // A killed process leaves its file as it was; the next one works on a copy of that.
      disk += 1;
      copyDisk(file, `${options.queueFile}.${disk}`);
      app?.server.closeAllConnections();
      app?.stop().catch(ignore);
      app = null;
    });
    const queue = openSqliteQueue({ file, clock: life.clock, log });
    const { sweepEvery, throttled = false, budgeted = throttled } = options;
    const { fetch, clock: own } = life;
    const { settings: notifiers } = services;
    const limits = { throttled, budgeted, retryPause: RETRY_PAUSE };
    const { auditEvery = null } = options;
    const hands = { auditEvery, clock: own, fetch, queue, log, notifiers, ...limits };
    // Probot takes port 0 for its default, so a free one is found first.
    const port = await freePort();
    app = await startTocsin(
      { ...env, ...options.settings, owners, port },
      sweepEvery ? { ...hands, sweepEvery } : hands,
    );
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
  /** What only a clock that is wound on frees. */
  const waiting = (): number => clock.sleepers + services.hanging();
  const settle = async (): Promise<void> => {
    let quiet = 0;
    while (quiet < 3) {
      await sandbox.settled();
      await pause(1);
      const before = sandbox.requests.length;
      const busy = app !== null && !app.idle();
      quiet = busy ? 0 : quiet + 1;
      if (!busy || waiting() === 0 || services.talking() > 0) continue;
      await pause(5);
      await turns(TURNS);
      if (services.talking() > 0) continue;
      const next = clock.next();
      if (sandbox.requests.length === before && waiting() > 0 && next !== null) clock.windTo(next);
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
    services,
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
    crashAt: (request, when) => life.killAt(request, when),
    crash: () => life.kill(),
    crashed: () => life.dead(),
    url: () => app?.url ?? '',
    sweep: async () => app?.sweep(),
    subscribe: (owner) => {
      if (!app) throw new Error('The app is not running');
      services.pagerDuty.subscribe(`${app.url}/api/pagerduty/${owner}`, PAGER_WEBHOOK_SECRET);
    },
    close: async () => {
      await stopApp();
      await sandbox.close();
      await services.close();
    },
  };
}

function copyDisk(from: string, to: string): void {
  for (const part of ['', '-wal'])
    if (existsSync(from + part)) copyFileSync(from + part, to + part);
}

const ignore = (): void => {};
const NO_LOG = { debug: ignore, info: ignore, warn: ignore, error: ignore };

export function environmentFor(
  { app, apiUrl }: Sandbox,
  { secrets, settings }: Services,
): Environment {
  return {
    appId: String(app.id),
    privateKey: app.privateKey,
    webhookSecret: app.webhookSecret,
    webhookPath: '/api/github/webhooks',
    port: 0,
    host: '127.0.0.1',
    apiUrl,
    logLevel: 'info',
    dataFolder: '',
    databaseUrl: null,
    trusted: [],
    owners: [],
    secrets,
    notifiers: settings,
    metricsToken: null,
    heartbeatUrl: null,
  };
}
