import { expect, test } from '@jest/globals';
import { keepBookmarks, keepCard } from '../../../src/notifiers/slack/card.ts';
import {
  archiveChannel,
  ensureChannel,
  keepDescribed,
} from '../../../src/notifiers/slack/channel.ts';
import { slackOf } from '../../../src/notifiers/slack/client.ts';
import { slackMessage } from '../../../src/notifiers/slack/message.ts';
import { inUserGroup, invite, memberByEmail } from '../../../src/notifiers/slack/people.ts';
import { slack } from '../../../src/notifiers/slack.ts';
import { startSlack } from '../../../src/sandbox/stand-ins/slack.ts';
import { filesLike } from '../../contract/sources.ts';
import { aNotification, START, someHands } from '../contract.ts';

/** Slack gives `users:read.email` only beside it. */
const COMPANION = 'users:read';

test('the scopes that the page on Slack asks for are those that are needed, and no others', async () => {
  const standIn = await startSlack(() => START);
  try {
    const { clock, hands } = someHands({ SLACK: standIn.token });
    const { token, apiUrl: url, world } = standIn;
    const call = slackOf({ clock, token, variable: 'V', url });
    const ana = world.addMember('ana');
    const about = aNotification({
      kind: 'slack',
      token: { secret: 'SLACK' },
      channel: ana.id,
      mention: [],
    });
    const { facts } = about;
    world.userGroups.set('S0DBAS', [ana.id]);
    world.addRoom('incident-12', 'U0BEN').purpose = 'theirs';
    const channel = await ensureChannel(call, facts, null);
    const id = channel.ok ? channel.value.id : '';
    const message = slackMessage(about, { mention: [], unclear: false });
    const done = [
      channel,
      await keepDescribed(call, id, { topic: 'x', purpose: 'y', url: facts.url }),
      await invite(call, id, [ana.id]),
      await memberByEmail(call, 'ana@example.com'),
      await inUserGroup(call, 'S0DBAS'),
      await keepCard(call, { channel: id, known: null, url: facts.url, message }),
      await keepBookmarks(call, id, [{ title: 'Issue', link: facts.url }]),
      await archiveChannel(call, id),
    ];
    expect(done.filter(({ ok }) => !ok)).toEqual([]);
    expect((await slack(hands, url).send(about)).result).toBe('sent');
    const [page] = filesLike('docs/before/slack.md');
    const asked = [...(page?.text ?? '').matchAll(/^\| `([a-z:.]+)` \|/gm)].map(
      ([, scope]) => scope,
    );
    expect(asked.toSorted()).toEqual([...standIn.needed, COMPANION].toSorted());
  } finally {
    await standIn.close();
  }
});
