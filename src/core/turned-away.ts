import type { IncidentLetter } from './adoption.ts';
import type { Write } from './effects.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * What is said of a `/incident` that makes no incident: 😕, and once an issue a line with the reason.
 * There is no record to note it in, so the mark it leaves on the issue is what is looked for.
 */
export function turnedAway(
  {
    found,
    issue,
    rights,
  }: Pick<Snapshot, 'found' | 'rights'> & { readonly issue: { readonly number: number } },
  letters: readonly IncidentLetter[],
): readonly Write[] {
  const asking = letters.filter(({ confirms }) => !confirms);
  const reactions = asking.map(
    ({ comment }): Write => ({ kind: 'react', comment, content: 'confused' }),
  );
  const [first] = asking;
  const isSaid = Object.keys(found).some(isTurningAway);
  if (!first || isSaid) return reactions;
  const reason = rights[first.by] ? CLOSED : NO_RIGHT;
  return [
    ...reactions,
    {
      kind: 'comment',
      once: `${TURNED_AWAY}${first.comment}`,
      issue: issue.number,
      parts: [{ template: 'refused', view: { line: '/incident', ...reason } }],
      page: false,
    },
  ];
}

const TURNED_AWAY = 'turned-away:';

/** Whether a mark of ours is such a refusal: it makes no incident of an issue. */
export const isTurningAway = (id: string): boolean => id.startsWith(TURNED_AWAY);

const CLOSED = {
  because: 'This issue is closed',
  tryThis: 'Reopen it first, or open a new one',
} as const;
const NO_RIGHT = {
  because: 'Making an incident of an issue is for people with triage rights here',
  tryThis: 'Report yours with the incident form: somebody with the right then confirms it',
} as const;
