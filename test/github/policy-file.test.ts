import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { readPolicy } from '../../src/github/policy-file.ts';
import { policySchema } from '../../src/github/policy-schema.ts';
import { drawn } from '../support/drawn.ts';

const EXAMPLE = readFileSync(
  new URL('../../.github/incidents.example.yml', import.meta.url),
  'utf8',
);

/** The policy of a file that must be fine. */
function policyOf(text: string): Policy {
  const { policy, problems } = readPolicy(text);
  expect(problems).toEqual([]);
  if (!policy) throw new Error('No policy and no problem');
  return policy;
}

/** The problems of a file that must have some, one line each: `path | value | allowed`; where it is no YAML,
 * `line:column` stands for the path. */
function problemsOf(text: string): string[] {
  const { policy, problems } = readPolicy(text);
  expect(policy).toBeNull();
  return problems.map(({ path, line, column, value, allowed }) => {
    const place = path === 'this line' ? `line ${line}, column ${column}` : path;
    return `${place} | ${value} | ${allowed}`;
  });
}

const severity = (policy: Policy, level: number) =>
  policy.severities.find((row) => row.level === level);

describe('a file that asks for nothing gives the defaults', () => {
  test.each([
    [''],
    ['\n\n'],
    ['# nothing yet\n'],
    ['---\n'],
    ['~'],
    ['{}'],
    ['\uFEFF# with a byte order mark\n'],
    ['severities:\nresponders:\nclocks:\npostmortem:\nbusiness_hours:\n'],
    ['severities:\n  1:\n  4: {}\n'],
  ])('%j', (text) => expect(policyOf(text)).toEqual(DEFAULT_POLICY));
});

