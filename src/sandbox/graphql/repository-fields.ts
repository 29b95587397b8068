import { iso } from '../../core/time.ts';
import { isoOrNull } from '../rest/shapes.ts';
import { labelNamed, labelsOf } from '../world/labels.ts';
import { milestoneNumbered, milestonesOf } from '../world/milestones.ts';
import { nodeId } from '../world/node-ids.ts';
import type { Issue, Milestone, Repository } from '../world/records.ts';
import { issueNumbered } from '../world/references.ts';
import { recordIn } from '../world/store.ts';
import { connection } from './connection.ts';
import { failure } from './failure.ts';
import {
  type Args,
  type Asking,
  type Blob,
  type Tree,
  type TypeFields,
  textArg,
  textsArg,
  typeFields,
} from './fields.ts';
import { blobOf, objectAt } from './tree-fields.ts';

/** A file or folder by `HEAD:path` (or the branch's name), or a blob by oid; null where there is none. */
function objectOf(repository: Repository, args: Args): Blob | Tree | null {
  const expression = textArg(args, 'expression');
  if (expression === undefined) return blobOf(repository, textArg(args, 'oid') ?? '');
  const [revision = '', path] = expression.split(/:(.*)/s);
  if (path === undefined) {
    throw new Error(`The sandbox reads files only, not the expression ${expression}.`);
  }
  const isKnown = ['HEAD', 'main', 'refs/heads/main'].includes(revision);
  return isKnown ? objectAt(repository, path) : null;
}

const BY_TIME: Readonly<Record<string, (one: Issue | Milestone) => number>> = {
  CREATED_AT: (one) => one.createdAt,
  UPDATED_AT: (one) => one.updatedAt,
  NUMBER: (one) => one.number,
};

/** Sorted as `orderBy` says. Equal times go by number, as ids do. */
function ordered<T extends Issue | Milestone>(items: readonly T[], args: Args): readonly T[] {
  const { orderBy } = args;
  if (typeof orderBy !== 'object' || orderBy === null) return items;
  const { field, direction }: { field?: unknown; direction?: unknown } = orderBy;
  const by = BY_TIME[String(field)];
  if (!by) throw new Error(`The sandbox cannot sort by ${String(field)}.`);
  const sorted = [...items].sort((a, b) => by(a) - by(b) || a.number - b.number);
  return direction === 'DESC' ? sorted.reverse() : sorted;
}

/** The issues that carry any of the labels and are in one of the states. */
function chosen(issues: readonly Issue[], args: Args, { tables }: Asking): readonly Issue[] {
  if (args.filterBy !== undefined) throw new Error('The sandbox does not know `filterBy`.');
  const states = textsArg(args, 'states');
  const labels = textsArg(args, 'labels')?.map((name) => name.toLowerCase());
  const wears = (issue: Issue): boolean =>
    issue.labels.some((id) => labels?.includes(recordIn(tables, 'labels', id).name.toLowerCase()));
  const found = issues
    .filter((issue) => states?.includes(issue.state) ?? true)
    .filter((issue) => labels === undefined || wears(issue));
  return ordered(found, args);
}

const issuesWhere = ({ tables }: Asking, belongs: (issue: Issue) => boolean): Issue[] =>
  [...tables.issues.values()].filter(belongs);

