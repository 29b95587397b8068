import { iso } from '../../core/time.ts';
import { REACTIONS } from '../rest/issue-shape.ts';
import { isoOrNull } from '../rest/shapes.ts';
import type { Comment, Issue } from '../world/records.ts';
import { recordIn } from '../world/store.ts';
import { connection } from './connection.ts';
import {
  type Args,
  type Asking,
  type ReactionGroup,
  type TypeFields,
  typeFields,
} from './fields.ts';

type Resolve = (source: Issue | Comment, args: Args, asking: Asking) => unknown;

/** What issues and comments have in common. */
export const writtenFields: Readonly<Record<string, Resolve>> = {
  id: (written) => written.node,
  databaseId: (written) => written.id,
  fullDatabaseId: (written) => String(written.id),
  body: (written) => written.body,
  createdAt: (written) => iso(written.createdAt),
  updatedAt: (written) => iso(written.updatedAt),
  publishedAt: (written) => iso(written.createdAt),
  lastEditedAt: (written) => isoOrNull(written.lastEditedAt),
  includesCreatedEdit: (written) => written.edits.length > 0,
  author: (written, _, { tables }) => recordIn(tables, 'accounts', written.author),
  editor: (written, _, { tables }) =>
    written.editor === null ? null : recordIn(tables, 'accounts', written.editor),
  viewerDidAuthor: (written, _, { caller }) =>
    'account' in caller && caller.account.id === written.author,
  /** Newest first; each holds the whole body. */
  userContentEdits: (written, args) =>
    connection('userContentEdits', args, [...written.edits].reverse()),
  reactionGroups: (written) =>
    Object.values(REACTIONS).map(
      (content): ReactionGroup => ({ kind: 'ReactionGroup', content, on: written }),
    ),
};

const inGroup = ({ content, on }: ReactionGroup): Issue['reactions'] =>
  on.reactions.filter((one) => one.content === content);

export const writtenTypes: readonly TypeFields[] = [
  typeFields('UserContentEdit', {
    id: (edit) => edit.node,
    createdAt: (edit) => iso(edit.editedAt),
    updatedAt: (edit) => iso(edit.editedAt),
    editedAt: (edit) => iso(edit.editedAt),
    deletedAt: () => null,
    deletedBy: () => null,
    diff: (edit) => edit.body,
    editor: (edit, _, { tables }) => recordIn(tables, 'accounts', edit.editor),
  }),
  typeFields('ReactionGroup', {
    content: (group) => group.content,
    createdAt: (group) => isoOrNull(inGroup(group)[0]?.createdAt ?? null),
    subject: (group) => group.on,
    users: (group, args, { tables }) =>
      connection(
        'users',
        args,
        inGroup(group).map((one) => recordIn(tables, 'accounts', one.user)),
      ),
    viewerHasReacted: (group, _, { caller }) =>
      'account' in caller && inGroup(group).some((one) => one.user === caller.account.id),
  }),
];