const FULL = EXAMPLE.replace(/^#\| ?/gm, '');

describe('the example', () => {
  test('is the default policy but for the people, and a time zone that is said', () => {
    expect(policyOf(EXAMPLE)).toEqual({
      ...DEFAULT_POLICY,
      hoursKnown: true,
      responders: {
        'on-call': ['ana', 'ben'],
        'eng-manager': ['cleo'],
        director: ['dana'],
        execs: ['eli', 'fay'],
      },
      reach: expect.anything(),
    });
  });

  test('is a policy, too, with what it shows behind #| in use', () => {
    const policy = policyOf(FULL);
    expect(policy.reach.database).toMatchObject({
      rotations: ['primary'],
      destinations: [
        { kind: 'pagerduty', key: { secret: 'PAGER' } },
        { kind: 'slack', token: { secret: 'SLACK_TOKEN' } },
        { kind: 'email' },
        { kind: 'webhook' },
      ],
    });
  });
});

describe('what is written lies over the defaults', () => {
  test('a row of the matrix, key by key', () => {
    const policy = policyOf(`
severities:
  1: { name: Meltdown, label: P1, colour: "#ABCDEF", respond: 5m, page: [sre], pin: false }
  2: { respond: null, update: null, roles: false, postmortem: false }
  4: { respond: 3d, meaning: Small }
`);
    expect(severity(policy, 1)).toEqual({
      ...severity(DEFAULT_POLICY, 1),
      name: 'Meltdown',
      label: 'P1',
      colour: 'abcdef',
      respondWithin: 5 * MINUTE,
      response: '5 minutes',
      page: ['sre'],
      pin: false,
    });
    expect(severity(policy, 2)).toEqual({
      ...severity(DEFAULT_POLICY, 2),
      respondWithin: null,
      response: 'next sprint',
      updateEvery: null,
      rolesRequired: false,
      postmortem: false,
    });
    expect(severity(policy, 3)).toEqual(severity(DEFAULT_POLICY, 3));
    expect(severity(policy, 4)).toMatchObject({ respondWithin: 3 * DAY, response: '3 days' });
  });

  test('roles: titles of one’s own, own roles, and one left out', () => {
    const policy = policyOf(`
roles:
  scribe: { title: Scribe, duty: writes down what happens, required: true }
  ops: { title: Tech Lead }
  comms: null
`);
    const [ic, ops] = DEFAULT_POLICY.roles;
    expect(policy.roles).toEqual([
      ic,
      { ...ops, title: 'Tech Lead' },
      { name: 'scribe', title: 'Scribe', duty: 'writes down what happens', required: true },
    ]);
  });

  test('labels: of statuses with their looks, and the others', () => {
    const policy = policyOf(`
statuses:
  mitigating: { label: fixing, colour: "#ABCDEF", description: We are at it }
  resolved: { colour: 123456 }
labels: { drill: exercise, action_item: follow-up }
`);
    expect(policy.statuses).toEqual({
      ...DEFAULT_POLICY.statuses,
      mitigating: { name: 'fixing', colour: 'abcdef', description: 'We are at it' },
      resolved: { ...DEFAULT_POLICY.statuses.resolved, colour: '123456' },
    });
    expect(policy.labels).toEqual({
      unconfirmed: DEFAULT_POLICY.labels.unconfirmed,
      drill: { ...DEFAULT_POLICY.labels.drill, name: 'exercise' },
      actionItem: { ...DEFAULT_POLICY.labels.actionItem, name: 'follow-up' },
    });
  });

  test('rights', () => {
    const policy = policyOf(`
rights: { command: write, teams: [sre, platform_ops], people: "@Ana", declare: responders }
`);
    expect(policy.rights).toEqual({
      command: 'write',
      teams: ['sre', 'platform_ops'],
      people: ['ana'],
      declare: 'responders',
    });
  });

  test('a level of one’s own', () => {
    const policy = policyOf('severities: { 5: { name: Idea, meaning: Could be nicer } }');
    expect(policy.severities.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5]);
    expect(severity(policy, 5)).toEqual({
      level: 5,
      name: 'Idea',
      label: 'SEV 5',
      colour: 'ededed',
      meaning: 'Could be nicer',
      respondWithin: null,
      response: 'next sprint',
      page: [],
      pageIn: 'any',
      rolesRequired: false,
      updateEvery: null,
      postmortem: false,
      pin: false,
    });
  });

  test.each([
    ['000000', '000000'],
    ['0e1234', '0e1234'],
    ['123456', '123456'],
    ['012345', '012345'],
    ['"#FBCA04"', 'fbca04'],
  ])('a colour that YAML might take for a number: %s', (written, colour) => {
    const policy = policyOf(`severities: { 3: { colour: ${written} } }`);
    expect(severity(policy, 3)?.colour).toBe(colour);
  });

  test('a meaning over several lines, and labels that have changed places', () => {
    const policy = policyOf(`
severities:
  1:
    meaning: >
      All is
      lost
    label: SEV 2
  2:
    label: SEV 1
`);
    expect(severity(policy, 1)).toMatchObject({ meaning: 'All is lost', label: 'SEV 2' });
    expect(severity(policy, 2)).toMatchObject({ label: 'SEV 1' });
  });

  test('responders: one or several, with or without @, each once', () => {
    const policy = policyOf(`
responders:
  on-call: "@ana"
  execs: [ "@Ben", ben, 1234, managed_user ]
  nobody: []
manager: execs
`);
    expect(policy.responders).toEqual({
      'on-call': ['ana'],
      execs: ['ben', '1234', 'managed_user'],
      nobody: [],
    });
    expect(policy.manager).toBe('execs');
  });

  test('bots: one or several, as REST or GraphQL write them, each once', () => {
    expect(policyOf('bots: [Renovate, "renovate[bot]", "@github-actions[bot]"]').bots).toEqual([
      'renovate',
      'github-actions',
    ]);
    expect(policyOf('bots: renovate').bots).toEqual(['renovate']);
    expect(policyOf('manager: execs').bots).toEqual([]);
  });

  test('clocks, postmortem, hours, the unknown severity', () => {
    const policy = policyOf(`
unknown_severity: 3
clocks: { grace: 0s, commander: 1m, mitigation: 30d, update_silence: 1h 30m, rounds: 10 }
postmortem: { within: 5d, due: body, owed_by: final, guide: "https://wiki.example/postmortems", repository: Acme/Postmortems }
business_hours: { timezone: Asia/Kathmandu, days: [sun, mon, sun], from: 8:30, to: "24:00" }
`);
    expect(policy).toEqual({
      ...DEFAULT_POLICY,
      unknown: 3,
      clocks: {
        grace: 0,
        commander: MINUTE,
        mitigation: 30 * DAY,
        updateSilence: 90 * MINUTE,
        rounds: 10,
      },
      postmortem: {
        within: 5 * DAY,
        due: 'body',
        owedBy: 'final',
        guide: 'https://wiki.example/postmortems',
        repository: 'acme/postmortems',
      },
      hoursKnown: true,
      businessHours: { timezone: 'Asia/Kathmandu', days: [1, 7], from: 510, to: 1440 },
    });
  });

  test('one key of a section leaves its others', () => {
    const policy = policyOf(
      'clocks: { rounds: 1 }\npostmortem: { due: body }\nbusiness_hours: { timezone: Europe/Berlin }',
    );
    expect(policy.clocks).toEqual({ ...DEFAULT_POLICY.clocks, rounds: 1 });
    expect(policy.clocks.grace).toBe(20 * SECOND);
    expect(policy.postmortem).toEqual({ ...DEFAULT_POLICY.postmortem, due: 'body' });
    expect(policy.postmortem.within).toBe(48 * HOUR);
    expect(policy.businessHours).toEqual({
      ...DEFAULT_POLICY.businessHours,
      timezone: 'Europe/Berlin',
    });
  });
});

