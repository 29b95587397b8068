import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { extract } from '../../src/cli/github-contract.ts';
import { DAY, MINUTE } from '../../src/core/time.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import { type Stage, setStage } from '../../src/sandbox/stage.ts';
import { breachesIn, contract, type Exchange } from './github-api.ts';
import { callsIn } from './github-calls.ts';
import { filesLike } from './sources.ts';

const shop = { owner: 'acme', repo: 'shop' };
const issue = { ...shop, issue_number: 1 };
/** Asked by Probot, so no source of ours names it. */
const TOKEN = 'POST /app/installations/{installation_id}/access_tokens';

let stage: Stage;
let rest: readonly LoggedRequest[] = [];
beforeAll(async () => {
  stage = await setStage({ start: Date.parse('2026-11-23T10:00:00Z'), sweepEvery: 30 * DAY });
  await furnish(stage);
  await live(stage);
  rest = stage.sandbox.requests.filter(({ route }) => !route.startsWith('GraphQL'));
});
afterAll(() => stage.close());

async function furnish({ sandbox, settle }: Stage): Promise<void> {
  const { world } = sandbox;
  for (const login of ['ana', 'ben', 'mia', 'zoe']) world.person(login);
  world.team('acme', 'sre', ['zoe']);
  world.repository('acme/shop', { collaborators: { ana: 'write', ben: 'write', mia: 'write' } });
  const form = new URL('../../.github/ISSUE_TEMPLATE/incident.yml', import.meta.url);
  world.addFile('acme/shop', '.github/ISSUE_TEMPLATE/incident.yml', readFileSync(form, 'utf8'));
  const policy =
    'responders: { on-call: [ana], eng-manager: [mia], director: [mia], execs: [mia] }\nrights: { teams: [sre] }';
  world.addFile('acme/shop', '.github/incidents.yml', policy);
  world.installApp('acme');
  await settle();
}

/** A SEV 1 from the form to the closed postmortem, with all that makes the app call something more. */
async function live(stage: Stage): Promise<void> {
  const { sandbox, as, settle, wind } = stage;
  sandbox.world.openForm('acme/shop', 'incident.yml', {
    by: 'ben',
    title: 'Checkout is down',
    answers: { 'What is broken?': 'Nobody can pay', Severity: 'SEV 1' },
  });
  await settle();
  await as('zoe').rest.issues.createComment({ ...issue, body: '/note I may, for I am in a team' });
  await settle();
  const said = ['/ic', '/ops @ben', '/sev 2 half can pay', '/update mitigating rolling back'];
  for (const body of [
    ...said,
    '/monitoring',
    '/ic @ben',
    '/action add an index',
    '/resolve rolled back',
  ]) {
    await as('ana').rest.issues.createComment({ ...issue, body });
    await settle();
    await wind(MINUTE);
  }
  await wind(DAY);
  sandbox.trouble.webhooks.drop(1);
  await as('ana').rest.issues.update({ ...issue, issue_number: 3, state: 'closed' });
  await settle();
  await stage.sweep();
  await settle();
}

