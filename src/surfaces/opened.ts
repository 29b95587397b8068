import { INCIDENT_LABEL, INCIDENT_LABEL_LOOK } from '../core/adoption.ts';
import { askedFor, LONGEST_TITLE } from '../core/asked-for.ts';
import type { EffectOf, Write } from '../core/effects.ts';
import type { FormAnswers } from '../core/form.ts';
import { isDispatch, type OpeningLetter } from '../core/letters.ts';
import { encodeOpening, type Opening } from '../core/opening.ts';
import type { Policy } from '../core/policy.ts';

/** What stands around an incident that is to be opened. */
interface Where {
  /** The pull request on which it was asked for; null for a dispatch. */
  readonly pullRequest: { readonly number: number; readonly title: string } | null;
  /** Whether the repository has the label that declares. */
  readonly labelled: boolean;
  readonly policy: Pick<Policy, 'severities'>;
}

const NO_ANSWERS: FormAnswers = {
  description: null,
  severity: null,
  startedAt: null,
  services: [],
  links: null,
  commander: null,
  missing: [],
};

/** The name of the act that opens an incident: what its issue is found by. */
export const openingAct = ({ id }: OpeningLetter): string => `incident:${id}`;

/** The issue that is opened for a letter; the label first, where the repository lacks it. */
export function openingFor(
  letter: OpeningLetter,
  where: Where,
): { readonly label: Write | null; readonly issue: EffectOf<'open-issue'> } {
  const { id, by, at } = letter;
  const asked = isDispatch(letter)
    ? { ...letter, source: 'dispatch' as const }
    : { ...fromPullRequest(letter.words, where), source: 'command' as const };
  const { severity, form, key, faults, source } = asked;
  const opening: Opening = { id, by, at, severity, form, key, faults, source };
  const { pullRequest } = where;
  return {
    label: where.labelled ? null : { kind: 'create-label', ...INCIDENT_LABEL_LOOK },
    issue: {
      kind: 'open-issue',
      once: openingAct(letter),
      title: asked.title.slice(0, LONGEST_TITLE),
      parts: [{ template: 'opened', view: { by, pullRequest, ...form } }],
      labels: [INCIDENT_LABEL],
      hidden: encodeOpening(opening),
    },
  };
}

function fromPullRequest(words: string, { pullRequest, policy }: Where) {
  const { severity, title } = askedFor({ words }, policy);
  const named = title ?? (pullRequest?.title || 'Incident');
  return { severity, title: named, form: NO_ANSWERS, key: null, faults: [] };
}

/** What is said on the pull request: where the incident is. */
export const openedReply = (
  { comment, on }: { readonly comment: number; readonly on: number },
  opened: number,
): readonly [Write, EffectOf<'comment'>] => [
  { kind: 'react', comment, content: 'rocket' },
  {
    kind: 'comment',
    once: `opened:${comment}`,
    issue: on,
    parts: [{ template: 'opened-reply', view: { number: opened } }],
    page: false,
  },
];
