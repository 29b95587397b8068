import { INCIDENT_LABEL, type IncidentLetter } from '../core/adoption.ts';
import { type AnyLetter, NO_ISSUE } from '../core/letters.ts';
import { markerIn } from '../core/marker.ts';
import { openingIn } from '../core/opening.ts';
import type { Instant } from '../core/time.ts';
import { commandLines } from './comment.ts';
import type { Delivery } from './delivery.ts';
import { readDispatch } from './dispatch.ts';
import { readForm } from './issue-form.ts';

/** What a webhook asks for, in our words. */
export type Trigger =
  | {
      readonly kind: 'look';
      readonly installation: number;
      readonly repository: { readonly id: number; readonly owner: string; readonly name: string };
      readonly issue: number;
      /** Whether a mark in another issue's text says so, which whoever may write there can change. */
      readonly claimed?: boolean;
      readonly asOf: Instant | null;
      /** Nothing in the payload says that it is an incident: worth a look only where a record is kept. */
      readonly onlyIfKnown: boolean;
      /** Where a record may be kept of what was transferred. */
      readonly formerly?: {
        readonly repository: { readonly id: number; readonly owner: string; readonly name: string };
        readonly issue: number;
      };
      readonly letter: AnyLetter | null;
    }
  | {
      readonly kind: 'joined';
      readonly installation: number;
      readonly repositories: readonly number[];
    };

interface Account {
  readonly id: number;
  readonly login: string;
  readonly type?: string;
}

interface IssuePayload {
  readonly number: number;
  readonly body?: string | null;
  readonly updated_at: string;
  readonly user: Account | null;
  readonly labels?: readonly ({ readonly name: string } | string)[];
  readonly pull_request?: unknown;
}

interface Payload {
  readonly action?: string;
  readonly sender?: Account;
  readonly installation?: { readonly id: number; readonly account?: Partial<Account> | null };
  readonly repository?: { readonly id: number; readonly name: string; readonly owner: Account };
  readonly issue?: IssuePayload;
  readonly client_payload?: unknown;
  readonly label?: { readonly name: string };
  readonly changes?: {
    readonly new_issue?: { readonly number: number } | null;
    readonly new_repository?: {
      readonly id: number;
      readonly name: string;
      readonly owner: Account;
    };
  };
  readonly comment?: {
    readonly id: number;
    readonly body: string;
    readonly created_at: string;
    readonly updated_at: string;
    readonly user: Account | null;
  };
  readonly repositories?: readonly { readonly id: number }[];
  readonly repositories_added?: readonly { readonly id: number }[];
}

/** `/incident1` is `/incident 1`, as with every command. */
const INCIDENT_COMMAND = /^\/(incident|confirm)(?:(\d{1,2}))?(?:\s+(.*))?$/i;

/** What a webhook asks for, or null where it cannot concern an incident, or is our own act come back. */
export function triggerFrom(delivery: Delivery, ours: ReadonlySet<number>): Trigger | null {
  const { name } = delivery;
  const payload = delivery.payload as Payload;
  const installation = payload.installation?.id;
  if (installation === undefined) return null;
  if (payload.sender && ours.has(payload.sender.id)) return null;
  if (name === 'issues' || name === 'issue_comment') return aboutIssue(payload, installation, ours);
  if (name === 'repository_dispatch') return fromDispatch(payload, installation, delivery);
  if (name === 'installation' && payload.action === 'created')
    return joined(installation, payload.repositories);
  if (name === 'installation_repositories' && payload.action === 'added')
    return joined(installation, payload.repositories_added);
  return null;
}

/** Whose repositories a webhook is about; empty where it names nobody. */
export function ownerIn(given: unknown): string {
  const { repository, installation } = given as Payload;
  return repository?.owner.login ?? installation?.account?.login ?? '';
}

/** Of what stands behind the command; a title is shorter. */
const LONGEST_WORDS = 400;

const joined = (
  installation: number,
  repositories: readonly { readonly id: number }[] = [],
): Trigger => ({ kind: 'joined', installation, repositories: repositories.map(({ id }) => id) });