const KEYS_OF_ALL = `the keys here are ${Object.keys(policySchema.shape).join(', ')}`;
const LENGTH = 'a length of time such as 90s, 15m, 24h or 2d, from 1m to 30d';
const REACH =
  'GitHub logins such as [ana, ben], or a mapping with people, rotation, schedule, user_group, pagerduty, slack, email, webhook';
const LOGINS = 'GitHub logins of people, such as ana or [ana, ben]; teams cannot be paged';
const GROUP =
  'a group name: lower-case letters, digits, - and _, a letter first, at most 50 characters';
const BOTS =
  'logins of bots, such as renovate or "github-actions[bot]" (brackets need quotes), at most 50';
const COLOUR = 'six hexadecimal digits such as b60205 (in quotes where # stands before them)';
const DAYS = 'a list of one or more of mon, tue, wed, thu, fri, sat, sun';
const TIME = 'a time of day such as "09:00", from "00:00" to "24:00"';
const LINE = 'text on one line, at most 50 characters (a number needs quotes)';
const LABEL =
  'the name of a label: one line without commas, at most 50 characters (a number needs quotes)';
const ROLE =
  'the name of a role as it is typed: lower-case letters, digits and -, a letter first, at most 30 characters';
const LEVEL = 'a level from 1 (the worst) to 9';

