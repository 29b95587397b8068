import { ASPECTS, type Aspect, type ChannelMemory, KEPT_CHANNEL } from './channel.ts';
import type { SecretName } from './destination.ts';
import { fingerprint } from './fingerprint.ts';
import { holdersOf, type Incident } from './incident.ts';
import type { Workspace } from './informing.ts';
import type { IncidentFacts, Words } from './notification.ts';
import { factsOf } from './page-words.ts';
import type { World } from './plan.ts';
import { isTicket, type Policy, severityOf } from './policy.ts';
import { viewOf } from './view.ts';

/** The incident's channel as it should be, and what of it has to be made so. */
export interface ChannelWanted {
  readonly token: SecretName;
  readonly facts: IncidentFacts;
  /** What is known of it; null where there is none. */
  readonly known: ChannelMemory | null;
  readonly topic: string;
  readonly purpose: string;
  readonly card: Words;
  readonly bookmarks: readonly { readonly title: string; readonly link: string }[];
  /** Ids of members, and addresses of people whose id nobody has written down. */
  readonly members: readonly string[];
  readonly mails: readonly string[];
  readonly archive: boolean;
  readonly todo: readonly Aspect[];
  /** What the parts are known by once they are so. */
  readonly prints: Readonly<Record<Aspect, number>>;
}

/** The workspace in which an incident has a channel of its own; null where it wants none. */
export function channelPlace(
  { channel, doubt, status, severity }: Incident,
  policy: Policy,
): Workspace | null {
  const { workspace } = policy;
  if (!workspace?.channel) return null;
  if (channel) return workspace;
  const begins = doubt === null && status !== 'resolved' && !isTicket(severityOf(policy, severity));
  return begins ? workspace : null;
}

/** Null where everything is as it should be, or where another try is not due yet. */
export function channelWanted(world: World): ChannelWanted | null {
  const { incident, policy, record } = world;
  const { channel, channelTrouble: trouble } = incident;
  const workspace = channelPlace(incident, policy);
  if (!workspace || (trouble && !trouble.again)) return null;
  const memory = record.ledger[KEPT_CHANNEL]?.channel ?? null;
  const known = memory && memory.id === channel?.id ? memory : unseen(channel ?? null);
  const archive = channel?.archived === true;
  if (archive && known?.archived) return null;
  const parts = partsOf(world, workspace);
  const prints = {
    // The purpose begins with the issue's address, which a transfer changes.
    described: fingerprint(`${parts.topic}\n${parts.facts.url}\n${parts.purpose}`),
    card: fingerprint(JSON.stringify([parts.facts, parts.card])),
    bookmarks: fingerprint(JSON.stringify(parts.bookmarks)),
    invited: fingerprint(JSON.stringify([parts.members, parts.mails])),
  };
  const todo = ASPECTS.filter((aspect) => known?.shows[aspect] !== prints[aspect]);
  if (todo.length === 0 && !archive) return null;
  return { token: workspace.token, known, ...parts, archive, todo, prints };
}

/** On record, but what Slack has of it is not. */
const unseen = (channel: Incident['channel'] | null): ChannelMemory | null =>
  channel
    ? { id: channel.id, name: channel.name, url: channel.url, archived: false, ...NOTHING }
    : null;

const NOTHING = { card: null, shows: {}, strangers: [] };

type Parts = Pick<
  ChannelWanted,
  'facts' | 'topic' | 'purpose' | 'card' | 'bookmarks' | 'members' | 'mails'
>;

function partsOf(world: World, workspace: Workspace): Parts {
  const { incident, snapshot } = world;
  const { title } = snapshot.issue;
  const view = viewOf(world);
  const severity = view.severity.label;
  const facts = factsOf(world);
  const commander = incident.roles.ic ?? 'nobody yet';
  const field = (name: string, value: string | null): Words['fields'] =>
    value ? [{ name, value }] : [];
  return {
    facts,
    topic: `${facts.drill ? 'DRILL · ' : ''}${severity} · ${view.status} · IC ${commander}`,
    purpose: `${facts.drill ? 'DRILL: ' : ''}${title}`,
    card: {
      headline: `${severity}: ${title}`,
      fields: [
        ...field('Status', view.status),
        ...field('Impact', view.impact),
        ...field('Next Steps', view.next),
        ...view.roles.flatMap(({ name, holder }) => field(name, holder ?? 'nobody')),
        ...field('Next update', view.updateDue && `by ${view.updateDue}`),
        ...field('Resolved', view.resolvedAt),
      ],
    },
    bookmarks: [{ title: 'Issue', link: facts.url }, ...postmortemLink(world)],
    ...peopleOf(world, workspace),
  };
}

function postmortemLink({ incident, snapshot }: World): ChannelWanted['bookmarks'] {
  const { number, repository, lost } = incident.postmortem ?? {};
  if (!number || lost) return [];
  const { owner, name } = snapshot.repository;
  const home = new URL(snapshot.issue.url).origin;
  const where = repository ?? `${owner}/${name}`;
  return [{ title: 'Postmortem', link: `${home}/${where}/issues/${number}` }];
}

/** Everybody who responds, as far as the policy knows who they are in Slack, and whoever is always there. */
function peopleOf(
  { incident, policy }: World,
  workspace: Workspace,
): Pick<ChannelWanted, 'members' | 'mails'> {
  const logins = [...new Set([...incident.responders, ...holdersOf(incident)])];
  const contacts = logins.flatMap((login) => policy.contacts[login] ?? []);
  const ids = contacts.flatMap(({ slack }) => slack ?? []);
  const mails = contacts.flatMap(({ slack, email }) => (slack === null ? (email ?? []) : []));
  return {
    members: [...new Set([...workspace.invite, ...ids])].sort(),
    mails: [...new Set(mails)].sort(),
  };
}
