import { type createAct, mayWrite, type Pass } from './act.ts';
import { mostUrgent } from './core/budget.ts';
import type { Effect } from './core/effects.ts';
import { settled, withReceipts } from './core/receipts.ts';
import type { IncidentRecord } from './core/record.ts';
import type { Applied } from './effects/apply.ts';
import { sendElsewhere } from './effects/elsewhere.ts';
import { isCall } from './effects/intents.ts';
import type { EngineParts } from './engine.ts';
import { planFor } from './foresee.ts';
import type { createSaver } from './keep.ts';
import type { Look } from './look.ts';
import type { Worlds } from './worlds.ts';

/** What came of one round: what it planned, what was refused, and the record with its receipts. */
interface Round {
  readonly planned: readonly Effect[];
  readonly failures: Applied['failures'];
  readonly putOff: Applied['putOff'];
  readonly look: Look;
  readonly record: IncidentRecord;
}

type Run = (pass: Pass, world: Worlds, record: IncidentRecord) => Promise<Round>;

/**
 * Plans, saves and acts once. Calls elsewhere leave first, so that a slow GitHub delays none, and are waited
 * for last, so that a slow pager delays nothing here.
 */
export function createRound(
  parts: EngineParts,
  saver: ReturnType<typeof createSaver>,
  act: ReturnType<typeof createAct>,
): Run {
  const { clock } = parts;
  return async (pass, world, record) => {
    const { job, look } = pass;
    const planned = planFor(world(record));
    mayWrite(pass, clock.now());
    const { declaredAt, drill = false } = world(record).incident;
    const acting = { ...pass, declared: { at: declaredAt, drill } };
    const calls = sendElsewhere(planned.effects, {
      ...parts,
      declared: acting.declared,
      target: job,
      perhapsSent: pass.perhapsSent,
    });
    const ready = hasWords(planned.effects) ? record : settled(record);
    const urgency = mostUrgent(planned.effects);
    const saveAndAct = async () => {
      const saved = await saver
        .save(pass, { look, world: world(ready), urgency })
        .catch(async (error) => {
          // The decision is kept and its calls are numbered: people are called though the card cannot be written.
          await act(acting, planned.effects.filter(isCall), look.card?.comment ?? 0);
          throw error;
        });
      return { saved, applied: await act(acting, planned.effects, saved.card.comment) };
    };
    // While a call is under way nobody else may begin a pass: it would take it for one that died.
    const { saved, applied } = await saveAndAct().finally(() => calls.all);
    const noted = { ...planned.recovered, ...applied.receipts, ...calls.receipts() };
    const after = withReceipts(saved.record, noted, clock.now());
    const { failures, putOff } = applied;
    const isDone = failures.length === 0 && !putOff;
    return {
      planned: planned.effects,
      failures,
      putOff,
      look: { ...look, ...saved },
      record: isDone ? settled(after, saved.record.events.length) : after,
    };
  };
}

/** Whether something is said or opened: such acts want a receipt, so their events are not settled yet. */
const hasWords = (effects: readonly Effect[]): boolean =>
  effects.some(({ kind }) => ['comment', 'open-issue', 'page', 'notify'].includes(kind));
