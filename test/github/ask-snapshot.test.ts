import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, MINUTE } from '../../src/core/time.ts';
import { createAskSnapshot } from '../../src/github/ask-snapshot.ts';
import { type Stage, setStage } from '../../src/sandbox/stage.ts';
import { openShop, SHOP, type Shop } from '../sandbox/shop.ts';

const VARIABLES = {
  owner: 'acme',
  repo: 'shop',
  number: 1,
  policyAt: 'HEAD:.github/incidents.yml',
  templatesAt: 'HEAD:.github/incident-templates',
  card: '',
  hasCard: false,
  postmortem: 2,
  hasPostmortem: true,
  frozen: null,
  hasFrozen: false,
  frozenInOrg: false,
};

interface Answer {
  readonly repository: {
    readonly postmortem: { readonly number: number; readonly parent?: object };
  };
}

describe('a snapshot', () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await openShop();
    for (const title of ['Down', 'Postmortem'])
      await shop.as('wim').rest.issues.create({ ...SHOP, title });
  });
  afterEach(() => shop.close());

  /** The postmortem as it is shown, and how many requests that took. */
  async function look(ask = createAskSnapshot(shop.clock)) {
    const github = await shop.asApp();
    const from = shop.sandbox.requests.length;
    const { repository } = await ask<Answer>(github, VARIABLES);
    const made = shop.sandbox.requests.slice(from);
    const requests = made.filter(({ route }) => route === 'GraphQL Snapshot').length;
    return { ...repository.postmortem, requests };
  }

  test('names the parent where the server has sub-issues', async () => {
    expect(await look()).toMatchObject({ number: 2, parent: null, requests: 1 });
  });

  test('of a server without sub-issues is asked for without, and for a day at once', async () => {
    shop.sandbox.trouble.without('sub-issues');
    const ask = createAskSnapshot(shop.clock);
    const first = await look(ask);
    expect(first).toMatchObject({ number: 2, requests: 2 });
    expect(first).not.toHaveProperty('parent');
    expect(await look(ask)).toMatchObject({ number: 2, requests: 1 });
    shop.clock.windTo(shop.clock.now() + DAY);
    expect(await look(ask)).toMatchObject({ requests: 2 });
    shop.sandbox.trouble.clear();
    shop.clock.windTo(shop.clock.now() + DAY);
    expect(await look(ask)).toMatchObject({ parent: null, requests: 1 });
  });

  test('that fails for another reason is not asked for again', async () => {
    shop.sandbox.trouble.fail({ route: 'GraphQL Snapshot', times: 1 });
    await expect(look()).rejects.toMatchObject({ status: 502 });
  });
});

describe('a server without sub-issues', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage({ start: Date.parse('2026-11-23T10:00:00Z') });
  });
  afterEach(() => stage.close());

  test('an incident runs to its postmortem, and the card says what there is not', async () => {
    const { world, trouble } = stage.sandbox;
    trouble.without('sub-issues', 'comment-pin');
    world.repository('acme/shop', { collaborators: { ana: 'write' } });
    world.installApp('acme');
    await stage.settle();
    const { issues } = stage.as('ana').rest;
    const here = { owner: 'acme', repo: 'shop' };
    await issues.create({ ...here, title: 'Down', labels: ['incident'] });
    await stage.settle();
    for (const body of ['/sev 1', '/ic', '/action add an index', '/resolve']) {
      await stage.wind(MINUTE);
      await issues.createComment({ ...here, issue_number: 1, body });
      await stage.settle();
    }
    const postmortem = await issues.get({ ...here, issue_number: 3 });
    expect(postmortem.data.title).toBe('Postmortem: Down');
    // What is no sub-issue is listed all the same.
    expect(postmortem.data.body).toContain('**0 of 1 done**\n\n- #2');
    await issues.update({ ...here, issue_number: 2, state: 'closed' });
    await stage.settle();
    expect((await issues.get({ ...here, issue_number: 3 })).data.body).toContain('**1 of 1 done**');
    const { data } = await issues.listComments({ ...here, issue_number: 1 });
    expect(data[0]?.body).toContain('The postmortem could not be made a sub-issue');
    expect(data[0]?.body).toContain('Action items could not be made sub-issues');
  });
});
