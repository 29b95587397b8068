import { describe, expect, test } from '@jest/globals';
import { DAY } from '../../src/core/time.ts';
import { readPolicy } from '../../src/github/policy-file.ts';

const policyOf = (text: string) => {
  const { policy, problems } = readPolicy(text);
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
};
const problemsOf = (text: string) =>
  readPolicy(text).problems.map(({ path, value, allowed }) => `${path} | ${value} | ${allowed}`);

const ROTATION = '{ timezone: UTC, members: [ana, ben], start: 2026-11-23 }';

describe('a group', () => {
  test.each([
    ['its people', 'a: [ana]', { people: ['ana'], rotations: [], destinations: [] }],
    ['nobody but a rotation', 'a: { rotation: r }', { people: [], rotations: ['r'] }],
    ['several rotations', 'a: { rotation: [r, r] }', { rotations: ['r', 'r'] }],
    [
      'a pager by its key alone',
      'a: { pagerduty: "${PAGER}" }',
      { destinations: [{ kind: 'pagerduty', key: { secret: 'PAGER' }, region: 'us' }] },
    ],
    [
      'two pagers, one of them in Europe',
      'a: { pagerduty: ["${ONE}", { key: "${TWO}", region: eu }] }',
      {
        destinations: [
          { key: { secret: 'ONE' }, region: 'us' },
          { key: { secret: 'TWO' }, region: 'eu' },
        ],
      },
    ],
    [
      'whoever is on call in a schedule, and in two user groups',
      'a: { schedule: PI7DH85, user_group: [S0615G0KT, S0615G0KU] }',
      {
        people: [],
        destinations: [],
        rosters: [
          { kind: 'schedule', id: 'PI7DH85' },
          { kind: 'user-group', id: 'S0615G0KT' },
          { kind: 'user-group', id: 'S0615G0KU' },
        ],
      },
    ],
    [
      'a channel, posted to with the token of the workspace',
      'a: { slack: C024BE91L }',
      {
        destinations: [
          { kind: 'slack', token: { secret: 'S' }, channel: 'C024BE91L', mention: [] },
        ],
      },
    ],
    [
      'an address, one destination each',
      'a: { email: [a@b.example, c@d.example] }',
      {
        destinations: [
          { kind: 'email', to: 'a@b.example' },
          { kind: 'email', to: 'c@d.example' },
        ],
      },
    ],
    [
      'a webhook whose address is a secret',
      'a: { webhook: { url: "${HOOK}", format: teams } }',
      { destinations: [{ kind: 'webhook', url: { secret: 'HOOK' }, key: null, format: 'teams' }] },
    ],
  ])('is %s', (_, written, reach) => {
    const policy = policyOf(
      `responders: { ${written} }\nrotations: { r: ${ROTATION} }\nslack: { token: "\${S}" }\npagerduty: { api_key: "\${P}" }`,
    );
    expect(policy.reach.a).toMatchObject(reach);
  });

  test('is somebody else for a service', () => {
    const { services } = policyOf('services: { Checkout: { on-call: { email: a@b.example } } }');
    expect(services.Checkout?.['on-call']).toMatchObject({ destinations: [{ to: 'a@b.example' }] });
  });
});

test('who is informed stands where groups stand, with the token of the workspace', () => {
  const { inform } = policyOf(
    'slack: { token: "${S}" }\ninform: { slack: C024BE91L, email: a@b.example, webhook: { url: "${HOOK}", format: teams } }',
  );
  expect(inform).toEqual([
    { kind: 'slack', token: { secret: 'S' }, channel: 'C024BE91L', mention: [] },
    { kind: 'email', to: 'a@b.example' },
    { kind: 'webhook', url: { secret: 'HOOK' }, key: null, format: 'teams' },
  ]);
  expect(policyOf('{}').inform).toEqual([]);
});

test('a workspace has a channel for each incident unless it says otherwise', () => {
  const token = { secret: 'S' };
  expect(policyOf('slack: { token: "${S}" }').workspace).toEqual({
    token,
    channel: true,
    archiveAfter: 7 * DAY,
    invite: [],
  });
  expect(
    policyOf('slack: { token: "${S}", channel: false, archive_after: null, invite: [U024BE7LH] }')
      .workspace,
  ).toEqual({ token, channel: false, archiveAfter: null, invite: ['U024BE7LH'] });
  expect(policyOf('slack: { channel: true }').workspace).toBeNull();
});

test('people are known by their login, written small', () => {
  const { contacts } = policyOf('people: { Ana: { phone: "+44 20 7946 0000", slack: U024BE7LH } }');
  expect(contacts).toEqual({
    ana: { phone: '+44 20 7946 0000', slack: 'U024BE7LH', email: null },
  });
});

const SECRET =
  'the name of a secret such as "${PAGER}" (capitals, digits and _), never the secret itself';

