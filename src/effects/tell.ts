import type { Effect, Receipt } from '../core/effects.ts';
import type { Clock } from '../core/time.ts';
import type { Queue, Target } from '../queue/queue.ts';
import { type Reporter, report } from './report.ts';

interface From extends Reporter {
  readonly queue: Queue;
  readonly clock: Clock;
  readonly target: Target;
}

/**
 * Puts a letter into another incident's lane, which wakes it: our own webhooks are dropped. It may get there
 * twice under one id, and that incident takes up each id once.
 */
export async function tellOthers(
  effects: readonly Effect[],
  { queue, clock, target, ...reporter }: From,
): Promise<Readonly<Record<string, Receipt>>> {
  const receipts: Record<string, Receipt> = {};
  for (const effect of effects) {
    if (effect.kind !== 'tell-incident') continue;
    const { letter, issue, once } = effect;
    const { id, at } = letter;
    await queue.nudge(
      { ...nowhereNear(target), issue, asOf: null },
      { id, at, body: JSON.stringify(letter) },
    );
    receipts[once] = { at: clock.now(), ref: issue, failed: null };
    const kind = effect.kind;
    report(reporter, { id: once, kind, result: 'applied', message: 'told', fields: { issue } });
  }
  return receipts;
}

/** Nothing of the job that told goes along but whose repository it is. */
const nowhereNear = ({ installation, repository }: Target): Omit<Target, 'issue'> => ({
  installation,
  repository,
});