const APP = ['src/*.ts', 'src/{effects,github,inbound,notifiers,web}/**/*.ts'];
const routesOf = (...patterns: readonly string[]): readonly string[] =>
  filesLike(...patterns)
    .flatMap(callsIn)
    .flatMap(({ call }) => (/^[A-Z]+ \//.test(call) ? [call] : []));

describe('the extract', () => {
  test('holds what the app and the terminal call, and nothing else', () => {
    const called = [TOKEN, ...routesOf(...APP), ...routesOf('src/cli/*.ts')];
    expect(Object.keys(contract.operations).sort()).toEqual([...new Set(called)].sort());
  });

  test('says which description it is from', () => {
    expect(contract.version).toMatch(/^23\.\d+\.\d+$/);
  });

  const response = (schema: object) => ({ content: { 'application/json': { schema } } });
  const description = {
    info: { version: '23.0.0' },
    paths: {
      '/things/{id}': {
        patch: {
          description: 'Changes a thing',
          parameters: [{ $ref: '#/components/parameters/id' }],
          requestBody: response({ type: 'string', nullable: true, enum: ['a'], example: 'a' }),
          responses: {
            200: response({ $ref: '#/components/schemas/thing' }),
            204: { description: 'Nothing' },
            404: { $ref: '#/components/responses/gone' },
          },
        },
      },
    },
    'x-webhooks': {
      'thing-gone': { post: { requestBody: response({ $ref: '#/components/schemas/owner' }) } },
    },
    components: {
      parameters: { id: { name: 'id', in: 'path', required: true, schema: { type: 'integer' } } },
      responses: { gone: response({ type: 'object' }) },
      schemas: {
        thing: {
          description: 'A thing',
          type: 'object',
          required: ['description'],
          properties: {
            description: { type: 'string', description: 'What it is' },
            owner: { nullable: true, allOf: [{ $ref: '#/components/schemas/owner' }] },
          },
        },
        owner: { type: 'object', nullable: true, title: 'Owner' },
        other: { type: 'object' },
      },
    },
  };

  test('keeps what decides, says null for nullable, and follows references', () => {
    expect(
      extract(description, { operations: ['PATCH /things/{id}'], webhooks: ['thing.gone'] }),
    ).toEqual({
      version: '23.0.0',
      operations: {
        'PATCH /things/{id}': {
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          body: { required: false, schema: { type: ['string', 'null'], enum: ['a', null] } },
          answers: { 200: { $ref: '#/schemas/thing' }, 204: null, 404: { type: 'object' } },
        },
      },
      webhooks: { 'thing.gone': { $ref: '#/schemas/owner' } },
      schemas: {
        owner: { type: ['object', 'null'] },
        thing: {
          type: 'object',
          required: ['description'],
          properties: {
            description: { type: 'string' },
            owner: { anyOf: [{ allOf: [{ $ref: '#/schemas/owner' }] }, { type: 'null' }] },
          },
        },
      },
    });
  });

  test('an operation or a webhook that GitHub does not have is a mistake', () => {
    const get = { operations: ['GET /things/{id}'], webhooks: [] };
    expect(() => extract(description, get)).toThrow('GET /things/{id}');
    const made = { operations: [], webhooks: ['thing.made'] };
    expect(() => extract(description, made)).toThrow('thing.made');
  });
});

describe('a SEV 1', () => {
  test('every request and every answer is as GitHub describes it', () => {
    expect([...new Set(rest.flatMap(breachesIn))]).toEqual([]);
  });

  test('plays every operation there is', () => {
    const played = new Set(rest.filter(({ by }) => by === 'app').map(({ route }) => route));
    expect([TOKEN, ...routesOf(...APP)].filter((route) => !played.has(route))).toEqual([]);
  });

  test('what the sandbox refuses it refuses as GitHub does', async () => {
    const { issues } = stage.as('ana').rest;
    const before = stage.sandbox.requests.length;
    const colour = { name: 'incident', color: 'b60205' };
    await expect(issues.createLabel({ ...shop, ...colour })).rejects.toThrow();
    await expect(issues.createMilestone({ ...shop, title: '' })).rejects.toThrow();
    await expect(issues.removeLabel({ ...issue, name: 'none' })).rejects.toThrow();
    await expect(issues.update({ ...issue, issue_number: 99, body: '' })).rejects.toThrow();
    const refused = stage.sandbox.requests.slice(before);
    expect(refused.map(({ status }) => status)).toEqual([422, 422, 404, 404]);
    expect(refused.flatMap(breachesIn)).toEqual([]);
  });
});

describe('a breach is found', () => {
  const first = (route: string): Exchange => {
    const found = rest.find((one) => one.route === route);
    if (!found) throw new Error(`Nobody asked ${route}`);
    return found;
  };
  const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}';
  const LABEL = 'POST /repos/{owner}/{repo}/labels';
  const UPDATE = `PATCH ${ISSUE}`;
  const ADD = `POST ${ISSUE}/labels`;
  const PIN = 'PUT /repos/{owner}/{repo}/issues/comments/{comment_id}/pin';
  const LIST = 'GET /app/installations';

  const more = (value: unknown, fields: object): object => ({ ...Object(value), ...fields });
  const cases: readonly [
    what: string,
    of: string,
    wrong: (one: Exchange) => object,
    say: string,
  ][] = [
    ['no such path', LABEL, () => ({ path: '/repos/acme/shop/label' }), 'no such operation'],
    ['no such method', LABEL, () => ({ method: 'PUT' }), 'no such operation'],
    ['a field left out', LABEL, () => ({ body: { color: 'b60205' } }), "property 'name'"],
    [
      'a field misspelt',
      LABEL,
      ({ body }) => ({ body: more(body, { colour: 'b60205' }) }),
      'the body must NOT have unevaluated properties colour',
    ],
    [
      'a field of another type',
      LABEL,
      ({ body }) => ({ body: more(body, { description: 7 }) }),
      'the body /description must be string',
    ],
    ['no body where one is wanted', LABEL, () => ({ body: {} }), "property 'name'"],
    ['a body where none is', PIN, () => ({ body: { pin: true } }), 'the body is not wanted'],
    ['no word of GitHub’s', UPDATE, () => ({ body: { state: 'shut' } }), 'the body /state must'],
    ['a list of what it is not', ADD, () => ({ body: { labels: [7] } }), 'the body /labels/0'],
    ['an empty list', ADD, () => ({ body: { labels: [] } }), 'fewer than 1 items'],
    ['an unknown parameter', LIST, () => ({ query: { size: '9' } }), 'parameter size is unknown'],
    [
      'a parameter’s type',
      LIST,
      () => ({ query: { per_page: 'all' } }),
      'per_page must be integer',
    ],
    ['a status', LABEL, () => ({ status: 200 }), 'the answer has the status 200'],
    ['no answer', LABEL, () => ({ answer: undefined }), 'the answer must be object'],
    [
      'an answer with a field too many',
      LABEL,
      ({ answer }) => ({ answer: more(answer, { colour: 'b60205' }) }),
      'the answer must NOT have unevaluated properties colour',
    ],
    [
      'an answer with a field too few',
      UPDATE,
      ({ answer }) => ({ answer: { ...more(answer, {}), updated_at: undefined } }),
      "the answer must have required property 'updated_at'",
    ],
    [
      'an answer with a time that is none',
      UPDATE,
      ({ answer }) => ({ answer: more(answer, { created_at: 'yesterday' }) }),
      'the answer /created_at must match format "date-time"',
    ],
    [
      'an answer with an address that is none',
      UPDATE,
      ({ answer }) => ({ answer: more(answer, { url: 'issues/1' }) }),
      'the answer /url must match format "uri"',
    ],
    ['an answer of another kind', LIST, () => ({ answer: {} }), 'the answer must be array'],
    ['an answer deep inside', LIST, () => ({ answer: [{}] }), 'the answer /0 must have required'],
  ];

  test.each(cases)('%s', (_what, of, wrong, say) => {
    const right = first(of);
    expect(breachesIn(right)).toEqual([]);
    expect(breachesIn({ ...right, ...wrong(right) }).join('\n')).toContain(say);
  });
});
