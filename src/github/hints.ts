import type { PolicyFile } from '../core/events.ts';
import { type IncidentRecord, incidentOf, recordIn } from '../core/record.ts';
import { MINUTE } from '../core/time.ts';
import type { Hints, Sight } from './observe.ts';

/** What a record tells of where the rest of the incident is found; the policy's last good text is not in it. */
export type HintsOfRecord = Omit<Hints, 'lastGood'>;

/** GitHub shows things late: a read looks back this far behind the newest thing known. */
const LOOK_BACK = 10 * MINUTE;

/** What is to be asked for, by what a record names. `card`: the node id of the comment it stands in. */
export function hintsFrom(record: IncidentRecord | null, card: string | null): HintsOfRecord {
  const incident = record && incidentOf(record);
  const file: PolicyFile | null = incident?.policy ?? null;
  return {
    card,
    postmortem: incident?.postmortem?.number ?? null,
    frozen: { declared: incident !== null, file },
    since: record ? record.newest - LOOK_BACK : null,
  };
}

/** Whether the card that was seen names a postmortem or a policy file that was not asked for. */
export function asksForMore({ card, snapshot }: Sight, asked: HintsOfRecord): boolean {
  const shown = recordIn(card?.record);
  const incident = shown && incidentOf(shown);
  if (!incident) return false;
  const file = incident.policy?.oid ?? null;
  const wantsPostmortem = incident.postmortem?.number && !snapshot.postmortem;
  const wantsFile = file !== null && file !== asked.frozen.file?.oid;
  const asksAgain = incident.postmortem?.number !== asked.postmortem;
  return wantsFile || Boolean(wantsPostmortem && asksAgain);
}
