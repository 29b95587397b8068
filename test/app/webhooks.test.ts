import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { triggerFrom } from '../../src/github/triggers.ts';
import { BOT, type Edge, examplesOf, openEdge, type Payload, payloadOf } from './edge.ts';

const hear = (name: string, payload: object, ours: ReadonlySet<number>) =>
  triggerFrom({ id: 'guid', at: HEARD, name, payload }, ours);
const HEARD = Date.parse('2026-11-23T10:06:00Z');

const LABEL = { name: 'incident', color: 'b60205' };
const PUSH: Payload = { ...examplesOf('push')[0], installation: { id: 5 } };
const REPOSITORY = '/repos/Codertocat/Hello-World';
/** Who we are: asked once a life. */
const IDENTITY = [
  'POST /app/installations/5/access_tokens',
  'GET /app',
  'GET /users/tocsin%5Bbot%5D',
];

/** The payload GitHub sends when `incident` is put on its issue. */
function labelled(): Payload {
  const payload = payloadOf('issues', 'labeled');
  const { issue } = payload as { issue?: { labels: object[] } };
  return {
    ...payload,
    label: LABEL,
    issue: { ...issue, labels: [...(issue?.labels ?? []), LABEL] },
  };
}

describe('a webhook is turned into requests', () => {
  let edge: Edge;
  beforeEach(async () => {
    edge = await openEdge();
  });
  afterEach(() => edge.close());

  test('`incident` put on an issue: one read, and what the incident wants', async () => {
    expect(await edge.send('issues', labelled())).toBe(200);
    await edge.settle();
    const requests = edge.requests();
    expect(requests.filter((one) => IDENTITY.includes(one)).sort()).toEqual([...IDENTITY].sort());
    expect(requests.filter((one) => !IDENTITY.includes(one))).toEqual([
      'GraphQL Snapshot',
      `GET ${REPOSITORY}/collaborators/codertocat/permission`,
      'GET /app/installations/5',
      `POST ${REPOSITORY}/issues/1/comments`,
      `POST ${REPOSITORY}/issues/1/comments`,
      `POST ${REPOSITORY}/labels`,
      `POST ${REPOSITORY}/issues/1/labels`,
      `POST ${REPOSITORY}/issues/1/labels`,
      `PUT ${REPOSITORY}/issues/comments/492700400/pin`,
      'GraphQL Pin',
      `PATCH ${REPOSITORY}/issues/comments/492700400`,
    ]);
  });

  test('a second incident does not ask again who we are', async () => {
    await edge.send('issues', labelled());
    await edge.settle();
    edge.requests();
    await edge.send('issues', labelled());
    await edge.settle();
    expect(edge.requests().filter((one) => IDENTITY.includes(one))).toEqual([]);
  });

  test.each([
    ['unsigned', ''],
    ['signed with Probot’s own default', `sha256=${'0'.repeat(64)}`],
  ])('%s: refused, and nothing asked', async (_how, signature) => {
    expect(await edge.send('issues', labelled(), { signature })).toBe(400);
    await edge.settle();
    expect(edge.requests()).toEqual([]);
  });

  test('one that was completed does nothing when it is delivered again', async () => {
    const delivery = 'b3a1';
    await edge.send('issues', labelled(), { delivery });
    await edge.settle();
    edge.requests();
    expect(await edge.send('issues', labelled(), { delivery })).toBe(200);
    await edge.settle();
    expect(edge.requests()).toEqual([]);
    await edge.send('issues', labelled());
    await edge.settle();
    expect(edge.requests()).not.toEqual([]);
  });

  test('a push costs nothing at all, not even who we are', async () => {
    expect(await edge.send('push', PUSH)).toBe(200);
    await edge.settle();
    expect(edge.requests()).toEqual([]);
  });

  test('its signature is looked at before its body is', async () => {
    const headers = {
      'x-github-event': 'issues',
      'x-github-delivery': 'b3a2',
      'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
    };
    const { status, text } = await edge.knock(headers, '{not json');
    expect(status).toBe(400);
    expect(text).toContain('signature does not match');
  });

  test('our own act come back is dropped before any read', async () => {
    // Who we are is known by then: it takes a stranger's webhook to ask.
    await edge.send('issues', payloadOf('issues', 'edited'));
    await edge.settle();
    edge.requests();
    expect(await edge.send('issues', { ...labelled(), sender: { id: BOT } })).toBe(200);
    await edge.settle();
    expect(edge.requests()).toEqual([]);
  });

  test.each([
    ['an issue that is no incident', 'issues', payloadOf('issues', 'labeled')],
    ['a new issue without our form', 'issues', payloadOf('issues', 'opened')],
    ['a comment on an ordinary issue', 'issue_comment', payloadOf('issue_comment', 'created')],
    ['a push', 'push', PUSH],
    ['a pull request’s comment', 'issue_comment', onPullRequest('/ack')],
  ])('%s: nothing is asked but who we are', async (_what, event, payload) => {
    expect(await edge.send(event, payload)).toBe(200);
    await edge.settle();
    expect(edge.requests().filter((one) => !IDENTITY.includes(one))).toEqual([]);
  });

  test('`/incident` on an ordinary issue is looked at', async () => {
    const payload = payloadOf('issue_comment', 'created');
    const comment = { ...(payload.comment as object), body: '/incident 1' };
    expect(await edge.send('issue_comment', { ...payload, comment })).toBe(200);
    await edge.settle();
    expect(edge.requests()).toContain('GraphQL Snapshot');
  });

  test('a webhook without an installation is no business of ours', async () => {
    const { installation: _gone, ...payload } = labelled();
    expect(await edge.send('issues', payload)).toBe(200);
    await edge.settle();
    expect(edge.requests()).toEqual([]);
  });

  test('our pages stand beside Probot’s', async () => {
    expect((await edge.get('/healthz')).status).toBe(200);
    expect((await edge.get('/nowhere')).status).toBe(404);
    expect(edge.requests()).toEqual([]);
  });
});

