import { inWords } from '../core/duration.ts';
import type { Policy } from '../core/policy.ts';
import { type Contact, rostersOf } from '../core/reach.ts';
import { type Roster, type RosterSight, rosterKey } from '../core/roster.ts';
import { variableOf } from '../core/secret.ts';
import { type Duration, type Instant, MINUTE, SECOND } from '../core/time.ts';
import type { NotifierSettings } from './index.ts';
import { failed, type Hands, lacking, type Outcome } from './notifier.ts';
import { dutyOf, type PagerDutyPerson } from './pagerduty/on-call.ts';
import { slackOf } from './slack/client.ts';
import { inUserGroup } from './slack/people.ts';

/** Whoever is to be called waits so long for a list of who that is, and no longer. */
const LONGEST: Duration = 5 * SECOND;
/** How long an answer is gone by, and how long a failure is: each pass would ask anew. */
const KEPT: Duration = MINUTE;
const KEPT_FAILURE: Duration = 30 * SECOND;

/** Somebody on a list, and the address or id that they have there. */
interface Entry {
  readonly name: string;
  readonly handle: string | null;
}

interface Entries {
  readonly now: readonly Entry[];
  readonly until: Instant | null;
  readonly next: readonly Entry[];
}

type Answer =
  | { readonly ok: true; readonly value: Entries }
  | { readonly ok: false; readonly because: string };

/** The policy with what the lists say of which its groups are made up. Never rejects. */
export type ReadRosters = (policy: Policy, owner: string) => Promise<Policy>;

type Settings = Pick<NotifierSettings, 'pagerDutyApi' | 'slackUrl'>;

/** Reads schedules of PagerDuty and user groups of Slack, at most once a minute each. */
export function createRosters(hands: Hands, settings: Settings = {}): ReadRosters {
  const { clock } = hands;
  const memory = new Map<string, { readonly answer: Answer; readonly until: Instant }>();

  const look = async (roster: Roster, policy: Policy, owner: string): Promise<Answer> => {
    const ask = roster.kind === 'schedule' ? readSchedule : readUserGroup;
    const outcome = await ask(roster.id, policy, { hands, settings, owner });
    if (outcome.ok) return outcome;
    const because = hands.redact(outcome.because);
    hands.log.warn({ roster: rosterKey(roster), because }, 'a roster could not be read');
    return { ok: false, because };
  };

  const ask = async (roster: Roster, policy: Policy, owner: string): Promise<Answer> => {
    const { pagerDuty, workspace } = policy;
    const account = roster.kind === 'schedule' ? pagerDuty : workspace?.token;
    const key = JSON.stringify([owner.toLowerCase(), roster, account]);
    const known = memory.get(key);
    if (known && known.until > clock.now()) return known.answer;
    const keep = (answer: Answer): Answer => {
      memory.set(key, { answer, until: keptUntil(answer, clock.now()) });
      return answer;
    };
    // One that comes too late for this pass is there for the next.
    const reading = look(roster, policy, owner).then(keep);
    return keep(await within(clock, SERVICES[roster.kind], reading));
  };

  return async (policy, owner) => {
    const rosters = rostersOf(policy);
    if (rosters.length === 0) return policy;
    const seen = await Promise.all(
      rosters.map(async (roster) => {
        const answer = await ask(roster, policy, owner);
        return [rosterKey(roster), sightFrom(roster, answer, policy)] as const;
      }),
    );
    return { ...policy, rosters: Object.fromEntries(seen) };
  };
}

const SERVICES: Readonly<Record<Roster['kind'], string>> = {
  schedule: 'PagerDuty',
  'user-group': 'Slack',
};

function keptUntil(answer: Answer, now: Instant): Instant {
  if (!answer.ok) return now + KEPT_FAILURE;
  return Math.min(now + KEPT, answer.value.until ?? Number.POSITIVE_INFINITY);
}

/** By what `people:` says of somebody it is known who they are on GitHub. */
const HANDLES: Readonly<Record<Roster['kind'], (contact: Contact) => string | null>> = {
  schedule: ({ email }) => email?.toLowerCase() ?? null,
  'user-group': ({ slack }) => slack,
};

function sightFrom({ kind }: Roster, answer: Answer, { contacts }: Policy): RosterSight {
  if (!answer.ok) return answer;
  const logins = new Map(
    Object.entries(contacts).map(([login, contact]) => [HANDLES[kind](contact), login]),
  );
  const listed = ({ name, handle }: Entry) => ({
    name,
    login: handle === null ? null : (logins.get(handle) ?? null),
  });
  const { now, until, next } = answer.value;
  return { ok: true, now: now.map(listed), until, next: next.map(listed) };
}

interface Access {
  readonly hands: Hands;
  readonly settings: Settings;
  readonly owner: string;
}

type Reading = (id: string, policy: Policy, access: Access) => Promise<Outcome<Entries>>;

const readSchedule: Reading = async (id, { pagerDuty }, { hands, settings, owner }) => {
  if (!pagerDuty) return failed('`pagerduty.api_key` is not set.');
  const secret = hands.secret(owner, pagerDuty.key.secret);
  if (!secret.ok) return lacking(secret.refusal);
  const { clock } = hands;
  const hosts = settings.pagerDutyApi;
  const account = { clock, apiKey: secret.value, region: pagerDuty.region };
  const duty = await dutyOf({ ...account, ...(hosts ? { hosts } : {}) }, id, clock.now());
  if (!duty.ok) return duty;
  const entry = ({ name, email }: PagerDutyPerson): Entry => ({
    name,
    handle: email?.toLowerCase() ?? null,
  });
  const { now, until, next } = duty.value;
  return { ...duty, value: { now: now.map(entry), until, next: next.map(entry) } };
};

const readUserGroup: Reading = async (id, { workspace }, { hands, settings, owner }) => {
  if (!workspace) return failed('`slack.token` is not set.');
  const secret = hands.secret(owner, workspace.token.secret);
  if (!secret.ok) return lacking(secret.refusal);
  const { clock } = hands;
  const variable = variableOf(owner, workspace.token.secret);
  const url = settings.slackUrl;
  const slack = slackOf({ clock, token: secret.value, variable, ...(url ? { url } : {}) });
  const members = await inUserGroup(slack, id);
  if (!members.ok) return members;
  const now = members.value.map((member): Entry => ({ name: member, handle: member }));
  return { ...members, value: { now, until: null, next: [] } };
};

/** The answer, or that there was none in time. */
function within(clock: Hands['clock'], who: string, read: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const because = `${who} did not answer within ${inWords(LONGEST)}.`;
    const cancel = clock.at(clock.now() + LONGEST, () => resolve({ ok: false, because }));
    read.then(resolve, reject).finally(cancel);
  });
}
