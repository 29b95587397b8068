import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { pino } from 'pino';
import { Probot } from 'probot';
import { tocsinApp } from '../../src/app.ts';
import { createDeliveries } from '../../src/deliveries.ts';
import { triggerFrom } from '../../src/github/triggers.ts';
import { NO_METER } from '../../src/metrics/catalogue.ts';
import type { Nudge, Queue } from '../../src/queue/queue.ts';
import { openSqliteQueue } from '../../src/queue/sqlite.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';
import type { Payload } from '../app/edge.ts';

const hear = (name: string, payload: object, ours: ReadonlySet<number>) =>
  triggerFrom({ id: 'guid', at: HEARD, name, payload }, ours);
const HEARD = Date.parse('2026-11-23T10:06:00Z');

interface Example {
  readonly name: string;
  readonly examples: readonly Payload[];
}

const EXAMPLES: readonly Example[] = createRequire(import.meta.url)('@octokit/webhooks-examples');
const INSTALLED = { installation: { id: 5 } };

/** Every payload there is, as an app gets it that is installed where it comes from. */
const PAYLOADS = EXAMPLES.flatMap(({ name, examples }) =>
  examples.map((payload): readonly [string, Payload] => [name, { ...payload, ...INSTALLED }]),
);
const OURS = new Set([41_898_282]);

test('they are all there', () => {
  expect(EXAMPLES).toHaveLength(58);
  expect(PAYLOADS).toHaveLength(329);
});

describe('read', () => {
  const about = ['issues', 'issue_comment'];
  const installed = ['installation', 'installation_repositories'];

  test.each(EXAMPLES.map(({ name }) => name))('%s: nobody is called', (name) => {
    for (const [, payload] of PAYLOADS.filter(([event]) => event === name)) {
      const trigger = hear(name, payload, OURS);
      if (trigger?.kind === 'look') {
        expect(about).toContain(name);
        expect(trigger).toMatchObject({ onlyIfKnown: true, letter: null });
      } else if (trigger) expect(installed).toContain(name);
    }
  });

  test('where the app is not installed it is nobody’s business', () => {
    const foreign = PAYLOADS.map(([name, { installation: _gone, ...payload }]) =>
      hear(name, payload, OURS),
    );
    expect(new Set(foreign)).toEqual(new Set([null]));
  });
});

describe('sent to the app', () => {
  let queue: Queue;
  let nudges: Nudge[];
  let requests: string[];
  let send: (name: string, payload: Payload) => Promise<void>;

  beforeEach(async () => {
    nudges = [];
    requests = [];
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
    nock.emitter.on('no match', note);
    const clock = new WoundClock(Date.parse('2026-11-23T10:00:00Z'));
    const stored = openSqliteQueue({ file: ':memory:', clock, log: pino({ level: 'silent' }) });
    const store = stored.nudge.bind(stored);
    const nudge: Queue['nudge'] = (one, letter) => {
      nudges.push(one);
      return store(one, letter);
    };
    queue = Object.assign(stored, { nudge });
    const probot = new Probot({ githubToken: 'none', logLevel: 'fatal' });
    const app = tocsinApp({
      deliveries: createDeliveries(),
      meter: NO_METER,
      pages: [],
      clock,
      queue,
      served: () => true,
      trusted: async () => OURS,
      joined: async () => {},
      repositoryOf: async () => null,
      repositories: async () => [],
    });
    await app(probot, { cwd: '.', addHandler: () => {} });
    send = (name, payload) =>
      // What GitHub sends is what the examples hold; only the type of the payload is not known here.
      probot.receive({ id: randomUUID(), name, payload } as unknown as Parameters<
        Probot['receive']
      >[0]);
  });
  afterEach(async () => {
    nock.emitter.off('no match', note);
    nock.enableNetConnect();
    nock.restore();
    await queue.close();
  });

  const note = ({ url }: Request): void => {
    requests.push(url);
  };

  test('none makes a crash, a nudge or a request', async () => {
    for (const [name, payload] of PAYLOADS) await send(name, payload);
    expect(nudges).toEqual([]);
    expect(requests).toEqual([]);
    // That some were completed is noted a turn later.
    await new Promise((resolve) => setImmediate(resolve));
    expect(queue.idle()).toBe(true);
  });

  test('a crash, a nudge and a request would be noticed', async () => {
    const [, opened] = PAYLOADS.find(([name]) => name === 'issues') ?? ['', {}];
    await send('issues', { ...opened, label: { name: 'incident' } });
    expect(nudges).toHaveLength(1);
    await expect(send('issues', { ...opened, issue: { labels: [null] } })).rejects.toThrow();
    await expect(fetch('https://api.github.com/app')).rejects.toThrow();
    expect(requests).toEqual(['https://api.github.com/app']);
  });
});
