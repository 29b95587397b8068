import type { Incident } from '../core/incident.ts';
import { tryId } from '../core/page-tries.ts';
import type { IncidentRecord } from '../core/record.ts';
import { clockTime, fullMoment, iso } from '../core/time.ts';

/** One group that was called, and what came of every try; times are ISO 8601. */
export interface CallMade {
  readonly at: string;
  readonly group: string;
  readonly people: readonly string[];
  readonly tries: readonly {
    /** The destination's name; `mention`: on the issue. */
    readonly by: string;
    readonly result: 'under way' | 'sent' | 'accepted' | 'failed';
    readonly at: string | null;
    readonly because: string | null;
    /** It may have come twice. */
    readonly repeat: boolean;
  }[];
}

/** Every call, in the order in which they were made. */
export const callsMade = (
  { waves, failedCalls = [] }: Incident,
  { ledger, events }: Pick<IncidentRecord, 'ledger' | 'events'>,
): readonly CallMade[] =>
  waves.flatMap(({ number, at, groups }) =>
    groups.map(({ group, people, by }): CallMade => {
      const trying = (name: string, id: string): CallMade['tries'][number] => {
        const receipt = ledger[id];
        // What a pager accepted and nothing came of is told later, as an event.
        const lost = failedCalls.some(
          (one) => one.number === number && one.group === group && one.destination === name,
        );
        const told = events.find(
          (one) =>
            one.type === 'page-failed' &&
            one.number === number &&
            one.group === group &&
            one.destination === name,
        );
        const because =
          receipt?.failed ?? (lost && told?.type === 'page-failed' ? told.because : null);
        const taken = receipt?.how === 'accepted' ? 'accepted' : 'sent';
        return {
          by: name,
          result: because !== null ? 'failed' : receipt ? taken : 'under way',
          at: receipt ? iso(receipt.at) : null,
          because,
          repeat: receipt?.repeat === true,
        };
      };
      return {
        at: iso(at),
        group,
        people,
        tries: by
          ? by.map((name) => trying(name, tryId({ number, group, name })))
          : [trying('mention', `page:${number}`)],
      };
    }),
  );

/** `on-call (ben): PagerDuty accepted 10:02 UTC; e-mail failed 10:02 UTC: …` */
export function callLine({ at, group, people, tries }: CallMade): string {
  const named = people.length > 0 ? ` (${people.join(', ')})` : '';
  const came = tries.map(({ by, result, at: when, because, repeat }) => {
    const name = by === 'mention' ? 'mention on the issue' : by;
    const time = when === null ? '' : ` ${clockTime(Date.parse(when))} UTC`;
    return `${name} ${result}${time}${repeat ? ' (may be a repeat)' : ''}${because === null ? '' : `: ${because}`}`;
  });
  return `${fullMoment(Date.parse(at))}  ${group}${named}: ${came.join('; ')}`;
}
