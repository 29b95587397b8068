import { associationOf, isoOrNull, type Look } from '../rest/shapes.ts';
import { commentsOf } from '../world/comments.ts';
import { isPinned } from '../world/pins.ts';
import type { Issue, Repository } from '../world/records.ts';
import { roleOfCaller } from '../world/rights.ts';
import { recordIn, type Tables } from '../world/store.ts';
import { connection } from './connection.ts';
import { type Args, type Asking, type TypeFields, textsArg, typeFields } from './fields.ts';
import { writtenFields } from './written-fields.ts';

const homeOf = (tables: Tables, issue: Issue): Repository =>
  recordIn(tables, 'repositories', issue.repository);

const pathOf = (tables: Tables, issue: Issue): string =>
  `/${homeOf(tables, issue).fullName}/${issue.kind === 'Issue' ? 'issues' : 'pull'}/${issue.number}`;

const association = (look: Look, issue: Issue, author: number): string =>
  associationOf(look, homeOf(look.tables, issue), author);

/** `LabeledEvent` as `itemTypes` names it: `LABELED_EVENT`. */
const itemType = (kind: string): string => kind.replace(/(?<!^)[A-Z]/g, '_$&').toUpperCase();

/**
 * Comments and events in the order of their times. A cross-reference from a repository that the
 * caller may not see is not there.
 */
function timelineOf(issue: Issue, args: Args, { tables, caller }: Asking): object {
  const types = textsArg(args, 'itemTypes');
  const events = [...tables.events.values()].filter((event) => {
    if (event.issue !== issue.id) return false;
    if (event.kind !== 'CrossReferencedEvent') return true;
    const source = tables.issues.get(event.source);
    return source && roleOfCaller(tables, homeOf(tables, source), caller) !== 'none';
  });
  const items = [...events, ...commentsOf(tables, issue)]
    .filter((item) => types?.includes(itemType(item.kind)) ?? true)
    .sort((a, b) => a.createdAt - b.createdAt);
  return connection('timelineItems', args, items);
}

export const issueTypes: readonly TypeFields[] = [
  typeFields('Issue', {
    ...writtenFields,
    number: (issue) => issue.number,
    title: (issue) => issue.title,
    url: (issue, _, { tables, look }) => look.url + pathOf(tables, issue),
    resourcePath: (issue, _, { tables }) => pathOf(tables, issue),
    state: (issue) => issue.state,
    stateReason: (issue, args) =>
      issue.stateReason === 'DUPLICATE' && args.enableDuplicate !== true
        ? 'NOT_PLANNED'
        : issue.stateReason,
    closed: (issue) => issue.state === 'CLOSED',
    closedAt: (issue) => isoOrNull(issue.closedAt),
    locked: (issue) => issue.locked,
    isPinned: (issue, _, { tables }) => isPinned(tables, issue),
    authorAssociation: (issue, _, { look }) => association(look, issue, issue.author),
    repository: (issue, _, { tables }) => homeOf(tables, issue),
    labels: (issue, args, { tables }) =>
      connection(
        'labels',
        args,
        issue.labels.map((id) => recordIn(tables, 'labels', id)),
      ),
    assignees: (issue, args, { tables }) =>
      connection(
        'assignees',
        args,
        issue.assignees.map((id) => recordIn(tables, 'accounts', id)),
      ),
    milestone: (issue, _, { tables }) =>
      issue.milestone === null ? null : recordIn(tables, 'milestones', issue.milestone),
    parent: (issue, _, { tables }) =>
      issue.parent === null ? null : recordIn(tables, 'issues', issue.parent),
    subIssues: (issue, args, { tables }) =>
      connection(
        'subIssues',
        args,
        issue.subIssues.map((id) => recordIn(tables, 'issues', id)),
      ),
    comments: (issue, args, { tables }) => connection('comments', args, commentsOf(tables, issue)),
    timelineItems: timelineOf,
  }),
  typeFields('PullRequest', {
    ...writtenFields,
    number: (pull) => pull.number,
    title: (pull) => pull.title,
    url: (pull, _, { tables, look }) => look.url + pathOf(tables, pull),
    state: (pull) => pull.state,
    closed: (pull) => pull.state === 'CLOSED',
    locked: (pull) => pull.locked,
    repository: (pull, _, { tables }) => homeOf(tables, pull),
    comments: (pull, args, { tables }) => connection('comments', args, commentsOf(tables, pull)),
    timelineItems: timelineOf,
  }),
  typeFields('IssueComment', {
    ...writtenFields,
    url: (comment, _, { tables, look }) => {
      const issue = recordIn(tables, 'issues', comment.issue);
      return `${look.url}${pathOf(tables, issue)}#issuecomment-${comment.id}`;
    },
    issue: (comment, _, { tables }) => recordIn(tables, 'issues', comment.issue),
    repository: (comment, _, { tables }) =>
      homeOf(tables, recordIn(tables, 'issues', comment.issue)),
    isMinimized: (comment) => comment.minimized !== null,
    minimizedReason: (comment) => comment.minimized,
    authorAssociation: (comment, _, { look }) =>
      association(look, recordIn(look.tables, 'issues', comment.issue), comment.author),
  }),
];