describe('a problem names the place', () => {
  test.each([
    [
      'responders: { a: { pagerduty: R0UTINGKEY } }',
      `responders.a.pagerduty | (not shown) | ${SECRET}`,
    ],
    [
      'responders: { a: { webhook: "http://chat.example.com" } }',
      'responders.a.webhook | http://chat.example.com | an address that begins with https://, or null',
    ],
    [
      'responders: { a: { webhook: { url: "https://x.example/${TOKEN}" , key: plain } } }',
      `responders.a.webhook.key | (not shown) | ${SECRET}`,
    ],
    [
      'responders: { a: { rotation: primry } }\nrotations: { primary: ROTATION }',
      'responders.a.rotation | primry | the name of a rotation: did you mean primary? one of primary',
    ],
    [
      'responders: { a: { rotation: r } }',
      'responders.a.rotation | r | the name of a rotation: none is written under rotations',
    ],
    [
      'responders: { a: { slack: C024BE91L } }',
      'responders.a.slack | C024BE91L | a channel only where `slack:` has a `token:`',
    ],
    [
      'responders: { a: { schedule: PI7DH85 } }',
      'responders.a.schedule | PI7DH85 | a schedule only where `pagerduty:` has an `api_key:`',
    ],
    [
      'services: { shop: { a: { user_group: S0615G0KT } } }',
      'services.shop.a.user_group | S0615G0KT | a user group only where `slack:` has a `token:`',
    ],
    [
      'responders: { a: { schedule: Primary } }',
      "responders.a.schedule | Primary | a schedule's id in PagerDuty such as PI7DH85 (at the end of its address)",
    ],
    [
      'responders: { a: { user_group: "@dbas" } }',
      "responders.a.user_group | @dbas | a user group's id in Slack such as S0615G0KT",
    ],
    [
      'inform: { slack: C024BE91L }',
      'inform.slack | C024BE91L | a channel only where `slack:` has a `token:`',
    ],
    [
      'inform: { pager: ben }',
      'inform.pager | (not shown) | the keys here are slack, email, webhook',
    ],
    [
      'responders: { a: {} }',
      'responders.a | {} | at least one of people, rotation, schedule, user_group, pagerduty, slack, email, webhook',
    ],
    [
      'responders: { a: { pagerdty: x } }',
      'responders.a.pagerdty | (not shown) | did you mean pagerduty? the keys here are people, rotation, schedule, user_group, pagerduty, slack, email, webhook',
    ],
    [
      'people: { "a b": { email: a@b.example } }',
      'people.a b | {"email":"a@b.example"} | a GitHub login, such as ana',
    ],
    [
      'rotations: { r: { timezone: UTC, members: [], start: 2026-11-23 } }',
      'rotations.r.members | [] | at least one GitHub login',
    ],
    [
      'rotations: { r: { timezone: Mars, members: [ana], start: 2026-02-30 } }',
      'rotations.r.timezone | Mars | a time zone of the IANA database, such as Europe/Berlin or UTC',
    ],
  ])('%s', (text, problem) => {
    expect(problemsOf(text.replace('ROTATION', ROTATION))[0]).toBe(problem);
  });
});

test.each([
  'responders: { a: { pagerduty: in-the-open } }',
  'responders: { a: { pagerduty: [in-the-open, in-the-open] } }',
  'responders: { a: { pagerduty: { key: in-the-open } } }',
  'responders: { a: { webhook: { url: "https://x.example", key: in-the-open } } }',
  'slack: { token: in-the-open }',
])('a secret in the open is complained of and not repeated: %s', (text) => {
  const problems = problemsOf(text);
  expect(problems.join()).toContain('never the secret itself');
  expect(problems.join()).not.toContain('in-the-open');
});

const HOOK = 'https://hooks.chat.example/T024/B99/s3cr3t';
const TOKEN = 'xoxb-2024-abcdef';
const KEY = 'R0UTINGKEY0123456789ABCDEF012345';

test.each([
  `inform: { pager: ${KEY} }`,
  'inform: { password: hunter2 }',
  `slak: { token: ${TOKEN} }`,
  `slack: { bot_token: ${TOKEN} }`,
  `slack: ${TOKEN}`,
  `slack: [${TOKEN}]`,
  `pagerduty: { ${KEY} }`,
  `pager_key: ${KEY}`,
  `responders: { a: { slack: ${TOKEN} } }`,
  `responders: { a: { slack: { channel: C024BE91L, token: ${TOKEN} } } }`,
  `responders: { a: { webhook: "${HOOK.replace('https', 'http')}" } }`,
  `responders: { a: [{ pagerduty: ${KEY} }] }`,
  `services: { checkout: { on-call: { pager: ${KEY} } } }`,
  `people: { ana: { token: ${TOKEN} } }`,
  `people: { ana: { email: ${TOKEN} } }`,
  `slack: { token: "${TOKEN} }`,
  `pagerduty: { api_key: ${KEY}: }: `,
  'responders: { a: { slack: xoxbRoutingkeyroutingkey } }',
])('what may be a credential is not repeated, whatever name it stands under: %s', (text) => {
  const problems = problemsOf(text);
  expect(problems).not.toEqual([]);
  expect(problems.join()).not.toMatch(/hunter2|xoxb|s3cr3t|R0UTINGKEY/);
});

test.each([
  ['inform: { slack: general }', 'general'],
  ['responders: { a: { rotation: primry } }', 'primry'],
  ['clocks: { grace: soon }', 'soon'],
  ['clocks: { graze: 20s }', '20s'],
])('what is none is shown, so that it is found: %s', (text, value) => {
  expect(problemsOf(text).join()).toContain(`| ${value} |`);
});
