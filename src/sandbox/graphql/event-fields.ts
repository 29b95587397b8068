import { iso } from '../../core/time.ts';
import type { TimelineEvent } from '../world/records.ts';
import { recordIn } from '../world/store.ts';
import { type Args, type Asking, type TypeFields, typeFields } from './fields.ts';

type Resolve = (event: TimelineEvent, args: Args, asking: Asking) => unknown;

const happened: Readonly<Record<string, Resolve>> = {
  id: (event) => event.node,
  createdAt: (event) => iso(event.createdAt),
  actor: (event, _, { tables }) => recordIn(tables, 'accounts', event.actor),
};

const itsIssue: Resolve = (event, _, { tables }) => recordIn(tables, 'issues', event.issue);

const labelled = (kind: 'LabeledEvent' | 'UnlabeledEvent'): TypeFields =>
  typeFields<'LabeledEvent' | 'UnlabeledEvent'>(kind, {
    ...happened,
    label: (event) => event.label,
    labelable: itsIssue,
  });

const assigned = (kind: 'AssignedEvent' | 'UnassignedEvent'): TypeFields =>
  typeFields<'AssignedEvent' | 'UnassignedEvent'>(kind, {
    ...happened,
    assignee: (event, _, { tables }) => recordIn(tables, 'accounts', event.assignee),
    assignable: itsIssue,
  });

const milestoned = (kind: 'MilestonedEvent' | 'DemilestonedEvent'): TypeFields =>
  typeFields<'MilestonedEvent' | 'DemilestonedEvent'>(kind, {
    ...happened,
    milestoneTitle: (event) => event.milestone,
    subject: itsIssue,
  });

export const eventTypes: readonly TypeFields[] = [
  labelled('LabeledEvent'),
  labelled('UnlabeledEvent'),
  assigned('AssignedEvent'),
  assigned('UnassignedEvent'),
  milestoned('MilestonedEvent'),
  milestoned('DemilestonedEvent'),
  typeFields('ClosedEvent', {
    ...happened,
    // Only the issue tells a duplicate, and only when asked to.
    stateReason: (event) => (event.stateReason === 'DUPLICATE' ? 'NOT_PLANNED' : event.stateReason),
    closable: itsIssue,
    closer: () => null,
  }),
  typeFields('MarkedAsDuplicateEvent', {
    ...happened,
    canonical: (event, _, { tables }) => recordIn(tables, 'issues', event.canonical),
    duplicate: (event, _, { tables }) => recordIn(tables, 'issues', event.duplicate),
    isCrossRepository: (event, _, { tables }) =>
      recordIn(tables, 'issues', event.canonical).repository !==
      recordIn(tables, 'issues', event.duplicate).repository,
  }),
  typeFields('ReopenedEvent', { ...happened, closable: itsIssue }),
  typeFields('PinnedEvent', { ...happened, issue: itsIssue }),
  typeFields('UnpinnedEvent', { ...happened, issue: itsIssue }),
  typeFields('LockedEvent', { ...happened, lockable: itsIssue, lockReason: () => null }),
  typeFields('ConvertedToDiscussionEvent', { ...happened, discussion: () => null }),
  typeFields('TransferredEvent', { ...happened, issue: itsIssue, fromRepository: () => null }),
  typeFields('UnlockedEvent', { ...happened, lockable: itsIssue }),
  typeFields('RenamedTitleEvent', {
    ...happened,
    previousTitle: (event) => event.from,
    currentTitle: (event) => event.to,
    subject: itsIssue,
  }),
  typeFields('CommentDeletedEvent', {
    ...happened,
    deletedCommentAuthor: (event, _, { tables }) => recordIn(tables, 'accounts', event.author),
  }),
  typeFields('SubIssueAddedEvent', {
    ...happened,
    subIssue: (event, _, { tables }) => recordIn(tables, 'issues', event.other),
  }),
  typeFields('ParentIssueAddedEvent', {
    ...happened,
    parent: (event, _, { tables }) => recordIn(tables, 'issues', event.other),
  }),
  typeFields('CrossReferencedEvent', {
    ...happened,
    referencedAt: (event) => iso(event.createdAt),
    source: (event, _, { tables }) => recordIn(tables, 'issues', event.source),
    target: itsIssue,
    willCloseTarget: () => false,
    isCrossRepository: (event, _, { tables }) =>
      recordIn(tables, 'issues', event.source).repository !==
      recordIn(tables, 'issues', event.issue).repository,
  }),
];
