import type { Act } from '../core/snapshot.ts';
import { MINUTE } from '../core/time.ts';
import { actorFrom, type Trusted } from './actor.ts';
import type { ActAnswer, IssueAnswer } from './answers.ts';

interface Issue extends Pick<IssueAnswer, 'number' | 'state' | 'stateReason'> {
  readonly nameWithOwner: string;
}

/** GitHub notes that an issue is a duplicate and that it was closed in two events, this near to each other. */
const AT_ONCE = MINUTE;

/** The acts on an issue out of its timeline, in its order; what is none of ours to read is left out. */
export const actsFrom = (
  answers: readonly ActAnswer[],
  issue: Issue,
  trusted: Trusted,
): readonly Act[] =>
  answers.flatMap((answer) => actFrom(answer, { answers, issue, trusted }) ?? []);

interface Around {
  readonly answers: readonly ActAnswer[];
  readonly issue: Issue;
  readonly trusted: Trusted;
}

function actFrom(answer: ActAnswer, around: Around): Act | null {
  const at = Date.parse(answer.createdAt);
  const common = { id: answer.id, at, actor: actorFrom(answer.actor, around.trusted) };
  const login = answer.assignee?.login?.toLowerCase();
  switch (answer.__typename) {
    case 'LabeledEvent':
      return answer.label ? { ...common, kind: 'labeled', label: answer.label.name } : null;
    case 'UnlabeledEvent':
      return answer.label ? { ...common, kind: 'unlabeled', label: answer.label.name } : null;
    case 'AssignedEvent':
      return login ? { ...common, kind: 'assigned', login } : null;
    case 'UnassignedEvent':
      return login ? { ...common, kind: 'unassigned', login } : null;
    case 'ClosedEvent':
      return { ...common, kind: 'closed', ...reasonOf(answer, around) };
    case 'ReopenedEvent':
      return { ...common, kind: 'reopened' };
    case 'RenamedTitleEvent':
      return {
        ...common,
        kind: 'renamed',
        from: answer.previousTitle ?? '',
        to: answer.currentTitle ?? '',
      };
    case 'MarkedAsDuplicateEvent': {
      const of = originalOf(answer, around.issue);
      return of === null ? null : { ...common, kind: 'marked-duplicate', of };
    }
    default:
      return null;
  }
}

/**
 * Why it was closed. Events do not tell a duplicate from what is not planned; the issue does, of its last
 * closing, and what was marked as a duplicate together with it tells of earlier ones.
 */
function reasonOf(
  closed: ActAnswer,
  { answers, issue }: Around,
): { readonly reason?: 'not-planned' | 'duplicate' } {
  const isLast = answers.findLast(({ __typename }) => __typename === 'ClosedEvent') === closed;
  const isNow = isLast && issue.state === 'CLOSED';
  const reason = (isNow ? issue.stateReason : null) ?? closed.stateReason;
  const isMarked = answers.some(
    (other) =>
      originalOf(other, issue) !== null &&
      other.actor?.login === closed.actor?.login &&
      Math.abs(Date.parse(other.createdAt) - Date.parse(closed.createdAt)) < AT_ONCE,
  );
  if (reason === 'DUPLICATE') return { reason: 'duplicate' };
  if (reason !== 'NOT_PLANNED') return {};
  return { reason: isMarked && !isNow ? 'duplicate' : 'not-planned' };
}

/** Of which issue of this repository this one was marked as a duplicate; the event stands on both. */
function originalOf(
  { __typename, canonical, duplicate }: ActAnswer,
  { number, nameWithOwner }: Issue,
): number | null {
  const isHere = (place: typeof canonical): boolean =>
    place?.repository?.nameWithOwner === nameWithOwner;
  const isThis = duplicate?.number === number && isHere(duplicate);
  if (__typename !== 'MarkedAsDuplicateEvent' || !isThis || !isHere(canonical)) return null;
  return canonical?.number ?? null;
}
