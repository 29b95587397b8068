import type { EffectOf } from '../core/effects.ts';
import { isSameText, withOurs } from '../core/issue-body.ts';
import { NO_ISSUE } from '../core/letters.ts';
import { markerFor } from '../core/marker.ts';
import type { Place, Writer, Written } from './github-writes.ts';
import { addSubIssue } from './sub-issue.ts';

/*
 * What is written to issues that we opened ourselves: postmortems and action items, in the incident's repository or
 * in another one of the same installation.
 */

interface Where {
  readonly owner: string;
  readonly repo: string;
}

const DONE: Written = { ref: null };

/** The repository that an effect names, else the incident's. */
export function whereOf(effect: { readonly in?: string }, { owner, repo }: Place): Where {
  if (effect.in === undefined) return { owner, repo };
  const [other = '', name = ''] = effect.in.split('/');
  return { owner: other, repo: name };
}

/** Opens an issue with the mark of its incident, which the reference in its text leaves on the incident's timeline. */
export async function openIssue(
  github: Writer,
  place: Place,
  effect: EffectOf<'open-issue'>,
  text: string,
): Promise<Written> {
  const where = whereOf(effect, place);
  if (effect.in !== undefined && effect.by !== undefined) {
    const mayRead = await seesRepository(github, where, effect.by);
    if (!mayRead) return { ref: null, failed: `${effect.by} has no access to ${effect.in}` };
  }
  const { number, repository: id, owner, repo: name } = place;
  const home = effect.in === undefined ? null : { id, owner, name };
  const incident = number === NO_ISSUE ? null : { number, home };
  const { data } = await github.rest.issues.create({
    ...where,
    title: effect.title,
    body: [text, ...(effect.hidden ? [effect.hidden] : []), markerFor(effect.once, incident)].join(
      '\n\n',
    ),
    labels: [...effect.labels],
    // GitHub may have done it and answered 502.
    request: { retries: 0 },
  });
  return { ref: data.number };
}

/** Nobody opens through us what they could not open themselves. */
async function seesRepository(github: Writer, where: Where, username: string): Promise<boolean> {
  const { data } = await github.rest.repos.getCollaboratorPermissionLevel({ ...where, username });
  return data.permission !== 'none';
}

/** Rewrites what is ours of a body as it stands now: people may be writing the rest of it. */
export async function editIssue(
  github: Writer,
  place: Place,
  effect: EffectOf<'edit-issue'>,
): Promise<Written> {
  const issue = { ...whereOf(effect, place), issue_number: effect.issue };
  const { data } = await github.rest.issues.get(issue);
  const standing = data.body ?? '';
  const body = withOurs(standing, effect.ours);
  if (!isSameText(body, standing)) await github.rest.issues.update({ ...issue, body });
  return DONE;
}

/** GitHub drops an assignee without access silently: only its answer tells. */
export async function assign(
  github: Writer,
  where: Where & { readonly issue_number: number },
  login: string,
): Promise<Written> {
  const { data } = await github.rest.issues.addAssignees({ ...where, assignees: [login] });
  const taken = data.assignees?.some((assignee) => assignee.login.toLowerCase() === login);
  return taken ? DONE : { ref: null, failed: 'GitHub does not let this person be assigned here' };
}

/** Puts an action item under the incident or its postmortem. */
export const placeAction = (
  github: Writer,
  place: Place,
  { parent, child, moves, ...effect }: EffectOf<'place-action'>,
): Promise<Written> =>
  addSubIssue(
    github,
    { ...whereOf(effect, place), issue_number: parent },
    { sub_issue_id: child, replace_parent: moves },
  );
