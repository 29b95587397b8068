import type { Receipt } from './effects.ts';
import type { EventBody, IncidentEvent } from './events.ts';
import { failureIn } from './page-tries.ts';
import { POSTMORTEM_ACT } from './postmortem.ts';
import { type IncidentRecord, incidentOf } from './record.ts';
import type { Instant } from './time.ts';

type Receipts = Readonly<Record<string, Receipt>>;

/** The record with what came of its effects; an issue that was opened and a call that failed are events as well. */
export function withReceipts(
  record: IncidentRecord,
  receipts: Receipts,
  now: Instant,
): IncidentRecord {
  const at = Math.max(now, record.events.at(-1)?.at ?? now);
  const bodies = [...openedBy(receipts, record), ...failedIn(receipts, record)];
  return {
    ...record,
    ledger: { ...record.ledger, ...receipts },
    events: [
      ...record.events,
      ...bodies.map(({ via, ...body }): IncidentEvent => ({ ...body, at, by: null, via })),
    ],
  };
}

type Caused = EventBody & { readonly via: string };

function openedBy(receipts: Receipts, record: IncidentRecord): readonly Caused[] {
  const number = receipts[POSTMORTEM_ACT]?.ref ?? null;
  const isNews = number !== null && incidentOf(record)?.postmortem?.number !== number;
  return isNews ? [{ type: 'postmortem-opened', number, via: 'world:postmortem' }] : [];
}

/** Each failed call once: where its receipt is known already, so is its failure. */
function failedIn(receipts: Receipts, record: IncidentRecord): readonly Caused[] {
  const incident = incidentOf(record);
  if (!incident) return [];
  return Object.entries(receipts).flatMap(([id, receipt]) =>
    record.ledger[id]
      ? []
      : failureIn(incident, id, receipt).map((body) => ({ ...body, via: `world:${id}` })),
  );
}

/**
 * The record once all that its events say has been said: replies need no receipt any longer. Of what came after
 * the first `told` events, a failed call is still to be told.
 */
export function settled(
  record: IncidentRecord,
  told: number = record.events.length,
): IncidentRecord {
  const untold = record.events.findIndex(
    ({ type }, index) => index >= told && type === 'page-failed',
  );
  return {
    ...record,
    settled: untold < 0 ? record.events.length : untold,
    ledger: Object.fromEntries(
      Object.entries(record.ledger).filter(([id]) => !id.startsWith('say:')),
    ),
  };
}
