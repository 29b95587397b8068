import type { PolicyFile } from '../core/events.ts';
import { type Decoded, decodeRecord, incidentOf, recordIn } from '../core/record.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Instant } from '../core/time.ts';
import { actorFrom, type Trusted } from './actor.ts';
import type {
  CommentAnswer,
  PostmortemAnswer,
  RepositoryAnswer,
  SnapshotAnswer,
} from './answers.ts';
import type { AskSnapshot } from './ask-snapshot.ts';
import type { GitHub } from './client.ts';
import { older, type Whole } from './older.ts';
import { POLICY_PATH, type PolicyText, policyInForce } from './policy-in-force.ts';
import { actsFrom } from './read-acts.ts';
import {
  choicesFrom,
  commentsOfOthers,
  foundIn,
  issueFrom,
  itemsFrom,
  openedFor,
  postmortemFrom,
  reportsFrom,
  repositoryFrom,
} from './read-issue.ts';
import { trustedText } from './revisions.ts';
import type { AskedItem } from './snapshot-query.ts';
import { TEMPLATES_PATH, teamTemplates } from './team-templates.ts';

/** The card as GitHub shows it. */
export interface Card {
  readonly node: string;
  readonly comment: number;
  /** What stands there now. */
  readonly text: string;
  readonly record: Decoded;
  /** Somebody else changed it last: the record is from the newest revision that is ours. */
  readonly editedBy: string | null;
}

export interface Sight {
  readonly card: Card | null;
  readonly updatedAt: Instant;
  /** When anything of it was changed last: the issue, its postmortem, its action items. */
  readonly newest: Instant;
  /** Whether nobody may write anything there. */
  readonly archived: boolean;
  /** Rights and the installation's date are the caller's to add: they are other requests, and cached. */
  readonly snapshot: Omit<Snapshot, 'rights' | 'installedAt'>;
  readonly lastGood: PolicyText | null;
}

export interface Hints {
  /** The card's node id, out of the kept copy. */
  readonly card: string | null;
  readonly postmortem: {
    readonly number: number | null;
    /** `owner/name` where it is in another repository. */
    readonly repository: string | null;
  };
  /** Issues of the action items that are known. */
  readonly items: readonly AskedItem[];
  readonly frozen: { readonly declared: boolean; readonly file: PolicyFile | null };
  readonly lastGood: PolicyText | null;
  /** Comments and acts newer than this are wanted; null: back to the declaration. */
  readonly since: Instant | null;
}

export interface Place {
  readonly owner: string;
  readonly name: string;
  readonly issue: number;
}

/** Reads the world around one issue in one request. Null where the issue is gone. */
export async function observe(
  github: GitHub,
  { owner, name, issue }: Place,
  { trusted, ask, ...hints }: Hints & { readonly trusted: Trusted; readonly ask: AskSnapshot },
): Promise<Sight | null> {
  const { number, repository: elsewhere } = hints.postmortem;
  const [elseOwner = '', elseRepo = ''] = elsewhere?.split('/') ?? [];
  const variables = {
    owner,
    repo: name,
    number: issue,
    policyAt: `HEAD:${POLICY_PATH}`,
    templatesAt: `HEAD:${TEMPLATES_PATH}`,
    card: hints.card ?? '',
    hasCard: hints.card !== null,
    postmortem: number ?? 0,
    hasPostmortem: number !== null && elsewhere === null,
    elseOwner,
    elseRepo,
    isElsewhere: elsewhere !== null,
    frozen: hints.frozen.file?.oid ?? null,
    hasFrozen: hints.frozen.file?.where === 'repository',
    frozenInOrg: hints.frozen.file?.where === 'organisation',
  };
  const answer = await ask<SnapshotAnswer>(github, variables, hints.items);
  const { repository } = answer;
  if (!repository?.issue || isElsewhere(repository)) return null;
  const whole = await older(
    github,
    { owner, name, issue },
    { issue: repository.issue, since: hints.since, trusted },
  );
  const { nameWithOwner } = repository;
  const written = postmortemIn(answer);
  const { card, spare } = await cardsAmong(github, [...own(answer), ...whole.comments], {
    trusted,
    known: hints.card,
  });
  const frozen = declaredUnder(card) ?? hints.frozen;
  const { policy, file, problems, good } = policyInForce(answer, frozen, hints.lastGood);
  return {
    card,
    updatedAt: Date.parse(repository.issue.updatedAt),
    newest: newestOf(answer, hints.items.length),
    archived: repository.isArchived,
    lastGood: good,
    snapshot: {
      repository: repositoryFrom(repository),
      issue: issueFrom(repository.issue, { trusted, nameWithOwner }),
      ...read(repository, { ...whole, postmortem: written }, trusted),
      postmortem: written && postmortemFrom(written, { trusted, nameWithOwner }),
      elsewhere: answer.elsewhere ? choicesFrom(answer.elsewhere) : null,
      items: itemsFrom(answer, hints.items, nameWithOwner),
      spareCards: spare,
      reports: reportsFrom(repository),
      policy,
      policyFile: file,
      problems,
      templates: teamTemplates(answer),
    },
  };
}

