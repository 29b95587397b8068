import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../src/core/time.ts';
import { type Stage, setStage } from '../src/sandbox/stage.ts';

/*
 * Whoever has the webhook secret can say anything in GitHub's name. On the shop's issue 1 runs an incident, its issue 2
 * is an ordinary one, and so is the issue 1 of a private repository of somebody else's.
 */
const here = { owner: 'acme', repo: 'shop' };
let stage: Stage;
let installation: number;

beforeEach(async () => {
  stage = await setStage({ start: Date.parse('2026-11-23T10:00:00Z'), sweepEvery: 12 * HOUR });
  const { world } = stage.sandbox;
  world.repository('acme/shop', { collaborators: { ana: 'admin', eve: 'read' } });
  world.repository('zeta/vault', { private: true, collaborators: { zoe: 'admin' } });
  world.addFile('acme/shop', '.github/incidents.yml', 'responders: { on-call: [ana] }');
  installation = world.installApp('acme');
  world.installApp('zeta');
  await stage.wind(MINUTE);
  const { issues } = stage.as('ana').rest;
  await issues.create({ ...here, title: 'Down', labels: ['incident', 'SEV 2'] });
  await issues.create({ ...here, title: 'Slow' });
  await stage.as('zoe').rest.issues.create({ owner: 'zeta', repo: 'vault', title: 'Secret' });
  await stage.settle();
});
afterEach(() => stage.close());

interface Forged {
  readonly event: 'issues' | 'issue_comment' | 'repository_dispatch';
  readonly action: string;
  readonly repository?: string;
  /** Whose id is claimed to be that repository's. */
  readonly id?: string;
  readonly [field: string]: unknown;
}

const idOf = (fullName: string): number => {
  for (const one of stage.sandbox.world.store.tables.repositories.values())
    if (one.fullName === fullName) return one.id;
  throw new Error(`There is no ${fullName}`);
};

/** What the app wrote after that came in with a right signature. */
async function written(forged: Forged): Promise<readonly string[]> {
  const { event, action, repository = 'acme/shop', id = repository, ...more } = forged;
  const [login = '', name = ''] = repository.split('/');
  const from = stage.sandbox.requests.length;
  const payload = {
    action,
    sender: { id: 1, login: 'ana', type: 'User' },
    installation: { id: installation },
    repository: { id: idOf(id), name, owner: { id: 2, login } },
    ...more,
  };
  stage.sandbox.forge(event, payload);
  await stage.settle();
  return stage.sandbox.requests
    .slice(from)
    .filter(({ by, changed }) => by === 'app' && changed)
    .map(({ route }) => route);
}

const issue = (number: number, labels: readonly string[] = []) => ({
  number,
  body: '',
  updated_at: '2026-11-23T10:01:00Z',
  user: { id: 1, login: 'ana', type: 'User' },
  labels: labels.map((name) => ({ name })),
});
const comment = (body: string, login = 'ana') => ({
  id: 77,
  body,
  created_at: '2026-11-23T10:01:00Z',
  updated_at: '2026-11-23T10:01:00Z',
  user: { id: 1, login, type: 'User' },
});