function aboutIssue(
  payload: Payload,
  installation: number,
  ours: ReadonlySet<number>,
): Trigger | null {
  const { issue, repository, comment } = payload;
  if (!issue || !repository) return null;
  if (issue.pull_request) return onPullRequest(payload, installation);
  const labels = (issue.labels ?? []).map((label) =>
    typeof label === 'string' ? label : label.name,
  );
  const isOurs = issue.user !== null && ours.has(issue.user.id);
  const isOpened = isOurs && openingIn(issue.body ?? '') !== null;
  const marker = isOurs && !isOpened ? markerIn(issue.body ?? '') : null;
  const incidentOf = marker?.of ?? null;
  const isLabelled = labels.includes(INCIDENT_LABEL);
  const letter = comment && payload.action === 'created' ? letterIn(comment, isLabelled) : null;
  const declares =
    isLabelled ||
    isOpened ||
    payload.label?.name === INCIDENT_LABEL ||
    (payload.action === 'opened' && readForm(issue.body ?? '') !== null);
  const { new_issue, new_repository } = payload.changes ?? {};
  if (payload.action === 'transferred' && new_issue && new_repository)
    return {
      kind: 'look',
      installation,
      repository: placeOf(new_repository),
      issue: new_issue.number,
      asOf: null,
      onlyIfKnown: !declares,
      formerly: { repository: placeOf(repository), issue: issue.number },
      letter: null,
    };
  return {
    kind: 'look',
    installation,
    repository: marker?.home ?? placeOf(repository),
    ...(marker?.home ? { claimed: true } : {}),
    issue: incidentOf ?? issue.number,
    asOf: payload.action === 'deleted' ? null : Date.parse(issue.updated_at),
    onlyIfKnown: !declares && !incidentOf && !letter,
    letter,
  };
}

const placeOf = ({ id, name, owner }: NonNullable<Payload['repository']>) => ({
  id,
  owner: owner.login,
  name,
});

/** On a pull request nothing is ours but `/incident`, which opens an issue for it. */
function onPullRequest(payload: Payload, installation: number): Trigger | null {
  const { issue, repository, comment, action } = payload;
  const letter = comment && action === 'created' ? letterIn(comment, false) : null;
  if (!issue || !repository || !letter) return null;
  return {
    kind: 'look',
    installation,
    repository: placeOf(repository),
    issue: issue.number,
    asOf: null,
    onlyIfKnown: false,
    letter: { ...letter, kind: 'pull-request' },
  };
}

/** Another tool tells of an incident. There is no issue yet, and one lane a repository: so none is opened twice. */
function fromDispatch(
  { action, repository, sender, client_payload }: Payload,
  installation: number,
  { id, at }: Delivery,
): Trigger | null {
  if (action !== 'incident' || !repository || !sender) return null;
  const home = placeOf(repository);
  const by = sender.login.toLowerCase();
  return {
    kind: 'look',
    installation,
    repository: home,
    issue: NO_ISSUE,
    asOf: null,
    onlyIfKnown: false,
    letter: {
      kind: 'dispatch',
      id: `dispatch:${id}`,
      by,
      at,
      home,
      ...readDispatch(client_payload, by),
    },
  };
}

function letterIn(
  comment: NonNullable<Payload['comment']>,
  isLabelled: boolean,
): IncidentLetter | null {
  if (!comment.user || comment.user.type === 'Bot') return null;
  // Parsing Markdown is dear, and nearly no comment on an ordinary issue is for us.
  if (!/^\/(?:incident|confirm)/im.test(comment.body)) return null;
  for (const { text, plain } of commandLines(comment.body)) {
    const match = plain ? INCIDENT_COMMAND.exec(text) : null;
    const confirms = match?.[1]?.toLowerCase() === 'confirm';
    // What is no report cannot be confirmed.
    if (!match || (confirms && !isLabelled)) continue;
    return {
      id: `comment:${comment.id}`,
      comment: comment.id,
      by: comment.user.login.toLowerCase(),
      at: Date.parse(comment.created_at),
      words: [match[2], match[3]].filter(Boolean).join(' ').slice(0, LONGEST_WORDS),
      ...(confirms ? { confirms } : {}),
    };
  }
  return null;
}