/** What is read shows all that was written before the newest of it, so whichever of its issues brought the news. */
function newestOf(answer: SnapshotAnswer, items: number): Instant {
  const read = [
    answer.repository?.issue,
    postmortemIn(answer),
    ...Array.from({ length: items }, (_, index) => answer[`item${index}`]?.issue),
  ];
  return Math.max(...read.map((issue) => (issue ? Date.parse(issue.updatedAt) : 0)));
}

const postmortemIn = ({ repository, elsewhere }: SnapshotAnswer): PostmortemAnswer | null =>
  repository?.postmortem ?? elsewhere?.postmortem ?? null;

function read(
  repository: RepositoryAnswer,
  { comments, acts, postmortem }: Whole & { readonly postmortem: PostmortemAnswer | null },
  trusted: Trusted,
): Pick<Snapshot, 'comments' | 'acts' | 'found'> {
  const number = repository.issue?.number ?? 0;
  const onPostmortem = postmortem?.comments.nodes.flatMap((node) => node ?? []) ?? [];
  return {
    comments: commentsOfOthers(comments, trusted),
    acts: repository.issue
      ? actsFrom(acts, { ...repository.issue, nameWithOwner: repository.nameWithOwner }, trusted)
      : [],
    found: {
      ...foundIn([...comments, ...onPostmortem], trusted),
      ...openedFor(number, acts, {
        trusted,
        nameWithOwner: repository.nameWithOwner,
        id: repository.databaseId,
      }),
    },
  };
}

/** Transferred, and GitHub followed it; or a discussion now: here there is no issue any more. */
const isElsewhere = ({ databaseId, issue }: RepositoryAnswer): boolean =>
  issue?.repository.databaseId !== databaseId ||
  issue.timelineItems.nodes.some((act) => act?.__typename === 'ConvertedToDiscussionEvent');

/** The card asked for by its id, where it is a comment of this very issue. */
function own({ card, repository }: SnapshotAnswer): readonly CommentAnswer[] {
  const here =
    card?.issue?.number === repository?.issue?.number &&
    card?.issue?.repository.databaseId === repository?.databaseId;
  return card && here ? [card] : [];
}

/** What of a comment tells whether it is the card. */
export type MaybeCard = Pick<CommentAnswer, 'id' | 'databaseId' | 'body' | 'author' | 'editor'>;

interface Cards {
  /** The oldest comment of ours that holds a record. */
  readonly card: Card | null;
  /** Further ones: two passes may have made one each. */
  readonly spare: readonly number[];
}

/**
 * The cards among the comments, oldest first. Markers in other people's comments are not believed. The one
 * that we know as the card (`known`) is the card too where somebody left nothing of its record.
 */
export async function cardsAmong(
  github: GitHub,
  comments: readonly MaybeCard[],
  { trusted, known }: { readonly trusted: Trusted; readonly known?: string | null },
): Promise<Cards> {
  const ours = [...new Map(comments.map((comment) => [comment.databaseId, comment])).values()]
    .filter(({ author }) => actorFrom(author, trusted).ours)
    .sort((a, b) => a.databaseId - b.databaseId);
  let card: Card | null = null;
  const spare: number[] = [];
  for (const comment of ours) {
    const editor = comment.editor && actorFrom(comment.editor, trusted);
    const editedBy = editor && !editor.ours ? editor.login : null;
    if (card) {
      if (decodeRecord(comment.body).kind === 'record') spare.push(comment.databaseId);
      continue;
    }
    const text = editedBy ? await trustedText(github, comment, trusted) : comment.body;
    const record = decodeRecord(text);
    if (record.kind === 'none' && !(editedBy && comment.id === known)) continue;
    card = { node: comment.id, comment: comment.databaseId, text: comment.body, record, editedBy };
  }
  return { card, spare };
}

/** Under which file the incident on the card was declared: the card's word beats the hint. */
function declaredUnder(card: Card | null): Hints['frozen'] | null {
  const record = recordIn(card?.record);
  const incident = record && incidentOf(record);
  return incident && { declared: true, file: incident.policy };
}
