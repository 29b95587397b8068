import type { Meter } from './metrics/catalogue.ts';
import type { Queue, Worker } from './queue/queue.ts';

/** The queue as one source of nudges has it: they are counted under its name. */
export function nudgedBy(queue: Queue, meter: Meter, source: string): Queue {
  const nudge: Queue['nudge'] = async (...given) => {
    const isNew = await queue.nudge(...given);
    if (isNew) meter.count('tocsin_nudges_total', { source });
    return isNew;
  };
  return new Proxy(queue, {
    get(_queue, name) {
      if (name === 'nudge') return nudge;
      const value: unknown = Reflect.get(queue, name);
      return typeof value === 'function' ? value.bind(queue) : value;
    },
  });
}

/** A worker whose passes are counted and timed. */
export const metered =
  (worker: Worker, meter: Meter): Worker =>
  async (job, lease) => {
    const started = performance.now();
    const end = (result: 'done' | 'failed'): void => {
      meter.count('tocsin_passes_total', { result });
      meter.observe('tocsin_pass_duration_seconds', {}, (performance.now() - started) / 1_000);
    };
    try {
      const outcome = await worker(job, lease);
      end('done');
      return outcome;
    } catch (error) {
      end('failed');
      throw error;
    }
  };
