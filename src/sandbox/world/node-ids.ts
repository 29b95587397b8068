import type { TableName } from './records.ts';

const PREFIXES = {
  User: 'U',
  Bot: 'BOT',
  Organization: 'O',
  Repository: 'R',
  Label: 'LA',
  Milestone: 'MI',
  Issue: 'I',
  PullRequest: 'PR',
  IssueComment: 'IC',
  UserContentEdit: 'UCE',
  LabeledEvent: 'LE',
  UnlabeledEvent: 'UNLE',
  AssignedEvent: 'AE',
  UnassignedEvent: 'UNAE',
  ClosedEvent: 'CE',
  MarkedAsDuplicateEvent: 'MADE',
  ReopenedEvent: 'REE',
  PinnedEvent: 'PINE',
  UnpinnedEvent: 'UPINE',
  LockedEvent: 'LOE',
  UnlockedEvent: 'UNLOE',
  CrossReferencedEvent: 'CRE',
  ConvertedToDiscussionEvent: 'CTDE',
  TransferredEvent: 'TRE',
  RenamedTitleEvent: 'RTE',
  MilestonedEvent: 'MIE',
  DemilestonedEvent: 'DEME',
  CommentDeletedEvent: 'CDE',
  SubIssueAddedEvent: 'SIAE',
  ParentIssueAddedEvent: 'PIAE',
  Installation: 'IN',
  Blob: 'B',
  PinnedIssue: 'PI',
} as const;

type Named = keyof typeof PREFIXES;

const TABLES: Readonly<Record<string, TableName>> = {
  U: 'accounts',
  BOT: 'accounts',
  O: 'accounts',
  R: 'repositories',
  LA: 'labels',
  MI: 'milestones',
  I: 'issues',
  PR: 'issues',
  IC: 'comments',
};

/**
 * A node id as GitHub makes them: a prefix for the type, then MessagePack in base64url of zero and
 * the ids that lead to the record (`I_kwDO…` holds the repository's and the issue's).
 */
export function nodeId(type: Named, ...ids: readonly number[]): string {
  const bytes = Buffer.alloc(2 + 5 * ids.length);
  bytes[0] = 0x91 + ids.length;
  ids.forEach((id, index) => {
    bytes[2 + 5 * index] = 0xce;
    bytes.writeUInt32BE(id, 3 + 5 * index);
  });
  return `${PREFIXES[type]}_${bytes.toString('base64url')}`;
}

/** Which record a node id names, or null where it is none of ours; events are not looked up by id. */
export function recordOf(node: string): { table: TableName; id: number } | null {
  const [prefix = '', packed = ''] = node.split(/_(.*)/s);
  const bytes = Buffer.from(packed, 'base64url');
  const table = TABLES[prefix];
  if (table === undefined || bytes.length < 7) return null;
  return { table, id: bytes.readUInt32BE(bytes.length - 4) };
}
