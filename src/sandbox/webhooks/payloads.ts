import { commentShape, issueShape } from '../rest/issue-shape.ts';
import { repositoryShape, repositoryStub } from '../rest/repository-shape.ts';
import {
  accountShape,
  installationShape,
  type Look,
  labelShape,
  milestoneShape,
  organizationShape,
  type Shape,
} from '../rest/shapes.ts';
import type { News } from '../world/news.ts';
import { nodeId } from '../world/node-ids.ts';
import type { Installation, Issue, Repository } from '../world/records.ts';
import { installationOf, isInstalledOn } from '../world/rights.ts';
import { recordIn } from '../world/store.ts';

/** A webhook that is ready to be signed and sent. */
export interface Message {
  readonly event: News['event'];
  readonly action: string;
  readonly installation: number;
  readonly repository: number | null;
  readonly payload: string;
}

function about(look: Look, news: News): Shape {
  switch (news.event) {
    case 'issues':
      return {
        issue: issueShape(look, news.issue),
        ...(news.label ? { label: labelShape(look, news.label) } : {}),
        ...(news.assignee ? { assignee: accountShape(look, news.assignee) } : {}),
        ...(news.milestone ? { milestone: milestoneShape(look, news.milestone) } : {}),
        ...(news.changes ? { changes: news.changes } : {}),
        ...(news.moved ? { changes: moveShape(look, news.action, news.moved) } : {}),
      };
    case 'issue_comment':
      return {
        ...(news.changes ? { changes: news.changes } : {}),
        issue: issueShape(look, news.issue),
        comment: commentShape(look, news.comment, news.issue),
      };
    case 'repository_dispatch':
      return { branch: 'main', client_payload: news.clientPayload };
    case 'label':
      return {
        label: labelShape(look, news.label),
        ...(news.changes ? { changes: news.changes } : {}),
      };
    case 'installation':
      return {
        installation: installationShape(look, news.installation),
        repositories: reached(look, news.installation).map(repositoryStub),
        requester: null,
      };
    case 'installation_repositories': {
      const moved = news.repositories.map((id) =>
        repositoryStub(recordIn(look.tables, 'repositories', id)),
      );
      return {
        installation: installationShape(look, news.installation),
        repository_selection: news.installation.repositories === 'all' ? 'all' : 'selected',
        repositories_added: news.action === 'added' ? moved : [],
        repositories_removed: news.action === 'removed' ? moved : [],
        requester: null,
      };
    }
  }
}

/** The other end of a transfer. */
function moveShape(look: Look, action: string, other: Issue): Shape {
  const which = action === 'transferred' ? 'new' : 'old';
  const repository = recordIn(look.tables, 'repositories', other.repository);
  return {
    [`${which}_issue`]: issueShape(look, other),
    [`${which}_repository`]: repositoryShape(look, repository),
  };
}

const reached = (look: Look, installation: Installation): Repository[] =>
  [...look.tables.repositories.values()].filter((one) => isInstalledOn(installation, one));

function homeOf(look: Look, news: News): Repository | null {
  if (news.event === 'label') return recordIn(look.tables, 'repositories', news.label.repository);
  if (news.event === 'repository_dispatch') return news.repository;
  if ('issue' in news) return recordIn(look.tables, 'repositories', news.issue.repository);
  return null;
}

/** The webhook that this news becomes, or null where the app is not installed. */
export function messageOf(look: Look, news: News): Message | null {
  // What is done to a pull request is told by events of its own.
  if (news.event === 'issues' && news.issue.kind === 'PullRequest') return null;
  const repository = homeOf(look, news);
  const installation =
    'installation' in news
      ? news.installation
      : repository && installationOf(look.tables, repository);
  if (!installation) return null;
  const owner = repository && recordIn(look.tables, 'accounts', repository.owner);
  const payload = {
    action: news.action,
    ...about(look, news),
    ...(repository ? { repository: repositoryShape(look, repository) } : {}),
    ...(owner?.kind === 'Organization' ? { organization: organizationShape(look, owner) } : {}),
    sender: accountShape(look, news.sender),
    ...(repository
      ? {
          installation: {
            id: installation.id,
            node_id: nodeId('Installation', installation.id),
          },
        }
      : {}),
  };
  return {
    event: news.event,
    action: news.action,
    installation: installation.id,
    repository: repository?.id ?? null,
    payload: JSON.stringify(payload),
  };
}
