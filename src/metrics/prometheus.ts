import type { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { METRICS, type Meter, type Reading } from './catalogue.ts';

interface Scrape {
  readonly text: string;
  readonly contentType: string;
}

export interface Prometheus extends Meter {
  /** Everything told so far, with the gauges as they are now. */
  scrape(): Promise<Scrape>;
}

interface Told {
  readonly registry: Registry;
  readonly counters: ReadonlyMap<string, Counter>;
  readonly gauges: ReadonlyMap<string, Gauge>;
  readonly histograms: ReadonlyMap<string, Histogram>;
}

type Step = (told: Told) => void;

/**
 * Counts for Prometheus. Its library takes its time to load and 20 MB: it is loaded beside what the server does at
 * the start, which waits in memory for so long.
 */
export function openPrometheus(readings: () => Promise<readonly Reading[]>): Prometheus {
  let waiting: Step[] = [];
  let told: Told | null = null;
  const loading = new Promise<void>((resolve) => setImmediate(resolve))
    .then(register)
    .then((all) => {
      told = all;
      for (const step of waiting) step(all);
      waiting = [];
      return all;
    });
  // Whoever scrapes hears of it.
  loading.catch(() => {});
  const tell = (step: Step): void => {
    if (told) step(told);
    else waiting.push(step);
  };
  return {
    count: (name, labels) => tell(({ counters }) => counters.get(name)?.inc(labels)),
    observe: (name, labels, value) =>
      tell(({ histograms }) => histograms.get(name)?.observe(labels, value)),
    async scrape() {
      const { registry, gauges } = await loading;
      const now = await readings();
      for (const gauge of gauges.values()) gauge.reset();
      for (const { name, labels, value } of now) gauges.get(name)?.set(labels, value);
      return { text: await registry.metrics(), contentType: registry.contentType };
    },
  };
}

async function register(): Promise<Told> {
  const client = await import('prom-client');
  const registry = new client.Registry();
  const counters = new Map<string, Counter>();
  const gauges = new Map<string, Gauge>();
  const histograms = new Map<string, Histogram>();
  for (const [name, { kind, labels: labelNames, says: help, ...rest }] of Object.entries(METRICS)) {
    const given = { name, help, labelNames: [...labelNames], registers: [registry] };
    if (kind === 'counter') counters.set(name, new client.Counter(given));
    else if (kind === 'gauge') gauges.set(name, new client.Gauge(given));
    else {
      const buckets = 'buckets' in rest ? [...rest.buckets] : [];
      histograms.set(name, new client.Histogram({ ...given, buckets }));
    }
  }
  client.collectDefaultMetrics({ register: registry });
  return { registry, counters, gauges, histograms };
}
