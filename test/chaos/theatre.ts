import { setTimeout as pause } from 'node:timers/promises';
import { Octokit } from '@octokit/rest';
import type { Instant } from '../../src/core/time.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts';
import { type Services, startServices } from '../../src/sandbox/services.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { startResident } from './resident.ts';

/** Where the app runs: in this process, as one server with a file, or as several with a database. */
export type App =
  | { readonly is: 'resident' }
  | { readonly is: 'alone'; readonly folder: string }
  | { readonly is: 'cluster'; readonly folder: string; readonly database: string };

interface Given {
  readonly start: Instant;
  readonly app: App;
  readonly throttled: boolean;
}

/** A GitHub, pagers and mail in this process; the app on it in processes of its own; one clock for all. */
export interface Theatre {
  readonly sandbox: Sandbox;
  readonly services: Services;
  readonly fleet: Fleet;
  as(login: string): Octokit;
  now(): Instant;
  /** While this is so, the dead are not started again. */
  leaveDead(isSo: boolean): void;
  /** Resolves when nothing is under way anywhere; starts the dead again, winds the clock over short waits. */
  settle(): Promise<void>;
  windTo(end: Instant): Promise<void>;
  /** Lets time pass for what waits for nothing else. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export const SERVERS = 3;
/** How long the others wait for a dead server before they take what it had, in real ms; and a little more. */
const SILENCE = 2_000;
/** What has not come to rest by then never will, in real ms. */
const LONGEST = 60_000;

export async function openTheatre(given: Given): Promise<Theatre> {
  const clock = new WoundClock(given.start);
  const now = (): Instant => clock.now();
  const [sandbox, services] = await Promise.all([startSandbox({ clock }), startServices(now)]);
  const { app, throttled } = given;
  const env = environmentOf(sandbox, services, app.is === 'cluster' ? app.database : null);
  const welcome = () => ({ now: now(), notifiers: services.settings, throttled });
  const fleet =
    app.is === 'resident'
      ? await startResident({ env, welcome: welcome() })
      : await startFleet({
          size: app.is === 'cluster' ? SERVERS : 1,
          folder: app.folder,
          env,
          welcome,
        });
  sandbox.deliverTo(fleet.nextUrl());
  const { pagerDuty, slack, mail, webhooks } = services;
  let areDeadLeft = false;

  /** Grows with whatever anybody asks of anybody. */
  const activity = (): number =>
    sandbox.requests.length +
    pagerDuty.heard.length +
    slack.heard.length +
    webhooks.heard.length +
    mail.connections() +
    mail.mails.length;

  const look = async () => {
    const states = await fleet.tell(now());
    const sleepers = states.reduce((sum, state) => sum + state.sleepers, 0);
    const alarms = [...states.map(({ next }) => next), clock.next()];
    return {
      busy: states.some(({ idle }) => !idle),
      waiting: sleepers + clock.sleepers + services.hanging(),
      states,
      next: alarms.reduce(
        (one, other) => (one === null || (other ?? one) < one ? other : one),
        null,
      ),
    };
  };
  let seen: Awaited<ReturnType<typeof look>> = { busy: false, waiting: 0, states: [], next: null };

  const revive = async (): Promise<void> => {
    await fleet.revive();
    if (app.is === 'cluster') await pause(SILENCE);
  };
  /** What waits for nothing but the clock gets it. */
  const drain = async (): Promise<void> => {
    const before = activity();
    await pause(6);
    seen = await look();
    if (activity() !== before || !seen.busy || seen.waiting === 0 || seen.next === null) return;
    clock.windTo(seen.next);
  };
  const settle = async (): Promise<void> => {
    const limit = performance.now() + LONGEST;
    for (let quiet = 0; quiet < 3; ) {
      if (performance.now() > limit)
        throw new Error(`it does not come to rest: ${JSON.stringify(seen)}`);
      await sandbox.settled();
      if (!areDeadLeft && !fleet.isWhole()) await revive();
      const before = activity();
      await pause(1);
      seen = await look();
      quiet =
        seen.busy || activity() !== before || !(areDeadLeft || fleet.isWhole()) ? 0 : quiet + 1;
      if (seen.busy && seen.waiting > 0) await drain();
    }
  };
  return {
    sandbox,
    services,
    fleet,
    now,
    as: (login) =>
      new Octokit({
        auth: sandbox.world.person(login).token,
        baseUrl: sandbox.apiUrl,
        log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
      }),
    leaveDead: (isSo) => {
      areDeadLeft = isSo;
    },
    settle,
    drain,
    async windTo(end) {
      while (seen.next !== null && seen.next <= end) {
        clock.windTo(seen.next);
        await settle();
      }
      clock.windTo(Math.max(end, now()));
      await settle();
    },
    async close() {
      await fleet.close();
      await Promise.all([sandbox.close(), services.close()]);
    },
  };
}

const ignore = (): void => {};

function environmentOf(
  { app, url }: Sandbox,
  { secrets, mail }: Services,
  database: string | null,
): Readonly<Record<string, string>> {
  return {
    APP_ID: String(app.id),
    PRIVATE_KEY: app.privateKey,
    WEBHOOK_SECRET: app.webhookSecret,
    GHE_PROTOCOL: 'http',
    GHE_HOST: new URL(url).host,
    HOST: '127.0.0.1',
    SMTP_URL: mail.url,
    MAIL_FROM: 'tocsin@acme.example',
    WEBHOOK_LOOPBACK: 'true',
    LOG_LEVEL: 'info',
    ...secrets,
    ...(database === null ? {} : { DATABASE_URL: database }),
  };
}
