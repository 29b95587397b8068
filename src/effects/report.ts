import { tryIn } from '../core/page-tries.ts';
import type { Instant } from '../core/time.ts';
import type { Meter } from '../metrics/catalogue.ts';

/** Where every effect leaves its one line. */
export interface EffectLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** What is told of effects, and of which incident they are. */
export interface Reporter {
  readonly log: EffectLog;
  readonly meter: Meter;
  /** When it was declared, and whether it is an exercise; left out where there is no incident. */
  readonly declared?: { readonly at: Instant; readonly drill: boolean };
}

interface Report {
  /** The effect, as the record names it. */
  readonly id: string;
  readonly kind: string;
  readonly result: 'applied' | 'sent' | 'accepted' | 'skipped' | 'put-off' | 'failed';
  readonly message: string;
  readonly fields: object;
}

/** The one place where an effect is told of: a line in the log, and a count. */
export function report(
  { log, meter }: Reporter,
  { id, kind, result, message, fields }: Report,
): void {
  const line = { effect: id, ...fields };
  const isWell = result === 'applied' || result === 'sent' || result === 'accepted';
  if (isWell) log.info(line, message);
  else log.warn(line, message);
  meter.count('tocsin_effects_total', { kind, result });
}

/** The first call of an incident was taken: how long that took since it was declared. Of an exercise nobody counts it. */
export function reportCall(
  { meter, declared }: Reporter,
  { id, by, at }: { readonly id: string; readonly by: string; readonly at: Instant },
): void {
  const isFirst = id === 'page:0' || tryIn(id)?.number === 0;
  if (!declared || declared.drill || !isFirst) return;
  meter.observe('tocsin_page_delay_seconds', { by }, Math.max(0, at - declared.at) / 1_000);
}