describe('a problem names the place, what stands there and what is allowed', () => {
  test.each([
    ['severitys: {}', `severitys | (not shown) | did you mean severities? ${KEYS_OF_ALL}`],
    ['pager: x', `pager | (not shown) | ${KEYS_OF_ALL}`],
    [
      'clocks: { rouns: 2 }',
      'clocks.rouns | 2 | did you mean rounds? the keys here are grace, commander, mitigation, update_silence, rounds',
    ],
    ['severities: []', 'severities | [] | a mapping from levels (1, 2, …) to what they mean'],
    ['severities: { 0: {} }', `severities.0 | {} | ${LEVEL}`],
    ['severities: { SEV 1: {} }', `severities.SEV 1 | {} | ${LEVEL}`],
    ['severities: { 1: { label: 7 } }', `severities.1.label | 7 | ${LABEL}`],
    ['severities: { 1: { label: "a,b" } }', `severities.1.label | a,b | ${LABEL}`],
    ['labels: { drill: "" }', `labels.drill | nothing | ${LABEL}`],
    ['severities: { 1: { name: " " } }', `severities.1.name | nothing | ${LINE}`],
    ['severities: { 1: { name: "a\\nb" } }', `severities.1.name | a b | ${LINE}`],
    [
      `severities: { 1: { label: ${'l'.repeat(51)} } }`,
      `severities.1.label | ${'l'.repeat(51)} | ${LABEL}`,
    ],
    [
      `severities: { 1: { meaning: ${'m'.repeat(101)} } }`,
      `severities.1.meaning | ${'m'.repeat(59)}… | text on one line, at most 100 characters (a number needs quotes)`,
    ],
    ['severities: { 1: { colour: red } }', `severities.1.colour | red | ${COLOUR}`],
    ['severities: { 1: { colour: 1234567 } }', `severities.1.colour | 1234567 | ${COLOUR}`],
    ['severities:\n 1:\n  colour: #b60205', `severities.1.colour | nothing | ${COLOUR}`],
    ['severities: { 1: { respond: 15 } }', `severities.1.respond | 15 | ${LENGTH}`],
    ['severities: { 1: { respond: 59s } }', `severities.1.respond | 59s | ${LENGTH}`],
    ['severities: { 1: { update: soon } }', `severities.1.update | soon | ${LENGTH}`],
    [
      'severities: { 1: { page: on-call } }',
      'severities.1.page | on-call | a list of group names, such as [on-call, director]',
    ],
    ['severities: { 1: { page: [On Call] } }', `severities.1.page.0 | On Call | ${GROUP}`],
    ['severities: { 1: { roles: "yes" } }', 'severities.1.roles | yes | true or false'],
    [
      'severities: { 3: { page_in: night } }',
      'severities.3.page_in | night | any or business-hours',
    ],
    ['severities: { 1: { pin: 1 } }', 'severities.1.pin | 1 | true or false'],
    [
      'roles: [scribe]',
      'roles | ["scribe"] | a mapping from roles (ic, ops, comms, or your own) to what they are',
    ],
    ['roles: { The Scribe: { title: Scribe } }', `roles.The Scribe | {"title":"Scribe"} | ${ROLE}`],
    ['roles: { constructor: { title: a } }', `roles.constructor | {"title":"a"} | ${ROLE}`],
    [
      'roles: { ic: { titel: Boss } }',
      'roles.ic.titel | Boss | did you mean title? the keys here are title, duty, required',
    ],
    ['roles: { ic: { title: "" } }', `roles.ic.title | nothing | ${LINE}`],
    ['roles: { ic: { required: always } }', 'roles.ic.required | always | true or false'],
    [
      'statuses: { fixing: {} }',
      'statuses.fixing | {} | the keys here are investigating, mitigating, monitoring, resolved',
    ],
    ['statuses: { resolved: { colour: green } }', `statuses.resolved.colour | green | ${COLOUR}`],
    [
      'labels: { incident: outage }',
      'labels.incident | outage | the keys here are unconfirmed, drill, action_item',
    ],
    ['rights: { command: read }', 'rights.command | read | triage, write or maintain'],
    ['rights: { declare: all }', 'rights.declare | all | anyone or responders'],
    [
      'rights: { teams: ["@acme/sre"] }',
      'rights.teams.0 | @acme/sre | a list of teams of the organisation by their slugs, such as [sre, platform-ops]; at most 10',
    ],
    ['unknown_severity: two', `unknown_severity | two | ${LEVEL}`],
    ['responders: [ana]', 'responders | ["ana"] | a mapping from group names to who is in them'],
    ['responders: { On-Call: ana }', `responders.On-Call | ana | ${GROUP}`],
    ['responders: { constructor: ana }', `responders.constructor | ana | ${GROUP}`],
    ['responders: { a: [ana, -x] }', `responders.a.1 | -x | ${LOGINS}`],
    ['responders: { a: "@org/team" }', `responders.a | @org/team | ${LOGINS}`],
    ['responders: { a: [ana, { b: c }] }', `responders.a.1 | {"b":"c"} | ${LOGINS}`],
    ['responders:\n  a:\n', `responders.a | nothing | ${REACH}`],
    ['manager: "@ana"', `manager | @ana | ${GROUP}`],
    ['bots: [-x]', `bots.0 | -x | ${BOTS}`],
    ['bots: { a: b }', `bots | {"a":"b"} | ${BOTS}`],
    ['clocks: { rounds: 0 }', 'clocks.rounds | 0 | a whole number from 1 to 10'],
    ['clocks: { rounds: 2.5 }', 'clocks.rounds | 2.5 | a whole number from 1 to 10'],
    ['clocks: { commander: 0s }', `clocks.commander | 0s | ${LENGTH}`],
    ['clocks: { grace: 31d }', `clocks.grace | 31d | ${LENGTH.replace('1m', '0s')}`],
    ['postmortem: { due: issue }', 'postmortem.due | issue | milestone or body'],
    ['postmortem: { owed_by: all }', 'postmortem.owed_by | all | highest or final'],
    [
      'postmortem: { guide: "http://wiki" }',
      'postmortem.guide | http://wiki | an address that begins with https://, or null',
    ],
    [
      'postmortem: { guide: "javascript:alert(1)" }',
      'postmortem.guide | javascript:alert(1) | an address that begins with https://, or null',
    ],
    [
      'business_hours: { timezone: Mars/Olympus }',
      'business_hours.timezone | Mars/Olympus | a time zone of the IANA database, such as Europe/Berlin or UTC',
    ],
    ['business_hours: { days: [] }', `business_hours.days | [] | ${DAYS}`],
    ['business_hours: { days: [mon, Tuesday] }', `business_hours.days.1 | Tuesday | ${DAYS}`],
    ['business_hours: { from: 9 }', `business_hours.from | 9 | ${TIME}`],
    ['business_hours: { to: "24:01" }', `business_hours.to | 24:01 | ${TIME}`],
  ])('%s', (text, problem) => expect(problemsOf(text)).toEqual([problem]));

  test.each([
    ['manager: "@ana"', '1:11'],
    ['# hello\r\n\r\nclocks:\r\n  rounds: 0\r\n', '4:11'],
    ['responders:\n  on-call:\n    - ana\n    - -x', '4:7'],
    ['responders: { on-call: [ana, -x] }', '1:30'],
    // A key that nothing stands behind, and one whose value stands below it.
    ['severities:\n  1:\n    colour: #b60205\n', '3:5'],
    ['manager:\n  - ana\n', '1:1'],
    ['severities:\n  1: {}\n  7: { name: a, meaning: b }\n', '3:6'],
    // Of what is missing, where it would be.
    ['roles:\n  ic: {}\n  scribe: { duty: a }\n', '3:11'],
    ['business_hours:\n  timezone: UTC\n  from: "18:00"\n', '3:10'],
    ['foo: 1', '1:6'],
    ['"clocks":\n  ? rounds\n  : 0\n', '2:5'],
    ['[]', '1:1'],
    ['clocks:\n\trounds: 3', '2:1'],
    ['a: 1\n---\nb: 2', '1:1'],
  ])('%j is wrong at %s', (text, place) => {
    const { problems } = readPolicy(text);
    expect(problems.map(({ line, column }) => `${line}:${column}`)).toEqual([place]);
  });

  test('several at once, each place once', () => {
    expect(problemsOf('clocks: { rounds: 0, grace: x }\nmanager: []\nfoo: 1')).toEqual([
      `clocks.grace | x | ${LENGTH.replace('1m', '0s')}`,
      'clocks.rounds | 0 | a whole number from 1 to 10',
      `manager | [] | ${GROUP}`,
      `foo | (not shown) | ${KEYS_OF_ALL}`,
    ]);
  });

  test('a hundred people in a group are fine, one more is not', () => {
    const people = (many: number) =>
      `responders: { all: [${Array.from({ length: many }, (_, at) => `p${at}`).join(',')}] }`;
    expect(policyOf(people(100)).responders.all).toHaveLength(100);
    expect(problemsOf(people(101))).toEqual([
      expect.stringMatching(/^responders\.all \| .* \| at most 100 people in one group$/),
    ]);
  });

  test('twenty at most', () => {
    const many = Array.from({ length: 50 }, (_, at) => `k${at}: 1`).join('\n');
    expect(problemsOf(many)).toHaveLength(20);
  });

  test('and the file, as it is called', () => {
    const ours = readPolicy('foo: 1').problems.map(({ file }) => file);
    const theirs = readPolicy('[', 'acme/.github: .github/incidents.yml').problems;
    expect(ours).toEqual(['.github/incidents.yml']);
    expect(theirs.map(({ file }) => file)).toEqual(['acme/.github: .github/incidents.yml']);
  });
});

