import { type Clock, type Duration, SECOND } from './core/time.ts';
import type { Meter } from './metrics/catalogue.ts';

const LONGEST: Duration = 10 * SECOND;

interface Parts {
  /** Null: nobody waits for it. */
  readonly url: string | null;
  readonly clock: Clock;
  readonly log: { warn(fields: object, message: string): void };
  readonly meter: Meter;
  readonly fetch: typeof fetch;
}

/**
 * Says to a dead man's switch that all is well. Never rejects, and takes ten seconds at most. The address is as good as
 * a password: neither it nor what the other side says goes into the log.
 */
export function createHeartbeat({ url, clock, log, meter, fetch }: Parts): () => Promise<void> {
  if (url === null) return async () => {};
  return async () => {
    const controller = new AbortController();
    const cancel = clock.at(clock.now() + LONGEST, () => controller.abort());
    try {
      const { ok, status } = await fetch(url, { redirect: 'manual', signal: controller.signal });
      if (!ok) throw new Error(`it answered ${status}`);
      meter.count('tocsin_heartbeats_total', { result: 'sent' });
    } catch (error) {
      meter.count('tocsin_heartbeats_total', { result: 'failed' });
      const late = controller.signal.aborted;
      const because = late ? 'it did not answer' : error instanceof Error ? error.message : '';
      log.warn({ because }, 'the heartbeat could not be sent');
    } finally {
      cancel();
    }
  };
}
