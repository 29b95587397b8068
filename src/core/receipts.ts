import { openingOf, refOf } from './action-item.ts';
import { channelNewsIn, KEPT_CHANNEL } from './channel.ts';
import type { Receipt } from './effects.ts';
import type { EventBody, IncidentEvent } from './events.ts';
import type { Incident } from './incident.ts';
import { failureIn } from './page-tries.ts';
import { POSTMORTEM_ACT } from './postmortem.ts';
import { type IncidentRecord, incidentOf } from './record.ts';
import { withoutOldTellings } from './tellings.ts';
import type { Instant } from './time.ts';

type Receipts = Readonly<Record<string, Receipt>>;

/** The record with what came of its effects; an issue that was opened, or could not be, and a failed call are events as well. */
export function withReceipts(
  record: IncidentRecord,
  receipts: Receipts,
  now: Instant,
): IncidentRecord {
  const incident = incidentOf(record);
  const at = Math.max(now, record.events.at(-1)?.at ?? now);
  const bodies = incident
    ? [
        ...aboutPostmortem(incident, receipts),
        ...aboutActions(incident, receipts),
        ...channelNewsIn(incident, receipts[KEPT_CHANNEL]),
      ]
    : [];
  const isMoved = bodies.some(({ type }) => type === 'postmortem-moved');
  const news = [
    ...bodies.map((body) => ({ ...body, via: viaOf(body, at) })),
    ...failedIn(receipts, record),
  ].map(({ via, ...body }): IncidentEvent => ({ ...body, at, by: null, via }));
  return {
    ...record,
    ledger: { ...record.ledger, ...(isMoved ? withoutPostmortem(receipts) : receipts) },
    events: news.length > 0 ? [...record.events, ...news] : record.events,
  };
}

function aboutPostmortem({ postmortem }: Incident, receipts: Receipts): readonly EventBody[] {
  const receipt = receipts[POSTMORTEM_ACT];
  if (!receipt) return [];
  if (receipt.failed)
    return postmortem?.repository ? [{ type: 'postmortem-moved', because: receipt.failed }] : [];
  const number = receipt.ref;
  return number === null || postmortem?.number === number
    ? []
    : [{ type: 'postmortem-opened', number }];
}

function aboutActions({ actions = [] }: Incident, receipts: Receipts): readonly EventBody[] {
  return actions.flatMap((item): readonly EventBody[] => {
    const { id, text, number, refused } = item;
    const receipt = receipts[openingOf(item)];
    if (!receipt) return [];
    if (receipt.failed)
      return refused ? [] : [{ type: 'action-refused', id, text, because: receipt.failed }];
    const ref = refOf({ ...item, number: receipt.ref });
    return receipt.ref === null || ref === null || receipt.ref === number
      ? []
      : [{ type: 'action-opened', id, number: receipt.ref, ref }];
  });
}

/** Where it cannot be opened in one place it is in another: that it was refused is no end of it. */
function withoutPostmortem(receipts: Receipts): Receipts {
  const { [POSTMORTEM_ACT]: _refused, ...others } = receipts;
  return others;
}

/** A channel has news more than once: each is told by itself. */
function viaOf(body: EventBody, at: Instant): string {
  if (body.type === 'channel') return `world:channel:${at}`;
  return 'id' in body ? `world:action:${body.id}` : 'world:postmortem';
}

type Caused = EventBody & { readonly via: string };

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

const wantsTelling = (event: IncidentEvent): boolean =>
  event.type === 'page-failed' ||
  event.type === 'action-refused' ||
  (event.type === 'channel' && (event.what === 'opened' || event.what === 'well'));

/**
 * The record once all that its events say has been said: replies need no receipt any longer. Of what came after
 * the first `told` events, what failed is still to be told.
 */
export function settled(
  record: IncidentRecord,
  told: number = record.events.length,
): IncidentRecord {
  const untold = record.events.findIndex((event, index) => index >= told && wantsTelling(event));
  return {
    ...record,
    settled: untold < 0 ? record.events.length : untold,
    ledger: withoutOldTellings(
      Object.fromEntries(Object.entries(record.ledger).filter(([id]) => !id.startsWith('say:'))),
    ),
  };
}