export const repositoryTypes: readonly TypeFields[] = [
  typeFields('Repository', {
    id: (repository) => repository.node,
    databaseId: (repository) => repository.id,
    name: (repository) => repository.name,
    nameWithOwner: (repository) => repository.fullName,
    url: (repository, _, { look }) => `${look.url}/${repository.fullName}`,
    isPrivate: (repository) => repository.isPrivate,
    isArchived: (repository) => repository.isArchived,
    visibility: (repository) => (repository.isPrivate ? 'PRIVATE' : 'PUBLIC'),
    createdAt: (repository) => iso(repository.createdAt),
    updatedAt: (repository) => iso(repository.updatedAt),
    owner: (repository, _, { tables }) => recordIn(tables, 'accounts', repository.owner),
    object: objectOf,
    label: (repository, args, { tables }) =>
      labelNamed(tables, repository, textArg(args, 'name') ?? ''),
    labels: (repository, args, { tables }) =>
      connection('labels', args, labelsOf(tables, repository)),
    milestone: (repository, args, { tables }) =>
      milestoneNumbered(tables, repository, Number(args.number)),
    milestones: (repository, args, { tables }) => {
      const states = textsArg(args, 'states');
      const all = milestonesOf(tables, repository).filter(
        (one) => states?.includes(one.state) ?? true,
      );
      return connection('milestones', args, ordered(all, args));
    },
    pinnedIssues: (repository, args) =>
      connection(
        'pinnedIssues',
        args,
        repository.pinned.map((pin) => ({ ...pin, kind: 'PinnedIssue', repository })),
      ),
    issue: (repository, args, { tables }) => {
      const number = Number(args.number);
      const issue = issueNumbered(tables, repository, number);
      if (issue?.kind === 'Issue') return issue;
      throw failure('NOT_FOUND', `Could not resolve to an Issue with the number of ${number}.`);
    },
    pullRequest: (repository, args, { tables }) => {
      const number = Number(args.number);
      const pull = issueNumbered(tables, repository, number);
      if (pull?.kind === 'PullRequest') return pull;
      throw failure(
        'NOT_FOUND',
        `Could not resolve to a PullRequest with the number of ${number}.`,
      );
    },
    issues: (repository, args, asking) => {
      const all = issuesWhere(
        asking,
        (issue) => issue.repository === repository.id && issue.kind === 'Issue',
      );
      return connection('issues', args, chosen(all, args, asking));
    },
  }),
  typeFields('PinnedIssue', {
    issue: (pin, _, { tables }) => recordIn(tables, 'issues', pin.issue),
    id: (pin) => nodeId('PinnedIssue', pin.repository.id, pin.issue),
    pinnedBy: (pin, _, { tables }) => recordIn(tables, 'accounts', pin.by),
    repository: (pin) => pin.repository,
  }),
  typeFields('Blob', {
    id: ({ repository, oid }) =>
      nodeId('Blob', repository.id, Number.parseInt(oid.slice(0, 8), 16)),
    oid: (blob) => blob.oid,
    abbreviatedOid: (blob) => blob.oid.slice(0, 7),
    byteSize: (blob) => Buffer.byteLength(blob.text),
    isBinary: () => false,
    isTruncated: () => false,
    text: (blob) => blob.text,
    repository: (blob) => blob.repository,
  }),
  typeFields('Tree', {
    entries: (tree) => tree.names.map((name) => ({ kind: 'TreeEntry', tree, name })),
  }),
  typeFields('TreeEntry', {
    name: ({ name }) => name,
    object: ({ tree, name }) => objectAt(tree.repository, `${tree.path}/${name}`),
  }),
  typeFields('Label', {
    id: (label) => label.node,
    name: (label) => label.name,
    color: (label) => label.color,
    description: (label) => label.description,
    isDefault: () => false,
    createdAt: (label) => iso(label.createdAt),
  }),
  typeFields('Milestone', {
    id: (milestone) => milestone.node,
    number: (milestone) => milestone.number,
    title: (milestone) => milestone.title,
    description: (milestone) => milestone.description,
    state: (milestone) => milestone.state,
    closed: (milestone) => milestone.state === 'CLOSED',
    dueOn: (milestone) => isoOrNull(milestone.dueOn),
    createdAt: (milestone) => iso(milestone.createdAt),
    updatedAt: (milestone) => iso(milestone.updatedAt),
    closedAt: (milestone) => isoOrNull(milestone.closedAt),
    creator: (milestone, _, { tables }) => recordIn(tables, 'accounts', milestone.creator),
    issues: (milestone, args, asking) => {
      const all = issuesWhere(asking, (issue) => issue.milestone === milestone.id);
      return connection('issues', args, chosen(all, args, asking));
    },
  }),
];
