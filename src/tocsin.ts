import type { Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { Probot, ProbotOctokit } from 'probot';
import { tocsinApp } from './app.ts';
import { createBudget } from './budget.ts';
import type { Equipment } from './core/lacking.ts';
import { isServed } from './core/served.ts';
import type { Clock, Duration } from './core/time.ts';
import { createDeliveries, incidentName } from './deliveries.ts';
import { createEngine } from './engine.ts';
import type { Environment } from './env.ts';
import { askingAt, noClientPerEvent, pinnedVersion, type TokenSource } from './github/client.ts';
import { octokitOptions } from './github/limits.ts';
import { EVENTS } from './github/triggers.ts';
import { createHealth } from './health.ts';
import { hindered } from './hindered.ts';
import { createIdentity } from './identity.ts';
import { createIntake, type Received } from './intake.ts';
import { within } from './log/context.ts';
import { metered, nudgedBy } from './metered.ts';
import { handsOf } from './notifiers/hands.ts';
import { type NotifierSettings, openNotifiers } from './notifiers/index.ts';
import { createRosters } from './notifiers/rosters.ts';
import { createOpenings, isOpening } from './openings.ts';
import { pagerDutyDoor } from './pagerduty-door.ts';
import type { Queue } from './queue/queue.ts';
import { createRedelivery } from './redelivery.ts';
import { createRenderer, loadTemplates } from './render/templates.ts';
import { type Page, startServer } from './server.ts';
import { createSweep, SWEEP_EVERY } from './sweep.ts';
import { createPagerWatch } from './watch-pagers.ts';

const TEMPLATES = fileURLToPath(new URL('../templates/', import.meta.url));

export interface Hands {
  readonly clock: Clock;
  readonly queue: Queue;
  readonly log: Logger;
  /** The unit of octokit's waits between retries, in ms. */
  readonly retryPause?: number;
  readonly sweepEvery?: Duration;
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

/** Puts the pieces together and starts them: server, Probot, queue, engine, clocks, sweep. */
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
  const health = createHealth({
    clock,
    queue,
    sweepEvery,
    metricsToken: env.metricsToken,
    asApp: () => identity.asApp(),
  });
  const { meter, disputed } = health;
  const identity = createIdentity({
    app: probot,
    answered: health.allowance.note,
    queue,
    registration: `${env.apiUrl}/apps/${env.appId}`,
    trusted: env.trusted,
    served,
  });
  const settings = hands.notifiers ?? env.notifiers;
  const outward = handsOf(env.secrets, env.owners, { clock, log });
  const { send: notify, keepChannel } = openNotifiers(outward, settings);
  const pagers = createPagerWatch(outward, settings.pagerDutyApi);
  const readRosters = createRosters(outward, settings);
  const renderer = createRenderer(loadTemplates(TEMPLATES));
  const equipmentOf = (owner: string): Equipment => ({
    secret: (name) => outward.secret(owner, name),
    mail: settings.mailer.url !== null,
  });
  const purse = createBudget(clock, hands.budgeted ?? hands.throttled ?? true);
  const parts = {
    clock,
    queue: nudgedBy(queue, meter, 'incident'),
    meter,
    disputed,
    renderer,
    log,
    notify,
    keepChannel,
    pagers,
    readRosters,
    equipmentOf,
    purse,
    ...identity,
  };
  const engine = createEngine(parts);
  const openings = createOpenings(parts);
  const redeliver = createRedelivery({ clock, queue, log, asApp: identity.asApp });
  const deliveries = createDeliveries();
  const sweep = createSweep({
    clock,
    every: sweepEvery,
    queue: nudgedBy(queue, meter, 'sweep'),
    log,
    purse,
    redeliver,
    ...identity,
  });
  const pages: Page[] = [pagerDutyDoor({ clock, queue, log, secret: outward.secret })];
  const app = tocsinApp({
    clock,
    queue: nudgedBy(queue, meter, 'webhook'),
    deliveries,
    meter,
    pages: health.pages,
    served,
    trusted: identity.trusted,
    repositories: identity.repositories,
    joined: sweep.installation,
  });
  await probot.load(app, { cwd: process.cwd(), addHandler: (page) => void pages.push(page) });
  const intake = createIntake({
    secret: env.webhookSecret,
    log,
    concerns: (event) => EVENTS.has(event),
    receive: (webhook) => probot.receive(asProbotHasIt(webhook)),
  });
  const { host, port, webhookPath } = env;
  const http = await startServer({ host, port, webhookPath, intake, pages, log });
  queue.work(async (job, lease) => {
    // What was taken in while its owner was served is let lie.
    if (!served(job.repository.owner)) return { wakeAt: null };
    const worker = isOpening(job) ? openings : engine;
    return within({ incident: incidentName(job), ...deliveries.of(job) }, () =>
      metered(hindered(worker, parts), meter)(job, lease),
    );
  });
  const first = sweep.start();
  return {
    server: http,
    url: urlOf(http.address(), env.host),
    sweep: sweep.now,
    idle: () => queue.idle() && !sweep.busy(),
    stop: async () => {
      sweep.stop();
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