describe('values that do not go together', () => {
  test.each([
    [
      'severities: { 1: { label: sev 2 } }',
      ['severities.1.label | sev 2 | a label of its own: level 2 has this one'],
    ],
    [
      'severities: { 1: { label: P }, 2: { label: p } }',
      [
        'severities.1.label | P | a label of its own: level 2 has this one',
        'severities.2.label | p | a label of its own: level 1 has this one',
      ],
    ],
    [
      'severities: { 4: { label: Postmortem } }',
      [
        'severities.4.label | Postmortem | a label of its own: what is found by the name postmortem has this one',
      ],
    ],
    [
      'severities: { 4: { label: "Status: Mitigating" } }',
      [
        'severities.4.label | Status: Mitigating | a label of its own: the status mitigating has this one',
      ],
    ],
    [
      'statuses: { monitoring: { label: watch } }\nlabels: { drill: WATCH }',
      [
        'statuses.monitoring.label | watch | a label of its own: labels.drill has this one',
        'labels.drill | WATCH | a label of its own: the status monitoring has this one',
      ],
    ],
    [
      'labels: { unconfirmed: incident }',
      [
        'labels.unconfirmed | incident | a label of its own: what is found by the name incident has this one',
      ],
    ],
    [
      'roles: { ic: null }',
      ['roles.ic | nothing | what the role is: an incident always has a commander'],
    ],
    [
      'roles: { scribe: { duty: writes }, coms: }',
      [
        'roles.scribe.title | nothing | a title: scribe is a role of your own',
        'roles.coms.title | nothing | a title: coms is a role of your own (did you mean comms?)',
      ],
    ],
    [
      'roles: { scribe: { title: operations lead } }',
      ['roles.scribe.title | operations lead | a title that no other role has'],
    ],
    [
      `roles: { ${[...'abcdefgh'].map((name) => `${name}: { title: ${name} }`).join(', ')} }`,
      [expect.stringMatching(/^roles \| .* \| at most 10 roles, ic, ops and comms among them$/)],
    ],
    [
      'severities: { 6: { name: Six, meaning: Sixth } }',
      ['severities.6 | {"name":"Six","meaning":"Sixth"} | levels without a gap: 5 is next'],
    ],
    [
      'severities: { 5: }',
      [
        'severities.5.name | nothing | a name of its own: level 5 has no default',
        'severities.5.meaning | nothing | a meaning of its own: level 5 has no default',
      ],
    ],
    ['unknown_severity: 5', ['unknown_severity | 5 | a level from 1 to 4']],
    [
      'business_hours: { from: "17:00" }',
      ['business_hours.from | 17:00 | a time of day before `to` (17:00)'],
    ],
    [
      'business_hours: { from: "22:00", to: "06:00" }',
      ['business_hours.to | 06:00 | a time of day after `from`, the same day'],
    ],
  ])('%s', (text: string, problems: unknown[]) => expect(problemsOf(text)).toEqual(problems));

  test('labels that have changed places are fine', () => {
    const policy = policyOf(
      'statuses: { mitigating: { label: drill } }\nlabels: { drill: "status: mitigating" }',
    );
    expect(policy.statuses.mitigating.name).toBe('drill');
  });

  test('an unknown severity that the file itself adds is fine', () => {
    expect(
      policyOf('severities: { 5: { name: a, meaning: b } }\nunknown_severity: 5').unknown,
    ).toBe(5);
  });
});

