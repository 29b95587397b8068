import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { Probot, ProbotOctokit } from 'probot';
import { tocsinApp } from './app.ts';
import type { Audit } from './audit.ts';
import { isServed } from './core/served.ts';
import type { Clock, Duration } from './core/time.ts';
import { createDeliveries } from './deliveries.ts';
import type { Environment } from './env.ts';
import { askingAt, noClientPerEvent, pinnedVersion, type TokenSource } from './github/client.ts';
import { EVENTS } from './github/delivery.ts';
import { octokitOptions } from './github/limits.ts';
import { createHealth } from './health.ts';
import { createIdentity } from './identity.ts';
import { createIntake, type Received } from './intake.ts';
import { nudgedBy } from './metered.ts';
import type { NotifierSettings } from './notifiers/index.ts';
import type { Queue } from './queue/queue.ts';
import { SWEEP_EVERY } from './ready.ts';
import { type Page, startServer } from './server.ts';
import type { Work } from './work.ts';

export interface Hands {
  readonly clock: Clock;
  readonly queue: Queue;
  readonly log: Logger;
  /** The unit of octokit's waits between retries, in ms. */
  readonly retryPause?: number;
  readonly sweepEvery?: Duration;
  /** How often the queue's books are looked at; null: never. */
  readonly auditEvery?: Duration | null;
  /** False: no limits are kept, for a GitHub of our own. */
  readonly throttled?: boolean;
  /** False: nobody counts what is written; like `throttled` where left out. */
  readonly budgeted?: boolean;
  /** What requests go out by, where it is not the platform's own. */
  readonly fetch?: typeof fetch;
  /** Where pagers and chats are, where it is not where everybody knows them. */
  readonly notifiers?: NotifierSettings;
}

export interface Running {
  readonly server: HttpServer;
  readonly url: string;
  readonly sweep: () => Promise<void>;
  /** True while nothing is being done and nothing is due. */
  readonly idle: () => boolean;
  /** Takes nothing more in, finishes what is under way, keeps the rest for the next start. */
  readonly stop: () => Promise<void>;
}

/** Puts the pieces together and starts them: Probot and the server first, so that webhooks are taken in, then what works. */
export async function startTocsin(env: Environment, hands: Hands): Promise<Running> {
  const { clock, queue, log, retryPause = 1_000, sweepEvery = SWEEP_EVERY } = hands;
  const limits = octokitOptions({ pause: retryPause, throttled: hands.throttled ?? true });
  const Octokit = ProbotOctokit.plugin(pinnedVersion, noClientPerEvent).defaults(
    (options: { readonly throttle?: object; readonly auth?: TokenSource }) => ({
      ...options,
      auth: askingAt(env.apiUrl, options.auth),
      retry: limits.retry,
      throttle: { ...options.throttle, ...limits.throttle },
    }),
  );
  const probot = new Probot({
    appId: env.appId,
    privateKey: env.privateKey,
    secret: env.webhookSecret,
    baseUrl: env.apiUrl,
    log,
    Octokit,
    ...(hands.fetch ? { request: { fetch: hands.fetch } } : {}),
  });
  const served = (owner: string): boolean => {
    const serves = isServed(env.owners, owner);
    if (!serves) log.info({ owner }, 'not served: not in ALLOWED_OWNERS');
    return serves;
  };
  let auditing: Audit | undefined;
  const health = createHealth({
    clock,
    queue,
    sweepEvery,
    metricsToken: env.metricsToken,
    amiss: () => auditing?.found() ?? null,
    asApp: () => identity.asApp(),
  });
  const { meter } = health;
  const identity = createIdentity({
    app: probot,
    answered: health.allowance.note,
    queue,
    registration: `${env.apiUrl}/apps/${env.appId}`,
    trusted: env.trusted,
    served,
  });
  const deliveries = createDeliveries();
  const ready = Promise.withResolvers<Work>();
  const pages: Page[] = [];
  const app = tocsinApp({
    clock,
    queue: nudgedBy(queue, meter, 'webhook'),
    deliveries,
    meter,
    pages: health.pages,
    served,
    trusted: identity.trusted,
    repositories: identity.repositories,
    repositoryOf: identity.repositoryOf,
    joined: async (installation) => (await ready.promise).sweep.installation(installation),
  });
  await probot.load(app, { cwd: process.cwd(), addHandler: (page) => void pages.push(page) });
  pages.push(async (...asked) => (await ready.promise).door(...asked));
  const intake = createIntake({
    secret: env.webhookSecret,
    log,
    concerns: (event) => EVENTS.has(event),
    receive: (webhook) => probot.receive(asProbotHasIt(webhook)),
  });
  const { host, port, webhookPath } = env;
  const http = await startServer({ host, port, webhookPath, intake, pages, log });
  const work = await import('./work.ts')
    .then(({ createWork }) => createWork(env, hands, { identity, deliveries, health, served }))
    .catch((error: unknown) => {
      http.close();
      throw error;
    });
  ready.resolve(work);
  const { worker, sweep, audit } = work;
  auditing = audit;
  queue.work(worker);
  const first = sweep.start();
  audit.start();
  return {
    server: http,
    url: urlOf(http.address(), env.host),
    sweep: sweep.now,
    idle: () => queue.idle() && !sweep.busy() && !audit.busy(),
    stop: async () => {
      sweep.stop();
      audit.stop();
      await new Promise((resolve) => http.close(resolve));
      await first;
      await queue.close();
    },
  };
}

/** What GitHub sent, which the types of its payloads describe. */
const asProbotHasIt = (webhook: Received) => webhook as Parameters<Probot['receive']>[0];

function urlOf(address: string | AddressInfo | null, host: string): string {
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${host}:${port}`;
}
