import type { Issue } from '../world/records.ts';
import { recordIn } from '../world/store.ts';
import {
  addSubIssue,
  depthOf,
  MAX_DEPTH,
  MAX_SUB_ISSUES,
  removeSubIssue,
} from '../world/sub-issues.ts';
import {
  type Asked,
  created,
  demand,
  type Handler,
  issueOf,
  lookOf,
  newLookOf,
  ok,
  repositoryOf,
} from './asked.ts';
import { numberOrNull } from './body.ts';
import { issueShape } from './issue-shape.ts';
import { paged } from './pages.ts';
import { notFound, Refusal } from './refusal.ts';

/** Older servers know no such route. */
function demandSubIssues(asked: Asked): void {
  if (asked.hub.lacks('sub-issues')) throw notFound();
}

/** The child of the body's `sub_issue_id`: a database id, not a number. */
function childAsked(asked: Asked): Issue {
  const child = asked.hub.world.store.tables.issues.get(
    numberOrNull(asked.body, 'sub_issue_id') ?? 0,
  );
  if (!child) throw notFound('The provided sub-issue does not exist');
  return child;
}

const unprocessable = (message: string): Refusal => new Refusal(422, message);

const postSubIssue: Handler = (asked) => {
  demandSubIssues(asked);
  const repository = repositoryOf(asked);
  const parent = issueOf(asked, repository);
  const by = demand(asked, repository, 'triage');
  const child = childAsked(asked);
  const { store } = asked.hub.world;
  if (child.id === parent.id) throw unprocessable('Sub issue may not be its own parent');
  const home = store.get('repositories', child.repository);
  if (home.owner !== repository.owner) {
    throw unprocessable('Sub issue must belong to the same owner as its parent');
  }
  if (child.parent === parent.id) {
    throw unprocessable('Issue may not contain duplicate sub-issues');
  }
  if (child.parent !== null && asked.body.replace_parent !== true) {
    throw unprocessable('Sub issue may only have one parent');
  }
  if (parent.subIssues.length >= MAX_SUB_ISSUES) {
    throw unprocessable(`Parent cannot have more than ${MAX_SUB_ISSUES} sub-issues`);
  }
  if (depthOf(store, parent) + 1 >= MAX_DEPTH) {
    throw unprocessable(`Sub-issues may not be more than ${MAX_DEPTH} deep`);
  }
  return created(issueShape(newLookOf(asked), addSubIssue(store, parent, child, by)));
};

const listSubIssues: Handler = (asked) => {
  demandSubIssues(asked);
  const parent = issueOf(asked, repositoryOf(asked));
  const children = parent.subIssues.map((id) => recordIn(asked.tables, 'issues', id));
  return paged(asked, children, (child) => issueShape(lookOf(asked), child));
};

const deleteSubIssue: Handler = (asked) => {
  demandSubIssues(asked);
  const repository = repositoryOf(asked);
  const parent = issueOf(asked, repository);
  demand(asked, repository, 'triage');
  const child = childAsked(asked);
  if (child.parent !== parent.id) throw notFound('The provided sub-issue does not exist');
  return ok(issueShape(newLookOf(asked), removeSubIssue(asked.hub.world.store, parent, child)));
};

export const subIssueRoutes: Readonly<Record<string, Handler>> = {
  'GET /repos/{owner}/{repo}/issues/{issue_number}/sub_issues': listSubIssues,
  'POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues': postSubIssue,
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/sub_issue': deleteSubIssue,
};
