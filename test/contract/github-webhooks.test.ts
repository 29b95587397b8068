import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openShop, SHOP, type Shop } from '../sandbox/shop.ts';
import { contract, payloadBreachesIn } from './github-api.ts';

const ISSUE = { ...SHOP, issue_number: 1 };

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
  await actAll(shop);
});
afterAll(() => shop.close());

/** Everything that a webhook tells of. */
async function actAll({ as, sandbox }: Shop): Promise<void> {
  const { world } = sandbox;
  const { rest, graphql } = as('ada');
  const { issues } = rest;
  await issues.createMilestone({ ...SHOP, title: 'soon' });
  const look = { color: 'b60205', description: 'Something is broken' };
  await issues.createLabel({ ...SHOP, name: 'urgnt', ...look });
  await issues.updateLabel({ ...SHOP, name: 'urgnt', new_name: 'urgent' });
  const { data } = await issues.create({
    ...SHOP,
    title: 'Down',
    labels: ['urgent'],
    milestone: 1,
  });
  await issues.update({ ...ISSUE, title: 'Up', body: 'and running', milestone: null });
  await issues.addAssignees({ ...ISSUE, assignees: ['tom'] });
  await issues.removeAssignees({ ...ISSUE, assignees: ['tom'] });
  await issues.lock(ISSUE);
  await issues.unlock(ISSUE);
  for (const act of ['pinIssue', 'unpinIssue'])
    await graphql(`mutation Turn($id: ID!) { ${act}(input: { issueId: $id }) { issue { id } } }`, {
      id: data.node_id,
    });
  const { data: said } = await issues.createComment({ ...ISSUE, body: 'one' });
  await issues.updateComment({ ...SHOP, comment_id: said.id, body: 'two' });
  await issues.deleteComment({ ...SHOP, comment_id: said.id });
  const { data: ours } = await (await shop.asApp()).rest.issues.createComment({
    ...ISSUE,
    body: 'by the app',
  });
  await issues.deleteComment({ ...SHOP, comment_id: ours.id });
  await issues.update({ ...ISSUE, state: 'closed', state_reason: 'not_planned' });
  await issues.update({ ...ISSUE, state: 'open' });
  await issues.removeLabel({ ...ISSUE, name: 'urgent' });
  await issues.addLabels({ ...ISSUE, labels: ['urgent'] });
  await issues.deleteLabel({ ...SHOP, name: 'urgent' });
  world.repository('acme/other');
  await issues.create({ ...SHOP, title: 'Moving' });
  world.transferIssue('acme/shop', 2, { repository: 'acme/other' });
  world.deleteIssue('acme/shop', 1);
  await rest.repos.createDispatchEvent({ ...SHOP, event_type: 'sample.collected' });
  for (const name of ['globex/plant', 'globex/other']) world.repository(name);
  for (const repositories of [['globex/plant'], ['globex/other']])
    world.installApp('globex', { repositories });
  await sandbox.settled();
}

test('every payload is as GitHub describes it', () => {
  const breaches = shop.heard.flatMap(({ name, payload }) => payloadBreachesIn(name, payload));
  expect([...new Set(breaches)]).toEqual([]);
});

test('every webhook of the extract was heard', () => {
  const heard = new Set(shop.heard.map(({ name }) => name));
  expect(Object.keys(contract.webhooks).filter((name) => !heard.has(name))).toEqual([]);
});

describe('a breach is found', () => {
  const opened = (): object =>
    shop.heard.find(({ name }) => name === 'issues.opened')?.payload ?? {};

  test.each([
    ['another action', { action: 'born' }, '/action must be equal to one of'],
    ['no sender', { sender: undefined }, "must have required property 'sender'"],
    ['no issue', { issue: null }, '/issue must be object'],
    ['an issue with nothing in it', { issue: {} }, "/issue must have required property 'number'"],
  ])('%s', (_what, wrong, say) => {
    const faults = payloadBreachesIn('issues.opened', { ...opened(), ...wrong });
    expect(faults.join('\n')).toContain(say);
  });

  test('a webhook that is none', () => {
    expect(payloadBreachesIn('issues.born', {})).toEqual(['issues.born: no such webhook']);
  });
});
