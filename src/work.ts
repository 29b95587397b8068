import { fileURLToPath } from 'node:url';
import { type Audit, createAudit } from './audit.ts';
import { createBudget } from './budget.ts';
import type { Equipment } from './core/lacking.ts';
import { isServed } from './core/served.ts';
import { MINUTE } from './core/time.ts';
import { type Deliveries, incidentName } from './deliveries.ts';
import { createEngine } from './engine.ts';
import type { Environment } from './env.ts';
import type { Health } from './health.ts';
import { createHeartbeat } from './heartbeat.ts';
import { hindered } from './hindered.ts';
import type { createIdentity } from './identity.ts';
import { within } from './log/context.ts';
import { metered, nudgedBy } from './metered.ts';
import { handsOf } from './notifiers/hands.ts';
import { openNotifiers } from './notifiers/index.ts';
import { createRosters } from './notifiers/rosters.ts';
import { createOpenings, isOpening } from './openings.ts';
import { pagerDutyDoor } from './pagerduty-door.ts';
import type { Worker } from './queue/queue.ts';
import { SWEEP_EVERY } from './ready.ts';
import { createRedelivery } from './redelivery.ts';
import { createRenderer, loadTemplates } from './render/templates.ts';
import type { Page } from './server.ts';
import { createSweep, type Sweep } from './sweep.ts';
import type { Hands } from './tocsin.ts';
import { createPagerWatch } from './watch-pagers.ts';

const TEMPLATES = fileURLToPath(new URL('../templates/', import.meta.url));

interface Outfit {
  readonly identity: ReturnType<typeof createIdentity>;
  readonly deliveries: Deliveries;
  readonly health: Health;
  readonly served: (owner: string) => boolean;
}

export interface Work {
  readonly worker: Worker;
  readonly sweep: Sweep;
  readonly audit: Audit;
  /** Where pagers tell of what was done in them. */
  readonly door: Page;
}

/**
 * All that is done once a webhook is stored: passes, openings, sweeps. It is loaded when the server listens already,
 * for it is most of the app, and a webhook can be taken in without it.
 */
export function createWork(
  env: Environment,
  hands: Hands,
  { identity, deliveries, health, served }: Outfit,
): Work {
  const { clock, queue, log, sweepEvery = SWEEP_EVERY, auditEvery = MINUTE } = hands;
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
  const limited = hands.budgeted ?? hands.throttled ?? true;
  const purse = createBudget({ clock, limited, servers: () => queue.servers() });
  const { meter, disputed } = health;
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
  const sweep = createSweep({
    clock,
    every: sweepEvery,
    queue: nudgedBy(queue, meter, 'sweep'),
    log,
    purse,
    redeliver,
    ...identity,
  });
  const { heartbeatUrl: url } = env;
  const heartbeat = createHeartbeat({ url, clock, log, meter, fetch: hands.fetch ?? fetch });
  const audit = createAudit({
    clock,
    every: auditEvery,
    queue: nudgedBy(queue, meter, 'audit'),
    log,
    meter,
    // Without a word in the log each time.
    served: (owner) => isServed(env.owners, owner),
    heartbeat,
  });
  const worker: Worker = async (job, lease) => {
    // What was taken in while its owner was served is let lie.
    if (!served(job.repository.owner)) return { wakeAt: null };
    const worker = isOpening(job) ? openings : engine;
    return within({ incident: incidentName(job), ...deliveries.of(job) }, () =>
      metered(hindered(worker, parts), meter)(job, lease),
    );
  };
  const door = pagerDutyDoor({
    clock,
    queue: nudgedBy(queue, meter, 'pager'),
    log,
    secret: outward.secret,
  });
  return { worker, sweep, audit, door };
}
