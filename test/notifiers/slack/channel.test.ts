import { describe, expect, test } from '@jest/globals';
import { SECOND } from '../../../src/core/time.ts';
import {
  archiveChannel,
  channelNames,
  ensureChannel,
  keepDescribed,
} from '../../../src/notifiers/slack/channel.ts';
import { slackOf } from '../../../src/notifiers/slack/client.ts';
import { type SlackStandIn, startSlack } from '../../../src/sandbox/stand-ins/slack.ts';
import { BOT, kept } from '../../../src/sandbox/stand-ins/slack-world.ts';
import { closedAfterEach, START, someHands, unwinding } from '../contract.ts';

const URL = 'https://github.com/acme/shop/issues/12';
const wanted = { repository: { id: 77, owner: 'acme', name: 'shop' }, number: 12, url: URL };

const closing = closedAfterEach<SlackStandIn>();

async function aSlack() {
  const standIn = closing(await startSlack(() => START));
  const { clock } = someHands({});
  const access = { clock, token: standIn.token, variable: 'V', url: standIn.apiUrl };
  const slack = slackOf(access);
  const run = <Value>(promise: Promise<Value>) =>
    unwinding({ clock, hanging: standIn.hanging }, promise);
  const ensure = async (known: string | null = null, changes: Partial<typeof wanted> = {}) => {
    const outcome = await run(ensureChannel(slack, { ...wanted, ...changes }, known));
    return outcome.ok ? outcome.value.name : outcome.because;
  };
  const asked = (method: string) =>
    standIn.heard.filter(({ path }) => path === `/api/${method}`).length;
  return { standIn, world: standIn.world, clock, slack, run, ensure, asked };
}

describe('the incident’s channel', () => {
  test('is made where there is none, and says whose it is', async () => {
    const { world, ensure } = await aSlack();
    expect(await ensure()).toBe('incident-12');
    expect(world.room('incident-12')).toMatchObject({ creator: BOT, purpose: `<${URL}>` });
  });

  test('is found again by its id, whatever was made of its name and purpose', async () => {
    const { world, ensure, asked } = await aSlack();
    await ensure();
    const room = world.room('incident-12');
    room.purpose = 'ours now';
    expect(await ensure(room.id)).toBe('incident-12');
    expect(asked('conversations.create')).toBe(1);
  });

  test('whose id nobody knows any more is made anew', async () => {
    const { ensure } = await aSlack();
    expect(await ensure('C0GONE')).toBe('incident-12');
  });

  test('is found again by its purpose where the id is lost', async () => {
    const { world, ensure } = await aSlack();
    await ensure();
    world.room('incident-12').purpose = kept(`Incident acme/shop#12: ${URL}`);
    expect(await ensure()).toBe('incident-12');
    expect(world.rooms).toHaveLength(1);
  });

  test('is found on the second page of a large workspace', async () => {
    const { world, ensure } = await aSlack();
    for (let at = 0; at < 1_200; at += 1) world.addRoom(`room-${at}`, 'U0ANA');
    await ensure();
    expect(await ensure()).toBe('incident-12');
  });

  test.each([
    ['another repository’s', kept('https://github.com/acme/till/issues/12')],
    ['a longer number’s', kept(`${URL}3`)],
    ['people’s own', 'For incident 12 of last year'],
  ])('%s of that name is left alone', async (_, purpose) => {
    const { world, ensure } = await aSlack();
    const room = world.addRoom('incident-12', 'U0ANA');
    room.purpose = purpose;
    expect(await ensure()).toBe('incident-shop-12');
    expect(room.purpose).toBe(purpose);
  });

  test('people’s own without a purpose is left alone', async () => {
    const { world, ensure, clock } = await aSlack();
    world.addRoom('incident-12', 'U0ANA');
    expect(await ensure()).toBe('incident-shop-12');
    expect(clock.now()).toBe(START);
  });

  test('a private one of that name, which we cannot see, is left alone', async () => {
    const { world, ensure } = await aSlack();
    world.addRoom('incident-12', 'U0ANA', true);
    expect(await ensure()).toBe('incident-shop-12');
  });

  test('an archived one of ours gets a successor: no bot may open it again', async () => {
    const { world, ensure } = await aSlack();
    await ensure();
    world.room('incident-12').isArchived = true;
    expect(await ensure()).toBe('incident-shop-12');
    world.room('incident-shop-12').isArchived = true;
    expect(await ensure()).toBe('incident-shop-12-2');
    expect(await ensure()).toBe('incident-shop-12-2');
  });

  test('one that a crash left without a purpose is taken over after a while', async () => {
    const { world, ensure, clock } = await aSlack();
    world.addRoom('incident-12', BOT);
    expect(await ensure()).toBe('incident-12');
    expect(clock.now() - START).toBe(7 * SECOND);
    expect(world.room('incident-12').purpose).toBe(`<${URL}>`);
  });

  test('one that another incident is just making is left to it', async () => {
    const { world, ensure, clock } = await aSlack();
    const room = world.addRoom('incident-12', BOT);
    clock.at(START + SECOND, () => {
      room.purpose = kept('https://github.com/acme/till/issues/12');
    });
    expect(await ensure()).toBe('incident-shop-12');
  });

  test('declared twice at once is one', async () => {
    const { world, ensure } = await aSlack();
    expect(await Promise.all([ensure(), ensure(), ensure()])).toEqual([
      'incident-12',
      'incident-12',
      'incident-12',
    ]);
    expect(world.rooms).toHaveLength(1);
  });

  test('two incidents of one number at once get one each', async () => {
    const { world, ensure } = await aSlack();
    const till = { repository: { id: 78, owner: 'acme', name: 'till' } };
    const url = 'https://github.com/acme/till/issues/12';
    const names = await Promise.all([ensure(), ensure(null, { ...till, url })]);
    expect(new Set(names).size).toBe(2);
    expect(world.rooms).toHaveLength(2);
  });

  test.each(['conversations.create', 'conversations.setPurpose', 'conversations.info'])(
    'the answer to %s gets lost: there is still one',
    async (method) => {
      const { standIn, world, ensure } = await aSlack();
      standIn.trouble.loseAnswer({ on: `/api/${method}` });
      expect(await ensure()).toBe('incident-12');
      expect(world.rooms).toHaveLength(1);
    },
  );

  test('where Slack is down there is none, and why', async () => {
    const { standIn, ensure } = await aSlack();
    standIn.trouble.isDown = true;
    expect(await ensure()).toBe(
      'Slack could not be reached: it broke the connection off (tried 5 times in 15 s).',
    );
  });

  test('where the workspace does not let us there is none, and why', async () => {
    const { standIn, ensure } = await aSlack();
    standIn.trouble.fail({ status: 200, body: { ok: false, error: 'restricted_action' } });
    expect(await ensure()).toContain('ask its admins');
  });

  test('names keep to Slack’s rules', () => {
    const repository = { id: 1, owner: 'acme', name: `My.Repo_${'x'.repeat(90)}` };
    const names = channelNames({ repository, number: 4_294_967_295 });
    expect(names[1]).toMatch(/^incident-my-repo_x+-4294967295$/);
    expect(names.every((name) => name.length <= 80 && /^[a-z0-9_-]+$/.test(name))).toBe(true);
  });
});

