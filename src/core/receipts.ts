import type { Receipt } from './effects.ts';
import { POSTMORTEM_ACT } from './postmortem.ts';
import { type IncidentRecord, incidentOf } from './record.ts';
import type { Instant } from './time.ts';

/** The record with what came of its effects; an issue that was opened is an event as well. */
export function withReceipts(
  record: IncidentRecord,
  receipts: Readonly<Record<string, Receipt>>,
  now: Instant,
): IncidentRecord {
  const number = receipts[POSTMORTEM_ACT]?.ref ?? null;
  const isNews = number !== null && incidentOf(record)?.postmortem?.number !== number;
  const at = Math.max(now, record.events.at(-1)?.at ?? now);
  return {
    ...record,
    ledger: { ...record.ledger, ...receipts },
    events: isNews
      ? [
          ...record.events,
          { type: 'postmortem-opened', number, at, by: null, via: 'world:postmortem' },
        ]
      : record.events,
  };
}

/** The record once all that its events say has been said: replies need no receipt any longer. */
export const settled = (record: IncidentRecord): IncidentRecord => ({
  ...record,
  settled: record.events.length,
  ledger: Object.fromEntries(
    Object.entries(record.ledger).filter(([id]) => !id.startsWith('say:')),
  ),
});
