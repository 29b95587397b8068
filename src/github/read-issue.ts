import { markerIn } from '../core/marker.ts';
import { openingIn } from '../core/opening.ts';
import type {
  Actor,
  Comment,
  PostmortemIssue,
  Reaction,
  Snapshot,
  TrackedIssue,
} from '../core/snapshot.ts';
import { actorFrom, type Trusted } from './actor.ts';
import type {
  ActAnswer,
  ChoicesAnswer,
  CommentAnswer,
  IssueAnswer,
  ItemAnswer,
  PostmortemAnswer,
  RepositoryAnswer,
  SnapshotAnswer,
} from './answers.ts';
import { commandLines } from './comment.ts';
import { readForm } from './issue-form.ts';
import type { AskedItem } from './snapshot-query.ts';

const REACTIONS: Readonly<Record<string, Reaction>> = {
  ROCKET: 'rocket',
  CONFUSED: 'confused',
  EYES: 'eyes',
};

/** What people and other bots said, as lines a command may stand on. Our own words are none, and dear to parse. */
export const commentsOfOthers = (
  answers: readonly CommentAnswer[],
  trusted: Trusted,
): readonly Comment[] =>
  answers.flatMap((answer) => {
    const author = actorFrom(answer.author, trusted);
    return author.ours ? [] : [commentFrom(answer, author, trusted)];
  });

const commentFrom = (answer: CommentAnswer, author: Actor, trusted: Trusted): Comment => ({
  id: answer.databaseId,
  node: answer.id,
  author,
  at: Date.parse(answer.createdAt),
  editedAt: answer.lastEditedAt === null ? null : Date.parse(answer.lastEditedAt),
  editor: answer.lastEditedAt === null ? null : actorFrom(answer.editor, trusted),
  lines: commandLines(answer.body),
  reactions: (answer.reactionGroups ?? []).flatMap(({ content, viewerHasReacted }) => {
    const reaction = REACTIONS[content];
    return viewerHasReacted && reaction ? [reaction] : [];
  }),
});

/** What we said earlier, by its marker, out of our own comments alone. */
export function foundIn(
  comments: readonly CommentAnswer[],
  trusted: Trusted,
): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { author, body, databaseId } of comments) {
    const marker = actorFrom(author, trusted).ours ? markerIn(body) : null;
    if (marker) found[marker.once] ??= databaseId;
  }
  return found;
}

/** Issues we opened for this one, by the mark which their bodies leave on its timeline. */
export function openedFor(
  number: number,
  acts: readonly ActAnswer[],
  { trusted, nameWithOwner, id }: Reading & { readonly id: number },
): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { source } of acts) {
    if (!source?.number || !actorFrom(source.author ?? null, trusted).ours) continue;
    const marker = markerIn(source.body ?? '');
    const isHere = source.repository?.nameWithOwner === nameWithOwner;
    const isOfHere = marker?.home ? marker.home.id === id : isHere;
    if (marker?.of === number && isOfHere) found[marker.once] ??= source.number;
  }
  return found;
}

interface Reading {
  readonly trusted: Trusted;
  /** The incident's repository. */
  readonly nameWithOwner: string;
}

/** The postmortem's issue, in our words; logins are written small. */
export function postmortemFrom(
  answer: PostmortemAnswer,
  { trusted, nameWithOwner }: Reading,
): PostmortemIssue {
  const { milestone } = answer;
  const remarks = answer.comments.nodes.flatMap((node) => node ?? []);
  return {
    number: answer.number,
    id: answer.databaseId,
    body: answer.body,
    open: answer.state === 'OPEN',
    closedAt: answer.closedAt === null ? null : Date.parse(answer.closedAt),
    assignees: answer.assignees.nodes.map(({ login }) => login.toLowerCase()),
    milestone: milestone && {
      number: milestone.number,
      title: milestone.title,
      dueOn: milestone.dueOn === null ? null : Date.parse(milestone.dueOn),
    },
    moves: answer.moves.nodes.flatMap((move) => {
      const actor = move && actorFrom(move.actor, trusted);
      return !move || actor?.ours
        ? []
        : [{ id: move.id, at: Date.parse(move.createdAt), by: actor?.login ?? null }];
    }),
    parent: answer.parent?.number ?? null,
    comments: commentsOfOthers(remarks, trusted).map((comment) => ({
      ...comment,
      onPostmortem: true,
    })),
    subIssues: (answer.subIssues?.nodes ?? []).flatMap((issue) =>
      issue ? [itemFrom(issue, placeFrom(issue.repository.nameWithOwner, nameWithOwner))] : [],
    ),
  };
}

