import { minimizeComment } from '../world/comments.ts';
import { recordOf } from '../world/node-ids.ts';
import { isPinned, MAX_PINNED, pinIssue, unpinIssue } from '../world/pins.ts';
import type { Account, Issue, Records, Repository, TableName } from '../world/records.ts';
import { repositoryFormerly, repositoryNamed } from '../world/repositories.ts';
import { isAtLeast, roleOfCaller } from '../world/rights.ts';
import { recordIn } from '../world/store.ts';
import { failure } from './failure.ts';
import {
  type Args,
  type Asking,
  inputArg,
  type TypeFields,
  textArg,
  textsArg,
  typeFields,
} from './fields.ts';

function homeOf({ tables }: Asking, record: Records[TableName]): Repository | null {
  if (record.kind === 'Repository') return record;
  if ('repository' in record) return recordIn(tables, 'repositories', record.repository);
  if (!('issue' in record)) return null;
  return recordIn(tables, 'repositories', recordIn(tables, 'issues', record.issue).repository);
}

/** The record of a node id, where there is one and the caller may see it: else NOT_FOUND. */
function nodeOf(asking: Asking, id: string): Records[TableName] {
  const address = recordOf(id);
  const record = address && asking.tables[address.table].get(address.id);
  const home = record ? homeOf(asking, record) : null;
  const isVisible = !home || roleOfCaller(asking.tables, home, asking.caller) !== 'none';
  if (record && isVisible) return record;
  throw failure('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

function repositoryAsked(args: Args, asking: Asking): Repository {
  const name = `${textArg(args, 'owner')}/${textArg(args, 'name')}`;
  const { tables } = asking;
  const repository = repositoryNamed(tables, name) ?? repositoryFormerly(tables, name);
  if (repository && roleOfCaller(asking.tables, repository, asking.caller) !== 'none') {
    return repository;
  }
  throw failure('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`);
}

/** Who acts, where they may write; GitHub's refusal otherwise. */
function actorIn(asking: Asking, repository: Repository, mutation: string): Account {
  const { caller, tables } = asking;
  const isAllowed = isAtLeast(roleOfCaller(tables, repository, caller), 'write');
  if ('account' in caller && isAllowed) return caller.account;
  const who = 'account' in caller ? caller.account.login : 'A stranger';
  throw failure(
    'FORBIDDEN',
    `${who} does not have the correct permissions to execute \`${mutation}\``,
  );
}

function issueIn(args: Args, asking: Asking): Issue {
  const record = nodeOf(asking, textArg(inputArg(args), 'issueId') ?? '');
  if (record.kind === 'Issue') return record;
  throw failure('NOT_FOUND', 'Could not resolve to an Issue.');
}

const payload = (args: Args, made: object): object => ({
  clientMutationId: textArg(inputArg(args), 'clientMutationId') ?? null,
  ...made,
});

export const rootTypes: readonly TypeFields[] = [
  typeFields('Query', {
    repository: (_, args, asking) => repositoryAsked(args, asking),
    node: (_, args, asking) => nodeOf(asking, textArg(args, 'id') ?? ''),
    nodes: (_, args, asking) => (textsArg(args, 'ids') ?? []).map((id) => nodeOf(asking, id)),
  }),
  typeFields('Mutation', {
    pinIssue: (_, args, asking) => {
      const issue = issueIn(args, asking);
      const repository = recordIn(asking.tables, 'repositories', issue.repository);
      const by = actorIn(asking, repository, 'PinIssue');
      if (isPinned(asking.tables, issue)) {
        throw failure('UNPROCESSABLE', 'Issue has already been pinned to this repository');
      }
      if (repository.pinned.length >= MAX_PINNED) {
        throw failure('UNPROCESSABLE', `Maximum ${MAX_PINNED} pinned issues per repository`);
      }
      return payload(args, { issue: pinIssue(asking.store, issue, by) });
    },
    unpinIssue: (_, args, asking) => {
      const issue = issueIn(args, asking);
      const repository = recordIn(asking.tables, 'repositories', issue.repository);
      const by = actorIn(asking, repository, 'UnpinIssue');
      if (!isPinned(asking.tables, issue)) {
        throw failure('UNPROCESSABLE', 'Issue is not pinned to this repository');
      }
      return payload(args, { id: issue.node, issue: unpinIssue(asking.store, issue, by) });
    },
    minimizeComment: (_, args, asking) => {
      const input = inputArg(args);
      const comment = nodeOf(asking, textArg(input, 'subjectId') ?? '');
      if (comment.kind !== 'IssueComment') {
        throw failure('UNPROCESSABLE', 'This cannot be minimized.');
      }
      const issue = recordIn(asking.tables, 'issues', comment.issue);
      const repository = recordIn(asking.tables, 'repositories', issue.repository);
      actorIn(asking, repository, 'MinimizeComment');
      const reason = String(input.classifier).toLowerCase().replace('_', '-');
      return payload(args, { minimizedComment: minimizeComment(asking.store, comment, reason) });
    },
  }),
];
