import { connect } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { startPagerDuty } from '../../src/sandbox/stand-ins/pagerduty.ts';
import { startSlack } from '../../src/sandbox/stand-ins/slack.ts';
import { startSmtp } from '../../src/sandbox/stand-ins/smtp.ts';
import type { StandIn } from '../../src/sandbox/stand-ins/stand-in.ts';
import { startReceiver } from '../../src/sandbox/stand-ins/webhook.ts';

/*
 * The services on loopback are hard on whoever speaks to them: what the real ones refuse, they refuse.
 */

const START = Date.parse('2026-11-23T03:00:00Z');
const now = () => START;

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
async function opened<Service extends { close(): Promise<void> }>(
  starting: Promise<Service>,
): Promise<Service> {
  const service = await starting;
  open.push(service);
  return service;
}

const asked = async (url: string, init: RequestInit = {}) => {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
};

describe('trouble', () => {
  const ask = ({ url }: StandIn, path = '/') =>
    asked(`${url}${path}`, { method: 'POST' }).then(
      ({ status }) => status,
      () => 'broken',
    );

  test('befalls as many requests as it was armed for, on the path it was armed for', async () => {
    const receiver = await opened(startReceiver(now));
    receiver.trouble.fail({ status: 503 }, { times: 2, on: '/a' });
    const statuses = [];
    for (const path of ['/b', '/a', '/a', '/a']) statuses.push(await ask(receiver, path));
    expect(statuses).toEqual([204, 503, 503, 204]);
    expect(receiver.heard.map(({ status }) => status)).toEqual([204, 503, 503, 204]);
  });

  test('down, a service breaks every connection off, until it is up', async () => {
    const receiver = await opened(startReceiver(now));
    receiver.trouble.isDown = true;
    expect([await ask(receiver), await ask(receiver)]).toEqual(['broken', 'broken']);
    receiver.trouble.clear();
    expect(await ask(receiver)).toBe(204);
  });

  test('an answer that hangs is counted until somebody gives it up', async () => {
    const receiver = await opened(startReceiver(now));
    receiver.trouble.hang();
    const controller = new AbortController();
    const { signal } = controller;
    const asking = asked(receiver.url, { method: 'POST', signal }).catch(() => 'given up');
    while (receiver.hanging() === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    controller.abort();
    expect(await asking).toBe('given up');
    while (receiver.hanging() > 0) await new Promise((resolve) => setTimeout(resolve, 1));
  });
});

describe('PagerDuty', () => {
  const event = (changes: object = {}, payload: object = {}) => ({
    routing_key: 'KEY',
    event_action: 'trigger',
    dedup_key: 'gh:1:2',
    payload: { summary: 'x', source: 'y', severity: 'info', ...payload },
    ...changes,
  });

  test.each<[what: string, event: unknown, error: string]>([
    ['no key', event({ routing_key: '' }), "'routing_key' is missing or blank"],
    [
      'a key nobody has',
      event({ routing_key: 'X' }),
      "'routing_key' is not a valid integration key",
    ],
    ['no action', event({ event_action: undefined }), "'event_action' is missing or blank"],
    ['another action', event({ event_action: 'wake' }), "'event_action' is invalid"],
    ['too long a key', event({ dedup_key: 'x'.repeat(256) }), "'dedup_key' is too long"],
    [
      'too long a summary',
      event({}, { summary: 'x'.repeat(1_025) }),
      "'payload.summary' is too long",
    ],
    ['no summary', event({}, { summary: '' }), "'payload.summary' is missing"],
    ['no source', event({}, { source: null }), "'payload.source' is missing"],
    ['a severity of ours', event({}, { severity: 'SEV 1' }), "'payload.severity' is invalid"],
    ['no JSON', '{', "'routing_key' is missing or blank"],
  ])('takes no event with %s', async (_, sent, error) => {
    const pager = await opened(startPagerDuty(now));
    pager.addService({ id: 'P', name: 'Shop', key: 'KEY', onCall: [] });
    const body = typeof sent === 'string' ? sent : JSON.stringify(sent);
    const answer = await asked(`${pager.url}/v2/enqueue`, { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.join()).toContain(error);
    expect(pager.incidents).toEqual([]);
  });

  test('shows nothing without its API key, and nothing that it has not', async () => {
    const pager = await opened(startPagerDuty(now));
    expect((await asked(`${pager.url}/incidents`)).status).toBe(401);
    const headers = { authorization: `Token token=${pager.apiKey}` };
    expect((await asked(`${pager.url}/services`, { headers })).status).toBe(404);
  });

  test('an incident that is not there cannot be acknowledged', async () => {
    const pager = await opened(startPagerDuty(now));
    const ana = { id: 'PANA', name: 'Ana', email: 'ana@example.com' };
    await expect(pager.acknowledge('gh:1:2', ana)).rejects.toThrow('no open incident');
  });
});

describe('Slack', () => {
  async function aSlack() {
    const slack = await opened(startSlack(now));
    const room = slack.world.addRoom('incident-1', 'U0TOCSIN');
    const call = async (method: string, fields: Record<string, string>, token = slack.token) => {
      const answer = await asked(`${slack.apiUrl}${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: new URLSearchParams(fields),
      });
      expect(answer.status).toBe(200);
      return answer.body.error ?? 'ok';
    };
    return { slack, room, call };
  }
  const blocks = (...list: readonly object[]): string => JSON.stringify(list);
  const text = (length: number) => ({ type: 'mrkdwn', text: 'x'.repeat(length) });

  test.each<[error: string, method: string, fields: Record<string, string>]>([
    ['name_taken', 'conversations.create', { name: 'incident-1' }],
    ['invalid_name_specials', 'conversations.create', { name: 'Incident 1' }],
    ['invalid_name_maxlength', 'conversations.create', { name: 'x'.repeat(81) }],
    ['invalid_name_required', 'conversations.create', { name: '' }],
    ['channel_not_found', 'conversations.info', { channel: 'C0GONE' }],
    ['invalid_limit', 'conversations.list', { limit: '1000' }],
    ['too_long', 'conversations.setTopic', { channel: 'C00000001', topic: 'x'.repeat(251) }],
    ['no_user', 'conversations.invite', { channel: 'C00000001', users: '' }],
    ['user_not_found', 'conversations.invite', { channel: 'C00000001', users: 'U0ANA,U0GONE' }],
    ['cant_invite_self', 'conversations.invite', { channel: 'C00000001', users: 'U0TOCSIN' }],
    ['no_text', 'chat.postMessage', { channel: 'C00000001' }],
    ['msg_too_long', 'chat.postMessage', { channel: 'C00000001', text: 'x'.repeat(4_001) }],
    [
      'invalid_blocks',
      'chat.postMessage',
      { channel: 'C00000001', blocks: blocks({ type: 'header', text: text(151) }) },
    ],
    [
      'invalid_blocks',
      'chat.postMessage',
      { channel: 'C00000001', blocks: blocks({ type: 'section', text: text(3_001) }) },
    ],
    [
      'invalid_blocks',
      'chat.postMessage',
      { channel: 'C00000001', blocks: blocks(...Array(51).fill({ type: 'divider' })) },
    ],
    ['message_not_found', 'chat.update', { channel: 'C00000001', ts: '1.1', text: 'x' }],
    ['message_not_found', 'pins.add', { channel: 'C00000001', timestamp: '1.1' }],
    ['invalid_link', 'bookmarks.add', { channel_id: 'C00000001', title: 'x', link: 'x' }],
    ['not_found', 'bookmarks.edit', { channel_id: 'C00000001', bookmark_id: 'x', title: 'x' }],
    ['users_not_found', 'users.lookupByEmail', { email: 'x' }],
    ['unknown_method', 'conversations.unarchive', { channel: 'C00000001' }],
  ])('says %s to %s', async (error, method, fields) => {
    const { slack, call } = await aSlack();
    slack.world.addMember('ana');
    expect(await call(method, fields)).toBe(error);
  });

  test('one wrong id keeps everybody out, unless it is forced', async () => {
    const { slack, room, call } = await aSlack();
    const users = `${slack.world.addMember('ana').id},U0GONE`;
    await call('conversations.invite', { channel: room.id, users });
    expect(room.members.size).toBe(1);
    await call('conversations.invite', { channel: room.id, users, force: 'true' });
    expect(room.members.size).toBe(2);
  });

  test('wants a token, its scopes, membership and an open channel', async () => {
    const { slack, room, call } = await aSlack();
    const message = { channel: room.id, text: 'x' };
    expect(await call('chat.postMessage', message, 'xoxb-other')).toBe('invalid_auth');
    slack.without('chat:write');
    expect(await call('chat.postMessage', message)).toBe('missing_scope');
    slack.without();
    room.members.delete('U0TOCSIN');
    expect(await call('chat.postMessage', message)).toBe('not_in_channel');
    room.isArchived = true;
    expect(await call('chat.postMessage', message)).toBe('is_archived');
    expect(await call('conversations.archive', { channel: room.id })).toBe('already_archived');
  });

  test('edits nobody else’s message', async () => {
    const { slack, room, call } = await aSlack();
    const { ts } = slack.world.post(room, 'U0ANA', { text: 'x', blocks: [] });
    expect(await call('chat.update', { channel: room.id, ts, text: 'y' })).toBe(
      'cant_update_message',
    );
  });
});

test('the mail server answers what it does not know, and takes a message in parts', async () => {
  const sink = await opened(startSmtp());
  const socket = connect(Number(new URL(sink.url).port), '127.0.0.1');
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk.toString();
  });
  const heard = async (text: string): Promise<void> => {
    while (!said.includes(text)) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  await heard('220 ');
  socket.write('XYZZY\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b@y>\r\nDATA\r\n');
  await heard('354 ');
  socket.write('Subject: x\r\n\r\n..one\r\n.');
  socket.write('\r\nQUIT\r\n');
  await heard('221 ');
  expect(said).toContain('502 ');
  expect(sink.mails).toEqual([{ from: 'a@x', to: ['b@y'], raw: 'Subject: x\n\n.one' }]);
  socket.destroy();
});