/** Null where it is the incident's own repository. */
const placeFrom = (name: string, here: string): string | null =>
  name.toLowerCase() === here.toLowerCase() ? null : name.toLowerCase();

/** The action items that were asked for by their numbers, as far as they are there. */
export function itemsFrom(
  answer: SnapshotAnswer,
  asked: readonly AskedItem[],
  nameWithOwner: string,
): readonly TrackedIssue[] {
  return asked.flatMap(({ repository }, index) => {
    const issue = answer[`item${index}`]?.issue;
    const place = repository && placeFrom(repository, nameWithOwner);
    return issue ? [itemFrom(issue, place)] : [];
  });
}

const itemFrom = (answer: ItemAnswer, repository: string | null): TrackedIssue => ({
  repository,
  number: answer.number,
  id: answer.databaseId,
  title: answer.title,
  open: answer.state === 'OPEN',
  closedAt: answer.closedAt === null ? null : Date.parse(answer.closedAt),
  assignees: answer.assignees.nodes.map(({ login }) => login.toLowerCase()),
  parent: answer.parent?.databaseId ?? null,
});

/** The incident's issue, in our words; logins are written small. */
export function issueFrom(
  answer: IssueAnswer,
  { trusted, nameWithOwner }: Reading,
): Snapshot['issue'] {
  const author = actorFrom(answer.author, trusted);
  const opening = author.ours ? openingIn(answer.body) : null;
  return {
    id: answer.databaseId,
    node: answer.id,
    number: answer.number,
    title: answer.title,
    url: answer.url,
    open: answer.state === 'OPEN',
    locked: answer.locked,
    createdAt: Date.parse(answer.createdAt),
    author,
    labels: answer.labels.nodes.map(({ name }) => name),
    assignees: answer.assignees.nodes.map(({ login }) => login.toLowerCase()),
    pinned: answer.isPinned ?? false,
    form: opening ? opening.form : readForm(answer.body),
    opening,
    pulls: pullsFrom(answer, nameWithOwner),
    text: answer.body,
  };
}

/** Those of other repositories are not for everybody who reads this one; each once. */
function pullsFrom({ pulls }: IssueAnswer, home: string): NonNullable<Snapshot['issue']['pulls']> {
  const here = pulls.nodes.flatMap((node) => {
    const { number, title = '', repository } = node?.source ?? {};
    return number && repository?.nameWithOwner === home ? [{ number, title }] : [];
  });
  return here.filter(({ number }, at) => here.findIndex((one) => one.number === number) === at);
}

/** The open incidents and the newest ones, each once; logins are written small. */
export function reportsFrom({ incidents, latest }: RepositoryAnswer): Snapshot['reports'] {
  const reports = [...incidents.nodes, ...latest.nodes].flatMap((one) => one ?? []);
  const byNumber = new Map(reports.map((report) => [report.number, report]));
  return [...byNumber.values()].map(({ author, createdAt, labels, number, state, title }) => ({
    number,
    title,
    author: author?.login.toLowerCase() ?? 'ghost',
    createdAt: Date.parse(createdAt),
    open: state === 'OPEN',
    labels: labels.nodes.map(({ name }) => name),
  }));
}

/** What the repository has that an incident uses: labels, pins, milestones. */
export function repositoryFrom(answer: RepositoryAnswer): Snapshot['repository'] {
  const [owner = '', name = ''] = answer.nameWithOwner.split('/');
  return {
    id: answer.databaseId,
    node: answer.id,
    owner,
    name,
    private: answer.isPrivate,
    pinned: answer.pinnedIssues?.nodes.map(({ issue }) => issue.number) ?? [],
    ...choicesFrom(answer),
  };
}

/** What there is to choose from in a repository, the incident's or its postmortem's. */
export function choicesFrom(
  answer: ChoicesAnswer,
): Pick<Snapshot['repository'], 'labels' | 'milestones'> {
  return {
    labels: answer.labels.nodes.map((label) => label.name),
    milestones: answer.milestones.nodes.map((milestone) => ({
      number: milestone.number,
      title: milestone.title,
      open: milestone.state === 'OPEN',
      dueOn: milestone.dueOn === null ? null : Date.parse(milestone.dueOn),
      openIssues: milestone.issues.totalCount,
    })),
  };
}
