import type { PolicyFile } from '../core/events.ts';
import type { Incident } from '../core/incident.ts';
import { movedFrom } from '../core/moved.ts';
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
    postmortem: {
      number: postmortemOf(incident),
      repository: incident?.postmortem?.repository ?? null,
    },
    items: itemsOf(incident),
    frozen: { declared: incident !== null, file },
    since: record ? record.newest - LOOK_BACK : null,
  };
}

const postmortemOf = (incident: Incident | null): number | null =>
  incident?.postmortem && !incident.postmortem.lost ? incident.postmortem.number : null;

const itemsOf = (incident: Incident | null): Hints['items'] =>
  (incident?.actions ?? []).flatMap(({ repository, number }) =>
    number === null ? [] : [{ repository, number }],
  );

/** Whether the card that was seen names a postmortem, action items or a policy file that were not asked for. */
export function asksForMore({ card, snapshot }: Sight, asked: HintsOfRecord): boolean {
  const shown = recordIn(card?.record);
  const incident = shown && incidentOf(shown);
  if (!incident) return false;
  const file = incident.policy?.oid ?? null;
  // What was transferred has left its postmortem behind: the number is another issue's here.
  const isHere = !movedFrom(shown, snapshot);
  const wantsPostmortem = isHere && postmortemOf(incident) && !snapshot.postmortem;
  const wantsFile = file !== null && file !== asked.frozen.file?.oid;
  const asksAgain = postmortemOf(incident) !== asked.postmortem.number;
  const wantsItems = itemsOf(incident).length > asked.items.length;
  return wantsFile || wantsItems || Boolean(wantsPostmortem && asksAgain);
}
