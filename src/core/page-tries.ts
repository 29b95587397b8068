import type { Receipt } from './effects.ts';
import type { EventBody } from './events.ts';
import type { Incident } from './incident.ts';
import type { World } from './plan.ts';
import type { IncidentRecord } from './record.ts';
import type { Instant } from './time.ts';
import { moment } from './timeline.ts';

/** One call of one group at one destination. */
interface Try {
  /** Which call of the incident. */
  readonly number: number;
  readonly group: string;
  /** The destination's name. */
  readonly name: string;
}

/** Names a try in the ledger, in the queue's intents and to whoever deduplicates. */
export const tryId = ({ number, group, name }: Try): string => `page:${number}:${group}:${name}`;

/** The try that a name stands for, or null: the comment that carries a call is `page:<number>` alone. */
export function tryIn(id: string): Try | null {
  const { number, group, name } =
    /^page:(?<number>\d+):(?<group>[^:]+):(?<name>.+)$/.exec(id)?.groups ?? {};
  return number === undefined || group === undefined || name === undefined
    ? null
    : { number: Number(number), group, name };
}

/** The tries of a record of whose end it does not know: each may have been made. */
export function openTries({ events, ledger }: IncidentRecord): ReadonlySet<string> {
  const tries = events.flatMap((event) =>
    event.type === 'paged'
      ? event.groups.flatMap(({ group, by = [] }) =>
          by.map((name) => tryId({ number: event.number, group, name })),
        )
      : [],
  );
  return new Set(tries.filter((id) => !ledger[id]));
}

/** What a call that a destination would not take comes to: it is told at once, with who to call by hand. */
export function failureIn(
  incident: Incident,
  id: string,
  { failed }: Pick<Receipt, 'failed'>,
): readonly EventBody[] {
  const one = tryIn(id);
  if (!one || failed === null) return [];
  const wave = incident.waves.find(({ number }) => number === one.number);
  const people = wave?.groups.find(({ group }) => group === one.group)?.people ?? [];
  const { number, group, name } = one;
  return [{ type: 'page-failed', number, group, people, destination: name, because: failed }];
}

/** A group that was called elsewhere than on the issue, with what came of each try: a line on the card. */
export interface GroupCalled {
  readonly time: string;
  readonly group: string;
  readonly people: readonly string[];
  readonly tries: readonly {
    readonly name: string;
    readonly time: string | null;
    readonly underWay: boolean;
    readonly accepted: boolean;
    readonly failed: string | null;
    /** It may have come twice. */
    readonly repeat: boolean;
  }[];
}

/** Every such group, in the order in which they were called. */
export function groupsCalled({ incident, record }: World): readonly GroupCalled[] {
  const time = (at: Instant): string => moment(at, incident.declaredAt);
  return incident.waves.flatMap(({ number, at, groups }) =>
    groups.flatMap(({ group, people, by }) => {
      if (!by) return [];
      const tries = by.map((name) => {
        const receipt = record.ledger[tryId({ number, group, name })];
        return {
          name,
          time: receipt ? time(receipt.at) : null,
          underWay: !receipt,
          accepted: receipt?.how === 'accepted',
          failed: receipt?.failed ?? null,
          repeat: receipt?.repeat === true,
        };
      });
      return [{ time: time(at), group, people, tries }];
    }),
  );
}
