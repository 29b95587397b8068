import type { Octokit } from '@octokit/rest';
import type { Effect, EffectOf, Write } from '../core/effects.ts';
import { markerFor } from '../core/marker.ts';
import { assign, editIssue, openIssue, placeAction, whereOf } from './issue-writes.ts';
import { pinIssue } from './pin-issue.ts';
import { addSubIssue } from './sub-issue.ts';

/** What we use of an installation's client. */
export type Writer = Pick<Octokit, 'rest' | 'graphql' | 'request'>;

/** The incident's place in GitHub. */
export interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  /** Database id of the repository. */
  readonly repository: number;
  /** GraphQL id of the issue. */
  readonly node: string;
  /** REST id of the card's comment. */
  readonly card: number;
}

/** What a write came to: the number of what it made, or why it will never be possible here. */
export interface Written {
  readonly ref: number | null;
  readonly failed?: string;
}

/** Effects that say something, with their text rendered. */
export type Texts = ReadonlyMap<Effect, string>;

/** A create must not be repeated blindly: GitHub may have done it and answered 502. */
const ONCE = { request: { retries: 0 } };
const DONE: Written = { ref: null };

/** Carries out one effect. Throws what GitHub answers; what a state already is counts as done. */
export async function write(
  github: Writer,
  place: Place,
  effect: Write,
  texts: Texts,
): Promise<Written> {
  const { owner, repo, number: issue_number } = place;
  const { issues } = github.rest;
  const here = { owner, repo, issue_number };
  switch (effect.kind) {
    case 'create-label':
      return createLabel(github, whereOf(effect, place), effect);
    case 'add-label':
      await issues.addLabels({ ...here, labels: [effect.name] });
      return DONE;
    case 'remove-label':
      return tolerating([404], () => issues.removeLabel({ ...here, name: effect.name }));
    case 'add-assignee':
      return assign(github, here, effect.login);
    case 'remove-assignee':
      await issues.removeAssignees({ ...here, assignees: [effect.login] });
      return DONE;
    case 'rename-issue':
      await issues.update({ ...here, title: effect.title });
      return DONE;
    case 'close-issue':
      return closeIssue(github, here, effect.reason);
    case 'reopen-issue':
      await issues.update({ ...here, state: 'open' });
      return DONE;
    case 'pin-issue':
      return pinIssue(github, place.node, true);
    case 'unpin-issue':
      return pinIssue(github, place.node, false);
    case 'react':
      // A comment that was deleted meanwhile wants no answer.
      return tolerating([404], () =>
        github.rest.reactions.createForIssueComment({
          ...whereOf(effect, place),
          comment_id: effect.comment,
          content: effect.content,
        }),
      );
    case 'create-milestone':
      return tolerating([422], () =>
        issues.createMilestone({
          ...whereOf(effect, place),
          title: effect.title,
          due_on: new Date(effect.due).toISOString(),
        }),
      );
    case 'close-milestone':
      await issues.updateMilestone({
        ...whereOf(effect, place),
        milestone_number: effect.number,
        state: 'closed',
      });
      return DONE;
    case 'set-milestone':
      await issues.update({
        ...whereOf(effect, place),
        issue_number: effect.issue,
        milestone: effect.milestone,
      });
      return DONE;
    case 'edit-issue':
      return editIssue(github, place, effect);
    case 'place-action':
      return placeAction(github, place, effect);
    case 'assign-issue':
      return assign(
        github,
        { ...whereOf(effect, place), issue_number: effect.issue },
        effect.login,
      );
    case 'add-sub-issue':
      return addSubIssue(github, here, { sub_issue_id: effect.child });
    case 'pin-card':
      await github.request('PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin', {
        owner,
        repo,
        comment_id: place.card,
      });
      return DONE;
    case 'edit-comment':
      await issues.updateComment({
        owner,
        repo,
        comment_id: effect.comment,
        body: texts.get(effect) ?? '',
      });
      return DONE;
    case 'comment':
      return comment(github, place, effect, texts);
    case 'open-issue':
      return openIssue(github, place, effect, texts.get(effect) ?? '');
    default:
      return impossible(effect);
  }
}

/** A server that does not know the reason closes it all the same. */
async function closeIssue(
  github: Writer,
  where: { readonly owner: string; readonly repo: string; readonly issue_number: number },
  state_reason: EffectOf<'close-issue'>['reason'],
): Promise<Written> {
  const close = { ...where, state: 'closed' } as const;
  try {
    await github.rest.issues.update({ ...close, state_reason });
  } catch (error) {
    const isUnknown = error instanceof Error && 'status' in error && error.status === 422;
    if (state_reason !== 'duplicate' || !isUnknown) throw error;
    await github.rest.issues.update({ ...close, state_reason: 'not_planned' });
  }
  return DONE;
}

/** Makes a label with its look; one that exists stays as people made it. */
export const createLabel = (
  github: Writer,
  where: { readonly owner: string; readonly repo: string },
  { name, colour, description }: Omit<EffectOf<'create-label'>, 'kind'>,
): Promise<Written> =>
  tolerating([422], () =>
    github.rest.issues.createLabel({ ...where, name, color: colour, description }),
  );

/** Statuses that mean: it is so already. */
async function tolerating(
  statuses: readonly number[],
  request: () => Promise<unknown>,
): Promise<Written> {
  try {
    await request();
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
    if (!statuses.includes(status)) throw error;
  }
  return DONE;
}

async function comment(
  github: Writer,
  place: Place,
  effect: EffectOf<'comment'>,
  texts: Texts,
): Promise<Written> {
  const body = `${texts.get(effect) ?? ''}\n\n${markerFor(effect.once, null)}`;
  const { data } = await github.rest.issues.createComment({
    ...whereOf(effect, place),
    issue_number: effect.issue,
    body,
    ...ONCE,
  });
  return { ref: data.id };
}

function impossible(effect: never): never {
  throw new Error(`No way to write ${JSON.stringify(effect)}`);
}