test('one that could not be stored does its work when it is delivered again', async () => {
  let full = true;
  const edge = await openEdge({}, (queue) => {
    const nudge = queue.nudge.bind(queue);
    queue.nudge = (...news) => (full ? Promise.reject(new Error('full')) : nudge(...news));
  });
  try {
    expect(await edge.send('issues', labelled(), { delivery: 'b3a3' })).toBe(503);
    full = false;
    expect(await edge.send('issues', labelled(), { delivery: 'b3a3' })).toBe(200);
    await edge.settle();
    expect(edge.requests()).toContain('GraphQL Snapshot');
  } finally {
    await edge.close();
  }
});

test('GitHub hears 503 while the nudge cannot be stored', async () => {
  const full = (): Promise<never> => Promise.reject(new Error('database or disk is full'));
  const edge = await openEdge({ nudge: full });
  try {
    expect(await edge.send('issues', labelled())).toBe(503);
    await edge.settle();
    expect(edge.requests()).not.toContain('GraphQL Snapshot');
  } finally {
    await edge.close();
  }
});

describe('every real payload can be read', () => {
  const events = ['issues', 'issue_comment', 'installation', 'installation_repositories'];
  const payloads = events.flatMap((event) =>
    examplesOf(event).map((payload): [string, Payload] => [event, payload]),
  );

  test.each(payloads)('%s %#', (event, payload) => {
    const trigger = hear(event, { ...payload, installation: { id: 5 } }, new Set([BOT]));
    const { issue } = payload as { issue?: { pull_request?: object } };
    if (issue?.pull_request) {
      expect(trigger).toBeNull();
      return;
    }
    if (issue) {
      expect(trigger).toMatchObject({
        kind: 'look',
        installation: 5,
        repository: { owner: expect.any(String), name: expect.any(String) },
        issue: expect.any(Number),
        onlyIfKnown: true,
        letter: null,
      });
      return;
    }
    expect(trigger === null || trigger.kind === 'joined').toBe(true);
  });

  test('and every other event is left alone', () => {
    expect(hear('push', { installation: { id: 5 } }, new Set())).toBeNull();
    expect(payloads.length).toBeGreaterThan(40);
  });
});

function onPullRequest(body: string): Payload {
  const payload = payloadOf('issue_comment', 'created');
  return {
    ...payload,
    issue: { ...(payload.issue as object), labels: [LABEL], pull_request: { url: 'https://x' } },
    comment: { ...(payload.comment as object), body },
  };
}
