import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { isSigned, newsIn } from '../../src/inbound/pagerduty.ts';
import { startPagerDuty } from '../../src/sandbox/stand-ins/pagerduty.ts';

const START = Date.parse('2026-11-23T03:00:00Z');
const SECRET = 'a webhook secret';
const BODY = '{"event":{"note":"Überlast 🔥"}}';
const sign = (secret: string, body = BODY): string =>
  `v1=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('a signature', () => {
  test.each<[what: string, header: string | undefined, expected: boolean]>([
    ['that is right', sign(SECRET), true],
    ['among several, while keys change', `${sign('old')},${sign(SECRET)}`, true],
    ['with blanks around', ` ${sign('old')} , ${sign(SECRET)} `, true],
    ['of another secret', sign('other'), false],
    ['of another body', sign(SECRET, `${BODY} `), false],
    ['of another version', sign(SECRET).replace('v1', 'v0'), false],
    ['cut short', sign(SECRET).slice(0, -1), false],
    ['that is none', 'v1=', false],
    ['that is empty', '', false],
    ['that is missing', undefined, false],
  ])('%s', (_, header, expected) => expect(isSigned(SECRET, BODY, header)).toBe(expected));

  test('counts bytes, not characters', () => {
    expect(isSigned(SECRET, Buffer.from(BODY), sign(SECRET))).toBe(true);
  });

  test('without a secret nothing is signed', () => {
    expect(isSigned('', BODY, sign(''))).toBe(false);
  });
});

describe('what it tells', () => {
  const event = (changes: object = {}, data: object = {}) => ({
    event: {
      id: '01ABC',
      event_type: 'incident.acknowledged',
      resource_type: 'incident',
      occurred_at: '2026-11-23T03:04:05Z',
      agent: { id: 'PANA', type: 'user_reference', summary: 'Ana Alves' },
      data: { id: 'PINC1', incident_key: 'gh:77:12', ...data },
      ...changes,
    },
  });
  const news = {
    id: '01ABC',
    repositoryId: 77,
    issue: 12,
    alert: null,
    did: 'acknowledged',
    by: 'Ana Alves',
    at: Date.parse('2026-11-23T03:04:05Z'),
  };

  test.each<[what: string, payload: unknown, expected: unknown]>([
    ['who acknowledged', event(), news],
    ['who resolved', event({ event_type: 'incident.resolved' }), { ...news, did: 'resolved' }],
    [
      'of one alert of several',
      event({}, { incident_key: 'gh:77:12:director' }),
      { ...news, alert: 'director' },
    ],
    [
      'by an integration: by nobody',
      event({ agent: { type: 'service_reference', summary: 'Shop' } }),
      { ...news, by: null },
    ],
    ['by nothing: by nobody', event({ agent: null }), { ...news, by: null }],
    ['another event: nothing', event({ event_type: 'incident.escalated' }), null],
    ['a name that every object answers to: nothing', event({ event_type: 'constructor' }), null],
    ['somebody else’s alert: nothing', event({}, { incident_key: 'nagios/77' }), null],
    ['a key that goes on: nothing', event({}, { incident_key: 'gh:77:12x' }), null],
    ['no key: nothing', event({}, { incident_key: null }), null],
    ['no time: nothing', event({ occurred_at: null }), null],
    ['no event: nothing', {}, null],
    ['no object: nothing', 'hello', null],
    ['nothing: nothing', null, null],
  ])('%s', (_, payload, expected) => expect(newsIn(payload)).toEqual(expected));
});

test('what the sandbox’s PagerDuty sends is signed and understood', async () => {
  const got: { readonly body: string; readonly header: string | undefined }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const header = request.headers['x-pagerduty-signature'];
    got.push({ body: Buffer.concat(chunks).toString(), header: header?.toString() });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const pager = await startPagerDuty(() => START);
  try {
    const ana = { id: 'PANA', name: 'Ana Alves', email: 'ana@example.com' };
    pager.addService({ id: 'PSHOP', name: 'Shop', key: 'KEY', onCall: [ana] });
    pager.subscribe(`http://127.0.0.1:${port}/`, SECRET);
    const page = { routing_key: 'KEY', event_action: 'trigger', dedup_key: 'gh:77:12' };
    const payload = { summary: 'x', source: 'x', severity: 'info' };
    const body = JSON.stringify({ ...page, payload });
    await fetch(`${pager.url}/v2/enqueue`, { method: 'POST', body });
    await pager.acknowledge('gh:77:12', ana);
  } finally {
    await pager.close();
    server.close();
  }
  const [one] = got;
  expect(isSigned(SECRET, one?.body ?? '', one?.header)).toBe(true);
  expect(newsIn(JSON.parse(one?.body ?? ''))).toMatchObject({
    did: 'acknowledged',
    by: 'Ana Alves',
    at: START,
  });
});
