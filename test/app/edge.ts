import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import nock from 'nock';
import { pino } from 'pino';
import { SECOND } from '../../src/core/time.ts';
import type { Queue } from '../../src/queue/queue.ts';
import { openSqliteQueue } from '../../src/queue/sqlite.ts';
import { freePort } from '../../src/sandbox/free-port.ts';
import { keyPair, signatureOf } from '../../src/sandbox/keys.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';
import { type Running, startTocsin } from '../../src/tocsin.ts';
import { answerTo } from './github-answers.ts';

const SECRET = 'a secret of the tests alone';
export const BOT = 41_898_282;
/** Somewhat after the payloads' own time. */
const NOW = Date.parse('2019-05-15T15:20:30Z');

/** What GitHub sends. */
export interface Payload {
  readonly action?: string;
  readonly sender?: { readonly id: number };
  readonly installation?: { readonly id: number };
  readonly [field: string]: unknown;
}

interface Example {
  readonly name: string;
  readonly examples: readonly Payload[];
}

const require = createRequire(import.meta.url);
const EXAMPLES: readonly Example[] = require('@octokit/webhooks-examples');

/** Real payloads of an event, as GitHub sent them. */
export const examplesOf = (event: string): readonly Payload[] =>
  EXAMPLES.find(({ name }) => name === event)?.examples ?? [];

/** The first real payload of an event's action, as an app installed there gets it. */
export function payloadOf(event: string, action: string): Payload {
  const payload = examplesOf(event).find((one) => one.action === action);
  if (!payload) throw new Error(`There is no example of ${event}.${action}`);
  return { ...structuredClone(payload), installation: { id: 5 } };
}

interface How {
  readonly signature?: string;
  /** GitHub's id of it; one of its own where left out. */
  readonly delivery?: string;
}

interface Knocked {
  readonly status: number;
  readonly text: string;
}

/** The app as it runs, with nothing beyond it but canned answers of GitHub's. */
export interface Edge {
  /** What the app asked of GitHub since the last look: `POST /repos/…/labels`, `GraphQL Snapshot`. */
  requests(): readonly string[];
  /** Sends a webhook and answers the status it got. */
  send(event: string, payload: Payload, how?: How): Promise<number>;
  /** Sends what is no webhook of GitHub's. */
  knock(headers: Readonly<Record<string, string>>, body: string): Promise<Knocked>;
  get(path: string): Promise<Response>;
  /** Resolves when nothing is under way, winding over the app's own short waits. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function openEdge(
  broken: Partial<Pick<Queue, 'nudge'>> = {},
  change: (queue: Queue) => void = () => {},
): Promise<Edge> {
  const requests: string[] = [];
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  nock.enableNetConnect('127.0.0.1');
  const github = nock('https://api.github.com').persist();
  for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const)
    github[method](/.*/).reply(async (request: Request) => {
      const { pathname, search } = new URL(request.url);
      const path = pathname + search;
      const body = await request.clone().text();
      requests.push(
        path === '/graphql' ? `GraphQL ${operationIn(body)}` : `${request.method} ${path}`,
      );
      const [status, answer] = answerTo(`${request.method} ${path}`, body);
      return [status, JSON.stringify(answer), { 'content-type': 'application/json' }];
    });

  const clock = new WoundClock(NOW);
  const log = pino({ level: 'silent' });
  const queue = openSqliteQueue({ file: ':memory:', clock, log });
  change(queue);
  const running: Running = await startTocsin(
    {
      appId: '1',
      privateKey: (await keyPair()).privateKey,
      webhookSecret: SECRET,
      webhookPath: '/api/github/webhooks',
      port: await freePort(),
      host: '127.0.0.1',
      apiUrl: 'https://api.github.com',
      logLevel: 'fatal',
      dataFolder: '',
      databaseUrl: null,
      trusted: [],
      owners: [],
      secrets: {},
      metricsToken: null,
      heartbeatUrl: null,
      notifiers: { mailer: { url: null, from: 'tocsin@localhost' }, outgoing: { loopback: false } },
    },
    { clock, queue: Object.assign(queue, broken), log, retryPause: 1, auditEvery: null },
  );
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3; quiet += 1) {
      await pause(5);
      const before = requests.length;
      if (running.idle()) continue;
      quiet = -1;
      await pause(10);
      const next = clock.next();
      if (requests.length === before && clock.sleepers > 0 && next !== null) clock.windTo(next);
    }
  };
  // A store that was just made does not believe at once what is older than itself.
  await settle();
  clock.windTo(NOW + 15 * SECOND);
  requests.length = 0;
  return {
    requests: () => requests.splice(0),
    async send(event, payload, { signature, delivery = randomUUID() } = {}) {
      const body = JSON.stringify(payload);
      const response = await fetch(`${running.url}/api/github/webhooks`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-github-event': event,
          'x-github-delivery': delivery,
          'x-hub-signature-256': signature ?? signatureOf(SECRET, body),
        },
        body,
      });
      return response.status;
    },
    async knock(headers, body) {
      const response = await fetch(`${running.url}/api/github/webhooks`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      return { status: response.status, text: await response.text() };
    },
    get: (path) => fetch(`${running.url}${path}`),
    settle,
    async close() {
      await running.stop();
      nock.cleanAll();
      nock.enableNetConnect();
      // It takes the place of node:http in the whole process: other tests' requests must not pass through it.
      nock.restore();
    },
  };
}

function operationIn(body: string): string {
  const { query }: { query?: string } = JSON.parse(body);
  return /\b(?:query|mutation) (\w+)/.exec(query ?? '')?.[1] ?? 'without a name';
}
