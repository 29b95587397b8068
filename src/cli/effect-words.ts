import { DESTINATION_NAMES } from '../core/destination.ts';
import type { Effect } from '../core/effects.ts';
import type { Notification } from '../core/notification.ts';
import { fullMoment } from '../core/time.ts';
import type { Renderer } from '../render/templates.ts';

/** What an effect would do, as a line of a list says it. */
export function wordsFor(effect: Effect, { render }: Pick<Renderer, 'render'>): string {
  switch (effect.kind) {
    case 'create-label':
      return `make the label "${effect.name}"`;
    case 'add-label':
      return `put on the label "${effect.name}"`;
    case 'remove-label':
      return `take off the label "${effect.name}"`;
    case 'add-assignee':
      return `assign ${effect.login}`;
    case 'remove-assignee':
      return `take ${effect.login} off the assignees`;
    case 'close-issue':
      return 'close the issue';
    case 'reopen-issue':
      return 'reopen the issue';
    case 'pin-issue':
      return 'pin the issue to the repository';
    case 'unpin-issue':
      return 'unpin the issue';
    case 'react':
      return `answer comment ${effect.comment} with ${effect.content}`;
    case 'create-milestone':
      return `make the milestone "${effect.title}", due ${fullMoment(effect.due)}`;
    case 'close-milestone':
      return `close milestone ${effect.number}`;
    case 'set-milestone':
      return `put ${at(effect)} into milestone ${effect.milestone}`;
    case 'edit-issue':
      return `bring the ${namesOf(effect.ours)} in the text of ${at(effect)} up to date`;
    case 'add-sub-issue':
      return 'make the postmortem a sub-issue of the incident';
    case 'rename-issue':
      return `rename this issue to "${effect.title}"`;
    case 'place-action':
      return `put an action item under ${at({ ...effect, issue: effect.parent })}`;
    case 'assign-issue':
      return `assign ${at(effect)} to ${effect.login}`;
    case 'pin-card':
      return 'pin the card';
    case 'tell-incident':
      return `tell #${effect.issue} that this is a duplicate of it`;
    case 'edit-comment':
      return `edit comment ${effect.comment}: ${firstLine(render(effect.parts))}`;
    case 'comment':
      return `${effect.page ? 'call people' : 'comment'} on ${at(effect)}: ${firstLine(render(effect.parts))}`;
    case 'open-issue':
      return `open the issue "${effect.title}"${effect.in ? ` in ${effect.in}` : ''}`;
    case 'page':
      return effect.notification
        ? sending(effect.notification)
        : 'call nobody: the policy no longer has the destination';
    case 'keep-channel':
      return `keep the channel of #${effect.wanted.facts.number}: ${effect.wanted.topic}`;
    case 'notify':
      return `inform ${effect.notification.to}: ${effect.notification.words.headline}`;
    default:
      return impossible(effect);
  }
}

const NAMES: Readonly<Record<string, string>> = { due: 'due date', items: 'list of action items' };
const namesOf = (ours: object): string =>
  Object.keys(ours)
    .map((name) => NAMES[name] ?? name)
    .join(' and ');

/** `#2`, or `acme/postmortems#2` where it is in another repository. */
const at = ({ issue, in: home = '' }: { readonly issue: number; readonly in?: string }): string =>
  `${home}#${issue}`;

function sending({
  kind,
  to,
  destination,
}: Pick<Notification, 'kind' | 'to' | 'destination'>): string {
  const by = DESTINATION_NAMES[destination.kind];
  if (kind === 'acknowledge') return `tell ${by} that the call of ${to} is answered`;
  if (kind === 'resolve-page') return `tell ${by} that the call of ${to} is over`;
  return `call ${to} by ${by}`;
}

/** What a person would read first. */
function firstLine(text: string): string {
  const line = text.split('\n').find((one) => one.trim() !== '') ?? '';
  const bare = line.replaceAll(/\u200b|&#8203;/g, '');
  return bare.length > 160 ? `${bare.slice(0, 159)}…` : bare;
}

function impossible(effect: never): never {
  throw new Error(`No words for ${JSON.stringify(effect)}`);
}
