import { afterEach, expect, test } from '@jest/globals';
import type { Policy } from '../../src/core/policy.ts';
import type { Roster } from '../../src/core/roster.ts';
import { HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { createRosters } from '../../src/notifiers/rosters.ts';
import { startPagerDuty } from '../../src/sandbox/stand-ins/pagerduty.ts';
import { startSlack } from '../../src/sandbox/stand-ins/slack.ts';
import { aPolicy } from '../support/builders.ts';
import { START, someHands, unwinding } from './contract.ts';

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()));
});

const SCHEDULE: Roster = { kind: 'schedule', id: 'PSCHED' };
const USER_GROUP: Roster = { kind: 'user-group', id: 'S0DBAS' };
const contact = { slack: null, email: null, phone: null };

const policyWith = (rosters: readonly Roster[], given: Partial<Policy> = {}): Policy =>
  aPolicy({
    reach: { 'on-call': { rotations: [], destinations: [], rosters } },
    contacts: {
      ben: { ...contact, email: 'Ben@Example.com' },
      cleo: { ...contact, slack: 'U0CLEO' },
    },
    pagerDuty: { key: { secret: 'PAGER_API' }, region: 'us' },
    workspace: { token: { secret: 'SLACK' }, channel: true, archiveAfter: null, invite: [] },
    ...given,
  });

/** Ben until eleven in a schedule, then Zoe, whom nobody knows here; Cleo and Zoe in a user group. */
async function aWorld() {
  const [pager, chat] = [await startPagerDuty(() => START), await startSlack(() => START)];
  closing.push(pager, chat);
  const { clock, hands, logged } = someHands({ PAGER_API: pager.apiKey, SLACK: chat.token });
  const ben = { id: 'PBEN', name: 'Ben Brook', email: 'ben@example.com' };
  const zoe = { id: 'PZOE', name: 'Zoe Zed', email: 'zoe@example.com' };
  const eleven = START + HOUR;
  pager.addSchedule({
    id: SCHEDULE.id,
    name: 'Primary',
    shifts: [
      { person: ben, from: START - HOUR, until: eleven },
      { person: zoe, from: eleven, until: eleven + HOUR },
    ],
  });
  chat.world.userGroups.set(USER_GROUP.id, ['U0CLEO', 'U0ZOE']);
  const settings = { pagerDutyApi: { us: pager.url, eu: pager.url }, slackUrl: chat.apiUrl };
  const read = createRosters(hands, settings);
  const look = async (policy: Policy, owner = 'acme') => {
    const hanging = () => pager.hanging() + chat.hanging();
    return (await unwinding({ clock, hanging }, read(policy, owner))).rosters;
  };
  return { pager, chat, clock, logged, look, eleven };
}

test('a schedule and a user group say who is on them, and who that is here', async () => {
  const { look, eleven } = await aWorld();
  expect(await look(policyWith([SCHEDULE, USER_GROUP]))).toEqual({
    'schedule PSCHED': {
      ok: true,
      now: [{ name: 'Ben Brook', login: 'ben' }],
      until: eleven,
      next: [{ name: 'Zoe Zed', login: null }],
    },
    'user-group S0DBAS': {
      ok: true,
      now: [
        { name: 'U0CLEO', login: 'cleo' },
        { name: 'U0ZOE', login: null },
      ],
      until: null,
      next: [],
    },
  });
});

test('where no group is made up of any, nobody is asked', async () => {
  const { look, pager, chat } = await aWorld();
  expect(await look(policyWith([]))).toEqual({});
  expect([...pager.heard, ...chat.heard]).toEqual([]);
});

test('each is asked once a minute, however often it is needed, and anew where a turn ends', async () => {
  const { look, pager, clock } = await aWorld();
  const policy = policyWith([SCHEDULE], { services: { shop: { dba: reachOf([SCHEDULE]) } } });
  await look(policy);
  await look(policy);
  expect(pager.heard).toHaveLength(1);
  clock.windTo(START + HOUR - 10 * SECOND);
  await look(policy);
  expect(pager.heard).toHaveLength(2);
  clock.windTo(START + HOUR);
  await look(policy);
  expect(pager.heard).toHaveLength(3);
});

const reachOf = (rosters: readonly Roster[]) => ({
  people: [],
  rotations: [],
  destinations: [],
  rosters,
});

test('one that hangs is waited for five seconds, and stops no other', async () => {
  const { look, pager, clock } = await aWorld();
  await look(policyWith([USER_GROUP]));
  pager.trouble.hang({ times: 9 });
  const seen = await look(policyWith([SCHEDULE, USER_GROUP]));
  expect(seen['schedule PSCHED']).toEqual({
    ok: false,
    because: 'PagerDuty did not answer within 5 seconds.',
  });
  expect(seen['user-group S0DBAS']?.ok).toBe(true);
  expect(clock.now() - START).toBe(5 * SECOND);
  const asked = pager.heard.length;
  clock.windTo(START + 20 * SECOND);
  await look(policyWith([SCHEDULE]));
  expect(pager.heard.filter(({ at }) => at > START + 5 * SECOND)).toHaveLength(
    pager.heard.length - asked,
  );
  clock.windTo(START + 10 * MINUTE);
  pager.trouble.clear();
  expect((await look(policyWith([SCHEDULE])))['schedule PSCHED']?.ok).toBe(true);
});

test('one that answers too late for a pass is known to the next', async () => {
  const { look, pager, clock } = await aWorld();
  pager.trouble.fail({ status: 500 }, { times: 3 });
  expect((await look(policyWith([SCHEDULE])))['schedule PSCHED']?.ok).toBe(false);
  // The pauses between its tries are over after seven seconds.
  const late = (async () => {
    while (pager.heard.length < 4) await new Promise((resolve) => setTimeout(resolve, 1));
  })();
  clock.windTo(START + 8 * SECOND);
  await late;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await look(policyWith([SCHEDULE])))['schedule PSCHED']?.ok).toBe(true);
  expect(pager.heard).toHaveLength(4);
});

test.each<[what: string, policy: Policy, owner: string, because: RegExp]>([
  ['without a key', policyWith([SCHEDULE], { pagerDuty: null }), 'acme', /api_key/],
  ['of another owner', policyWith([SCHEDULE]), 'other', /^The secret PAGER_API is not set/],
  [
    'of a workspace without a token',
    policyWith([USER_GROUP], { workspace: null }),
    'acme',
    /token/,
  ],
  [
    'that there is not',
    policyWith([{ kind: 'user-group', id: 'S0GONE' }]),
    'acme',
    /there is no such user group/,
  ],
])('a roster %s says what is missing', async (_, policy, owner, because) => {
  const { look } = await aWorld();
  const [sight] = Object.values(await look(policy, owner));
  expect(sight).toEqual({ ok: false, because: expect.stringMatching(because) });
});

test('what is said of a failure holds no key', async () => {
  const { look, pager, logged } = await aWorld();
  const body = { error: { message: `no ${pager.apiKey}` } };
  pager.trouble.fail({ status: 403, body });
  const seen = await look(policyWith([SCHEDULE]));
  expect(JSON.stringify([seen, logged])).toContain('[secret]');
  expect(JSON.stringify([seen, logged])).not.toContain(pager.apiKey);
});
