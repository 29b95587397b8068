import { MAX_ASSIGNEES, setAssignees } from '../world/assignees.ts';
import { formOf } from '../world/forms.ts';
import {
  closeIssue,
  editIssue,
  lockIssue,
  markDuplicate,
  openIssue,
  reopenIssue,
} from '../world/issues.ts';
import { labelNamed, setLabels } from '../world/labels.ts';
import { setMilestone } from '../world/milestones.ts';
import type { Account, Issue, Label, Repository, StateReason } from '../world/records.ts';
import {
  type Asked,
  created,
  demand,
  type Handler,
  issueOf,
  lookOf,
  may,
  newLookOf,
  noContent,
  ok,
  repositoryOf,
} from './asked.ts';
import { required, text, texts, within } from './body.ts';
import { BODY, labelsAsked, milestoneAsked, TITLE } from './issue-fields.ts';
import { issueShape } from './issue-shape.ts';
import { paged } from './pages.ts';
import { forbidden, invalid, notFound } from './refusal.ts';

const REASONS: Readonly<Record<string, StateReason>> = {
  completed: 'COMPLETED',
  not_planned: 'NOT_PLANNED',
  duplicate: 'DUPLICATE',
  reopened: 'REOPENED',
};

const listIssues: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const state = asked.query.get('state') ?? 'open';
  const labels = (asked.query.get('labels') ?? '').split(',').filter((name) => name !== '');
  const wanted = labels.map((name) => labelNamed(asked.tables, repository, name)?.id ?? -1);
  const all = [...asked.tables.issues.values()]
    .filter((issue) => issue.repository === repository.id)
    .filter((issue) => state === 'all' || issue.state === state.toUpperCase())
    .filter((issue) => wanted.every((id) => issue.labels.includes(id)))
    .reverse();
  return paged(asked, all, (issue) => issueShape(lookOf(asked), issue));
};

/** An issue form's labels go on whoever submits it, but only those that exist. */
function labelsOfForm(asked: Asked, repository: Repository): Label[] {
  const file = asked.headers['x-sandbox-form'];
  if (typeof file !== 'string') return [];
  if (!repository.files.has(`.github/ISSUE_TEMPLATE/${file}`)) throw notFound(`No form ${file}`);
  const { tables } = asked.hub.world.store;
  const names = formOf(repository, file).labels;
  return names.flatMap((name) => labelNamed(tables, repository, name) ?? []);
}

const createIssue: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const by = demand(asked, repository, 'read');
  if (asked.caller.kind === 'installation') demand(asked, repository, 'triage');
  const title = required(asked.body, 'Issue', 'title');
  const body = text(asked.body, 'body') ?? '';
  within(TITLE, title);
  within(BODY, body);
  // Whoever may not triage is heard all the same: the rest is dropped without a word.
  const isHeard = may(asked, repository, 'triage');
  const own = isHeard ? labelsAsked(asked, repository, by, texts(asked.body, 'labels') ?? []) : [];
  const issue = openIssue(asked.hub.world.store, repository, by, {
    title,
    body,
    labels: [...new Set([...labelsOfForm(asked, repository), ...own])],
    assignees: isHeard ? assigneesAsked(asked) : [],
    milestone: isHeard ? (milestoneAsked(asked, repository) ?? null) : null,
  });
  return created(issueShape(newLookOf(asked), issue));
};

function assigneesAsked(asked: Asked): readonly string[] {
  const one = text(asked.body, 'assignee');
  const logins = texts(asked.body, 'assignees') ?? (one === undefined ? [] : [one]);
  if (logins.length <= MAX_ASSIGNEES) return logins;
  throw invalid({ resource: 'Issue', field: 'assignees', code: 'invalid' });
}

const updateIssue: Handler = (asked) => {
  const repository = repositoryOf(asked);
  const issue = issueOf(asked, repository);
  const by = demand(asked, repository, 'read');
  const isAuthor = issue.author === by.id;
  const isHeard = may(asked, repository, 'triage');
  if (!isAuthor) demand(asked, repository, 'triage');
  const title = text(asked.body, 'title');
  const body = 'body' in asked.body ? (text(asked.body, 'body') ?? '') : undefined;
  within(TITLE, title);
  within(BODY, body);
  const isRewrite =
    (title !== undefined && title !== issue.title) || (body !== undefined && body !== issue.body);
  if (isRewrite && !isAuthor) demand(asked, repository, 'write');
  const { store } = asked.hub.world;
  const change = {
    ...(title === undefined ? {} : { title }),
    ...(body === undefined ? {} : { body }),
  };
  editIssue(store, issue, by, change);
  if (isHeard) arrange(asked, repository, issue, by);
  changeState(asked, store.get('issues', issue.id), by, isHeard);
  return ok(issueShape(newLookOf(asked), store.get('issues', issue.id)));
};

function arrange(asked: Asked, repository: Repository, issue: Issue, by: Account): void {
  const { store } = asked.hub.world;
  const names = texts(asked.body, 'labels');
  if (names) setLabels(store, issue, by, labelsAsked(asked, repository, by, names));
  const isAssigning = 'assignees' in asked.body || 'assignee' in asked.body;
  if (isAssigning) setAssignees(store, store.get('issues', issue.id), by, assigneesAsked(asked));
  const milestone = milestoneAsked(asked, repository);
  if (milestone !== undefined) setMilestone(store, issue, by, milestone);
}

function close(asked: Asked, issue: Issue, by: Account, reason: StateReason | undefined): void {
  const { store } = asked.hub.world;
  const canonical = store.tables.issues.get(Number(asked.body.duplicate_issue_id));
  if (reason === 'DUPLICATE' && canonical) markDuplicate(store, issue, by, canonical);
  closeIssue(store, issue, by, reason);
}

function changeState(asked: Asked, issue: Issue, by: Account, isHeard: boolean): void {
  const { store } = asked.hub.world;
  const state = text(asked.body, 'state');
  const named = text(asked.body, 'state_reason');
  const reason = named === undefined ? undefined : REASONS[named];
  if (named !== undefined && reason === undefined) {
    throw invalid({ resource: 'Issue', field: 'state_reason', code: 'invalid' });
  }
  if (state === 'closed') close(asked, issue, by, reason);
  else if (state === 'open') {
    // An author may undo an own closing, not one by somebody with more say.
    if (issue.state === 'CLOSED' && !isHeard && issue.closedBy !== by.id) {
      throw forbidden('Must have admin rights to Repository.');
    }
    reopenIssue(store, issue, by);
  } else if (state !== undefined) {
    throw invalid({ resource: 'Issue', field: 'state', code: 'invalid' });
  }
}

const lock =
  (locked: boolean): Handler =>
  (asked) => {
    const repository = repositoryOf(asked);
    const issue = issueOf(asked, repository);
    const by = demand(asked, repository, 'triage');
    lockIssue(asked.hub.world.store, issue, by, locked);
    return noContent;
  };

export const issueRoutes: Readonly<Record<string, Handler>> = {
  'GET /repos/{owner}/{repo}/issues': listIssues,
  'POST /repos/{owner}/{repo}/issues': createIssue,
  'GET /repos/{owner}/{repo}/issues/{issue_number}': (asked) =>
    ok(issueShape(lookOf(asked), issueOf(asked, repositoryOf(asked)))),
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}': updateIssue,
  'PUT /repos/{owner}/{repo}/issues/{issue_number}/lock': lock(true),
  'DELETE /repos/{owner}/{repo}/issues/{issue_number}/lock': lock(false),
};
