import type { Audit } from './audit.ts';
import { type Clock, type Duration, SECOND } from './core/time.ts';
import { TROUBLES } from './core/trouble.ts';
import { createAllowance } from './github/allowance.ts';
import { type Meter, NO_METER, type Reading } from './metrics/catalogue.ts';
import { openPrometheus } from './metrics/prometheus.ts';
import type { WebPage } from './pages.ts';
import type { Queue } from './queue/queue.ts';
import { createReadiness, type Readiness, SWEPT } from './ready.ts';
import { health } from './web/health.ts';
import { metrics } from './web/metrics.ts';
import { readiness } from './web/readiness.ts';

interface Parts extends Pick<Parameters<typeof createReadiness>[0], 'asApp'> {
  readonly clock: Clock;
  readonly queue: Queue;
  readonly sweepEvery: Duration;
  /** What the last audit found amiss, by kind; null where this server makes none. */
  readonly amiss: Audit['found'];
  /** What whoever reads the metrics must know; null: nobody does. */
  readonly metricsToken: string | null;
}

/** What tells others how the server is: what it counts with, and the pages where it says so. */
export interface Health extends Pick<Readiness, 'disputed'> {
  readonly meter: Meter;
  readonly allowance: ReturnType<typeof createAllowance>;
  readonly pages: readonly WebPage[];
}

export function createHealth(parts: Parts): Health {
  const { clock, queue, metricsToken: token } = parts;
  const allowance = createAllowance();
  const ready = createReadiness(parts);

  const readings = async (): Promise<readonly Reading[]> => {
    const now = clock.now();
    const { waiting, oldestDue } = await queue.books.load(now);
    const swept = await queue.recall(SWEPT);
    const gauge = (name: Reading['name'], value: number, labels = {}): Reading => ({
      name,
      labels,
      value,
    });
    return [
      gauge('tocsin_queue_waiting_issues', waiting),
      gauge('tocsin_clock_overdue_seconds', oldestDue === null ? 0 : (now - oldestDue) / SECOND),
      ...allowance
        .left(now)
        .map(({ resource, remaining }) =>
          gauge('tocsin_github_budget_remaining', remaining, { resource }),
        ),
      ...amissNow(parts.amiss()),
      ...(swept ? [gauge('tocsin_last_sweep_timestamp_seconds', Number(swept) / SECOND)] : []),
    ];
  };

  // Where nobody may read them nothing is counted, and the library is not loaded.
  const prometheus = token === null ? null : openPrometheus(readings);
  return {
    meter: prometheus ?? NO_METER,
    allowance,
    disputed: ready.disputed,
    pages: [
      async (request) => health(request),
      (request) => readiness(request, ready.lacks),
      async (request) =>
        prometheus ? metrics(request, { token, scrape: prometheus.scrape }) : null,
    ],
  };
}

/** Of every kind how many there are, none of it too. */
function amissNow(found: ReturnType<Audit['found']>): readonly Reading[] {
  if (!found) return [];
  const counts = new Map(Object.entries(found));
  return Object.keys(TROUBLES).map((kind) => ({
    name: 'tocsin_audit_troubles_incidents',
    labels: { kind },
    value: counts.get(kind) ?? 0,
  }));
}