describe('a forged webhook', () => {
  const labelled = { event: 'issues', action: 'labeled' } as const;
  const said = { event: 'issue_comment', action: 'created' } as const;

  test('that says an issue has the label makes no incident: GitHub is asked', async () => {
    expect(await written({ ...labelled, issue: issue(2, ['incident']) })).toEqual([]);
  });

  test('that says a command was typed runs none', async () => {
    const issue1 = issue(1, ['incident']);
    expect(await written({ ...said, issue: issue1, comment: comment('/sev 1') })).toEqual([]);
    expect(await written({ ...said, issue: issue1, comment: comment('/resolve') })).toEqual([]);
  });

  test('that says an issue was closed or deleted ends none: GitHub is asked', async () => {
    const closed = { ...issue(1, ['incident']), state: 'closed' };
    expect(await written({ event: 'issues', action: 'closed', issue: closed })).toEqual([]);
    expect(await written({ event: 'issues', action: 'deleted', issue: closed })).toEqual([]);
    expect(stage.sandbox.world.issue('acme/shop', 1).state).toBe('open');
    await stage.as('ana').rest.issues.createComment({ ...here, issue_number: 1, body: '/resolve' });
    await stage.settle();
    expect(stage.sandbox.world.issue('acme/shop', 1).state).toBe('closed');
  });

  test('with the id of one repository and the name of another reaches neither', async () => {
    const repository = 'zeta/vault';
    const mixed = { ...labelled, repository, id: 'acme/shop', issue: issue(1, ['incident']) };
    expect(await written(mixed)).toEqual([]);
    const other = { ...labelled, id: repository, issue: issue(1, ['incident']) };
    expect(await written(other)).toEqual([]);
  });

  test('for another installation’s repository reaches nothing there', async () => {
    const repository = 'zeta/vault';
    expect(await written({ ...labelled, repository, issue: issue(1, ['incident']) })).toEqual([]);
    const command = { ...said, repository, issue: issue(1), comment: comment('/incident') };
    expect(await written(command)).toEqual([]);
    expect(stage.sandbox.world.issue('zeta/vault', 1).comments).toEqual([]);
  });

  test('for a public repository where the app is not writes nothing there', async () => {
    const { world } = stage.sandbox;
    world.repository('open/source', { collaborators: { zoe: 'admin' } });
    world.addFile('open/source', '.github/incidents.yml', 'responders: { on-call: [zoe] }');
    const where = { owner: 'open', repo: 'source' };
    await stage.as('zoe').rest.issues.create({ ...where, title: 'Down', labels: ['incident'] });
    const forged = { ...labelled, repository: 'open/source', issue: issue(1, ['incident']) };
    expect(await written(forged)).toEqual([]);
    expect(world.issue('open/source', 1).comments).toEqual([]);
  });
});

test('a mark in a postmortem leads to no other owner’s incident, whatever somebody makes of it', async () => {
  const { sandbox, as, settle, wind } = stage;
  const vault = { owner: 'zeta', repo: 'vault', issue_number: 1 };
  await as('zoe').rest.issues.createLabel({ ...vault, name: 'incident', color: 'b60205' });
  await as('zoe').rest.issues.addLabels({ ...vault, labels: ['incident'] });
  await settle();
  await as('zoe').rest.issues.createComment({ ...vault, body: '/ack' });
  await as('ana').rest.issues.createComment({ ...here, issue_number: 1, body: '/resolve' });
  await settle();
  const { body } = sandbox.world.issue('acme/shop', 3);
  expect(body).toMatch(/ of #1 -->/);
  for (const name of ['zeta/vault', 'acme/shop']) {
    const mark = body.replace(' of #1 -->', ` of #1 in ${name} ${idOf('zeta/vault')} -->`);
    await as('ana').rest.issues.update({ ...here, issue_number: 3, body: mark });
    await settle();
  }
  await wind(10 * MINUTE);
  const said = sandbox.world.issue('zeta/vault', 1).comments.map((one) => one.body);
  expect(said.filter((one) => one.includes('nobody has commanded'))).toHaveLength(1);
});

describe('and what cannot be read again is believed, as far as it goes', () => {
  test('`/incident` in the name of somebody who may, once, and where the app is', async () => {
    const command = { event: 'issue_comment', action: 'created', issue: issue(2) } as const;
    await written({ ...command, comment: comment('/incident 1') });
    const names = () => stage.sandbox.world.issue('acme/shop', 2).labels.map(({ name }) => name);
    expect(names()).toContain('SEV 1');
  });

  test('but not in the name of somebody who may not', async () => {
    const command = { event: 'issue_comment', action: 'created', issue: issue(2) } as const;
    await written({ ...command, comment: comment('/incident 1', 'eve') });
    expect(stage.sandbox.world.issue('acme/shop', 2).labels).toEqual([]);
  });

  test('a dispatch', async () => {
    const client_payload = { title: 'All is lost', severity: 1 };
    await written({ event: 'repository_dispatch', action: 'incident', client_payload });
    expect(stage.sandbox.world.issues('acme/shop')).toHaveLength(3);
  });
});
