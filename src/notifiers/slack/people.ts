import { listOf, textOf } from '../answer.ts';
import type { Outcome } from '../notifier.ts';
import { type Slack, slackError, slackErrors } from './client.ts';

interface Refused {
  readonly user: string;
  /** In Slack's words: `user_not_found`. */
  readonly because: string;
}

/** What came of an invitation: who is in the channel now that was not, and whom Slack would not have there. */
export interface Invited {
  readonly joined: readonly string[];
  readonly refused: readonly Refused[];
}

/** Slack takes so many at once. */
const AT_ONCE = 100;

/** Invites whoever is not in the channel yet. One id that is wrong keeps nobody else out. */
export async function invite(
  slack: Slack,
  channel: string,
  users: readonly string[],
): Promise<Outcome<Invited>> {
  const members = await membersOf(slack, channel);
  if (!members.ok) return members;
  const missing = [...new Set(users)].filter((user) => !members.value.includes(user));
  const answers: Refused[] = [];
  let { tries } = members;
  for (let from = 0; from < missing.length; from += AT_ONCE) {
    const some = missing.slice(from, from + AT_ONCE);
    const outcome = await slack((client) => inviteSome(client, channel, some));
    if (!outcome.ok) return outcome;
    answers.push(...outcome.value);
    tries = outcome.tries;
  }
  const joined = missing.filter((user) => answers.every((answer) => answer.user !== user));
  const refused = answers.filter(({ because }) => !HARMLESS.has(because));
  return { ok: true, value: { joined, refused }, tries };
}

/** Whoever is there already, and the app itself, need no invitation. */
const HARMLESS = new Set(['already_in_channel', 'cant_invite_self']);

/** What Slack says of one invitee, where it is about that person and not about the channel or the app. */
const PERSONAL = new Set([
  ...HARMLESS,
  'user_not_found',
  'cant_invite',
  'org_user_not_in_team',
  'invitee_cant_see_channel',
  'ura_max_channels',
  'user_is_restricted',
  'no_permission',
  'no_external_invite_permission',
]);

type Client = Parameters<Parameters<Slack>[0]>[0];

async function inviteSome(
  client: Client,
  channel: string,
  users: readonly string[],
): Promise<readonly Refused[]> {
  try {
    const answer = await client.conversations.invite({ channel, users: users.join(), force: true });
    return listOf(answer, 'errors').flatMap((one) => refusalIn(one) ?? []);
  } catch (error) {
    const said = slackError(error) ?? '';
    if (!PERSONAL.has(said)) throw error;
    const each = slackErrors(error).flatMap((one) => refusalIn(one) ?? []);
    if (each.length > 0) return each;
    const [only] = users;
    if (users.length === 1 && only !== undefined) return [{ user: only, because: said }];
    // It has not said whom it means: one by one, then.
    const singly: Refused[] = [];
    for (const user of users) singly.push(...(await inviteSome(client, channel, [user])));
    return singly;
  }
}

function refusalIn(value: unknown): Refused | null {
  const user = textOf(value, 'user');
  return user === null ? null : { user, because: textOf(value, 'error') ?? 'unknown' };
}

async function membersOf(slack: Slack, channel: string): Promise<Outcome<readonly string[]>> {
  const members: string[] = [];
  for (let cursor = ''; ; ) {
    const from = cursor;
    const page = await slack((client) =>
      client.conversations.members({ channel, limit: 999, cursor: from }),
    );
    if (!page.ok) return page;
    members.push(...(page.value.members ?? []));
    cursor = textOf(page.value, 'response_metadata', 'next_cursor') ?? '';
    if (cursor === '') return { ...page, value: members };
  }
}

/** A member's id by their address; null where the workspace has nobody with it. */
export const memberByEmail = (slack: Slack, email: string): Promise<Outcome<string | null>> =>
  slack(async (client) => {
    try {
      return (await client.users.lookupByEmail({ email })).user?.id ?? null;
    } catch (error) {
      if (slackError(error) === 'users_not_found') return null;
      throw error;
    }
  });

/** Who is in a user group, by their ids. */
export const inUserGroup = (slack: Slack, usergroup: string): Promise<Outcome<readonly string[]>> =>
  slack(async ({ usergroups }) => (await usergroups.users.list({ usergroup })).users ?? []);