describe('what is no YAML mapping', () => {
  const MAPPING = KEYS_OF_ALL.replace('the keys here are', 'a mapping with the keys');
  test.each([
    ['[]', `the whole file | [] | ${MAPPING}`],
    ['hello', `the whole file | hello | ${MAPPING}`],
    ['42', `the whole file | 42 | ${MAPPING}`],
    [
      'clocks:\n  rounds: [3',
      'line 2, column 13 | rounds: [3 | YAML: unexpected end of the stream within a flow collection',
    ],
    ['manager: a\r\nmanager: b', 'line 2, column 1 | manager: b | YAML: duplicated mapping key'],
    [
      'clocks:\n\trounds: 3',
      'line 2, column 1 | rounds: 3 | YAML: tab characters must not be used in indentation',
    ],
    [
      '__proto__: { rounds: 3 }',
      'line 1, column 1 | __proto__: { rounds: 3 } | YAML: the key __proto__ is not allowed',
    ],
    [
      'responders:\n  "__proto__": [ana]',
      'line 2, column 4 | "__proto__": [ana] | YAML: the key __proto__ is not allowed',
    ],
    [
      'manager: a\n---\nmanager: b',
      'the whole file | 2 documents | one YAML document, without --- in between',
    ],
    [
      'a: &a [x]\nb: *a',
      'line 2, column 5 | b: *a | no aliases (*name): write the value out once more',
    ],
    ['[[[[[[[[[[[[', 'line 1, column 10 | [[[[[[[[[[[[ | YAML: nesting exceeded maxDepth (10)'],
    [
      'manager: !!js/function a',
      'line 1, column 10 | manager: !!js/function a | YAML: unknown scalar tag !<tag:yaml.org,2002:js/function>',
    ],
  ])('%j', (text, problem) => expect(problemsOf(text)).toEqual([problem]));

  test('a bomb of aliases is refused before it unfolds', () => {
    const nine = (of: string) => `[${Array.from({ length: 9 }, () => of).join(', ')}]`;
    const letters = [...'abcdefghi'];
    const bomb = letters.map(
      (name, at) => `${name}: &${name} ${nine(at ? `*${letters[at - 1]}` : 'lol')}`,
    );
    expect(problemsOf(bomb.join('\n'))).toEqual([
      'line 2, column 9 | b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a] | no aliases (*name): write the value out once more',
    ]);
  });

  test('64 KB are read, a byte more is not', () => {
    const full = `#${'x'.repeat(64 * 1024 - 1)}`;
    expect(policyOf(full)).toEqual(DEFAULT_POLICY);
    expect(problemsOf(`${full}x`)).toEqual(['the whole file | 65 KB | at most 64 KB']);
    expect(problemsOf(`#${'é'.repeat(33_000)}`)).toEqual([
      'the whole file | 65 KB | at most 64 KB',
    ]);
  });
});

