import { accountNamed } from './accounts.ts';
import { changeIssue, happen } from './happenings.ts';
import type { Account, Issue } from './records.ts';
import { grantedRole } from './rights.ts';
import type { Store } from './store.ts';

/** GitHub's limit for one issue. */
export const MAX_ASSIGNEES = 10;

/** Collaborators, the owner, and whoever has commented; anyone else is dropped without a word. */
function isAssignable(store: Store, issue: Issue, account: Account): boolean {
  if (account.kind !== 'User') return false;
  const repository = store.get('repositories', issue.repository);
  if (grantedRole(repository, account) !== 'none') return true;
  if (repository.isPrivate) return false;
  return [...store.tables.comments.values()].some(
    (comment) => comment.issue === issue.id && comment.author === account.id,
  );
}

/** Assigns whoever of these may be, up to ten an issue. */
export function assign(store: Store, issue: Issue, by: Account, logins: readonly string[]): Issue {
  let current = store.get('issues', issue.id);
  for (const login of logins) {
    const account = accountNamed(store.tables, login);
    if (!account || !isAssignable(store, current, account)) continue;
    if (current.assignees.includes(account.id)) continue;
    if (current.assignees.length >= MAX_ASSIGNEES) break;
    happen(store, current, by, { kind: 'AssignedEvent', assignee: account.id });
    current = changeIssue(store, current, { assignees: [...current.assignees, account.id] });
    store.tell({
      event: 'issues',
      action: 'assigned',
      issue: current,
      assignee: account,
      sender: by,
    });
  }
  return current;
}

export function unassign(
  store: Store,
  issue: Issue,
  by: Account,
  logins: readonly string[],
): Issue {
  let current = store.get('issues', issue.id);
  for (const login of logins) {
    const account = accountNamed(store.tables, login);
    if (!account || !current.assignees.includes(account.id)) continue;
    happen(store, current, by, { kind: 'UnassignedEvent', assignee: account.id });
    current = changeIssue(store, current, {
      assignees: current.assignees.filter((id) => id !== account.id),
    });
    store.tell({
      event: 'issues',
      action: 'unassigned',
      issue: current,
      assignee: account,
      sender: by,
    });
  }
  return current;
}

/** Makes these an issue's assignees: adds who is missing, removes the rest. */
export function setAssignees(
  store: Store,
  issue: Issue,
  by: Account,
  logins: readonly string[],
): Issue {
  const wanted = new Set(logins.map((login) => login.toLowerCase()));
  const extra = issue.assignees
    .map((id) => store.get('accounts', id).login)
    .filter((login) => !wanted.has(login.toLowerCase()));
  unassign(store, issue, by, extra);
  return assign(store, issue, by, logins);
}
