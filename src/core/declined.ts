import type { DeclinedAct, EventBody, EventOf } from './events.ts';
import type { Incident } from './incident.ts';

type Declined = Readonly<Record<string, number>>;

const keyOf = (act: DeclinedAct, about: string | null): string => `${act}:${about ?? ''}`;

/** How often somebody did so without the right. The first time it is undone, later it is left as it is. */
export const timesDeclined = (
  { declined = {} }: Incident,
  act: DeclinedAct,
  about: string | null = null,
): number => declined[keyOf(act, about)] ?? 0;

/** What a stranger's or a bot's act comes to where it is not theirs to do. */
export const declines = (
  incident: Incident,
  actor: { readonly bot: boolean },
  { act, about }: { readonly act: DeclinedAct; readonly about: string | null },
): readonly EventBody[] => [
  {
    type: 'hand-declined',
    act,
    about,
    bot: actor.bot,
    again: timesDeclined(incident, act, about) > 0,
  },
];

/** One time more. */
export function declinedOnce(incident: Incident, event: EventOf<'hand-declined'>): Declined {
  const { act, about } = event;
  return {
    ...incident.declined,
    [keyOf(act, about)]: timesDeclined(incident, act, about) + 1,
  };
}

/** What is still held against anybody once somebody with the right has decided about such acts. */
export const forgiven = (
  { declined = {} }: Incident,
  act: DeclinedAct,
  about: string | null = null,
): Declined =>
  Object.fromEntries(
    Object.entries(declined).filter(([key]) =>
      about === null ? !key.startsWith(`${act}:`) : key !== keyOf(act, about),
    ),
  );