describe('topic and purpose', () => {
  const told = { topic: 'SEV 1 · IC ana', purpose: 'Checkout <down>', url: URL };

  test('are set once, and left alone while they are right', async () => {
    const { world, slack, run, ensure, asked } = await aSlack();
    await ensure();
    const { id } = world.room('incident-12');
    expect(await run(keepDescribed(slack, id, told))).toMatchObject({
      value: ['topic', 'purpose'],
    });
    expect(await run(keepDescribed(slack, id, told))).toMatchObject({ value: [] });
    expect(await run(keepDescribed(slack, id, { ...told, topic: 'SEV 2' }))).toMatchObject({
      value: ['topic'],
    });
    expect(asked('conversations.setTopic')).toBe(2);
    // What was written still tells whose channel it is.
    expect(await ensure()).toBe('incident-12');
  });

  test('of an archived or lost channel stay', async () => {
    const { world, slack, run, ensure } = await aSlack();
    await ensure();
    const room = world.room('incident-12');
    room.isArchived = true;
    expect(await run(keepDescribed(slack, room.id, told))).toMatchObject({ ok: true, value: [] });
    expect(await run(keepDescribed(slack, 'C0GONE', told))).toMatchObject({ ok: true, value: [] });
  });
});

test('archiving twice is archiving once', async () => {
  const { world, slack, run, ensure } = await aSlack();
  await ensure();
  const room = world.room('incident-12');
  expect(await run(archiveChannel(slack, room.id))).toMatchObject({ value: true });
  expect(room.isArchived).toBe(true);
  expect(await run(archiveChannel(slack, room.id))).toMatchObject({ value: false });
  expect(await run(archiveChannel(slack, 'C0GONE'))).toMatchObject({ value: false });
});