describe('whatever comes', () => {
  const lines = EXAMPLE.split('\n').filter((line) => line.trim() !== '' && !/^ *#/.test(line));

  test('is read to a policy or to problems, never to an exception', () => {
    const fragments = fc.array(
      fc.oneof(
        fc.constantFrom(...lines),
        fc.string(),
        fc.constantFrom('  ', ': ', '- ', '*a', '&a', '{', '}'),
      ),
    );
    fc.assert(
      fc.property(fragments, fc.constantFrom('\n', ''), (parts, glue) => {
        const { policy, problems } = readPolicy(parts.join(glue));
        expect(policy === null).toBe(problems.length > 0);
        for (const { path, line, column, value, allowed } of problems) {
          expect(path).not.toBe('');
          expect(Math.min(line, column)).toBeGreaterThan(0);
          expect(allowed).not.toBe('');
          expect(value.length).toBeLessThanOrEqual(60);
        }
      }),
      drawn(50),
    );
  });

  test('any JSON in any key is read the same way', () => {
    const keys = fc.constantFrom('severities', 'responders', 'clocks', 'manager', 'business_hours');
    fc.assert(
      fc.property(keys, fc.jsonValue({ maxDepth: 3 }), (key, value) => {
        const { policy, problems } = readPolicy(JSON.stringify({ [key]: value }));
        expect(policy === null).toBe(problems.length > 0);
      }),
      drawn(50),
    );
  });
});
