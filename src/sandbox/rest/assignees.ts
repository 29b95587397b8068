import { assign, MAX_ASSIGNEES, unassign } from '../world/assignees.ts';
import { demand, type Handler, issueOf, newLookOf, repositoryOf } from './asked.ts';
import { texts } from './body.ts';
import { issueShape } from './issue-shape.ts';
import { invalid } from './refusal.ts';

/** Who cannot be assigned is dropped silently: the answer shows who was. */
const change =
  (act: typeof assign, status: number): Handler =>
  (asked) => {
    const repository = repositoryOf(asked);
    const issue = issueOf(asked, repository);
    const by = demand(asked, repository, 'triage');
    const logins = texts(asked.body, 'assignees') ?? [];
    if (logins.length > MAX_ASSIGNEES) {
      throw invalid({ resource: 'Issue', field: 'assignees', code: 'invalid' });
    }
    const changed = act(asked.hub.world.store, issue, by, logins);
    return { status, body: issueShape(newLookOf(asked), changed) };
  };

export const assigneeRoutes: Readonly<Record<string, Handler>> = {
  'POST /repos/{owner}/{repo}/issues/{issue_number}/assignees': change(assign, 201),
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees': change(unassign, 200),
};
