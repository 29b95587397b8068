import { createServer, type Server } from 'node:http';
import { githubSchema } from './graphql/execute.ts';
import type { Hub } from './hub.ts';
import { Keys, keyPair } from './keys.ts';
import { type LoggedRequest, RequestLog } from './request-log.ts';
import { apiListener, type PageHandler } from './server.ts';
import { Trouble } from './trouble.ts';
import { Deliveries } from './webhooks/deliveries.ts';
import { type Message, messageOf } from './webhooks/payloads.ts';
import { accountOf } from './world/accounts.ts';
import { OwnerActs } from './world/owner-acts.ts';
import { World } from './world/world.ts';
import type { WoundClock } from './wound-clock.ts';

const APP_ID = 293_104;
const SLUG = 'tocsin';
const WEBHOOK_SECRET = 'a secret of the sandbox alone';

interface SandboxOptions {
  readonly clock: WoundClock;
  readonly webhookUrl?: string;
  /** Any free one where left out. */
  readonly port?: number;
}

/** A GitHub of our own on loopback, with one app registered. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`: REST under `/api/v3` and `/`, GraphQL under `/api/graphql` and `/graphql`. */
  readonly url: string;
  /** What Probot and octokit take as `baseUrl`. */
  readonly apiUrl: string;
  readonly app: {
    readonly id: number;
    readonly slug: string;
    /** PEM. */
    readonly privateKey: string;
    readonly webhookSecret: string;
    readonly botId: number;
  };
  readonly world: World;
  /** What owners do in their settings. */
  readonly owners: OwnerActs;
  readonly trouble: Trouble;
  /** Every request so far, the app's and people's. */
  readonly requests: readonly LoggedRequest[];
  /** Sends what GitHub never would, with a signature that is right. */
  forge(event: Message['event'], payload: object): void;
  /** Where webhooks go from now on. */
  deliverTo(url: string): void;
  /** Lets pages be served beside the API: each is asked first, but for what is under `/api/`. */
  serve(page: PageHandler): void;
  /** Resolves when no webhook is under way. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a GitHub on loopback: the real API over real HTTP, as far as the app uses it, with signed
 * webhooks and a clock that stands still until it is wound. Rejects where the port is taken.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const [{ publicKey, privateKey }, schema] = await Promise.all([keyPair(), githubSchema()]);
  const server = createServer();
  const url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
  const world = new World(options.clock, url);
  const { store } = world;
  const bot = accountOf(store, 'Bot', `${SLUG}[bot]`);
  store.commit();
  const app = { id: APP_ID, slug: SLUG, botId: bot.id };
  const deliveries = new Deliveries({
    secret: WEBHOOK_SECRET,
    appId: APP_ID,
    now: () => store.now(),
  });
  if (options.webhookUrl !== undefined) deliveries.to(options.webhookUrl);
  store.listen((news) => {
    const message = messageOf({ tables: store.tables, url, app }, news);
    if (message) deliveries.send(message);
  });
  const trouble = new Trouble(deliveries.mishaps);
  const lacks: Hub['lacks'] = (feature) => trouble.lacks(feature);
  const { clock } = options;
  const hub: Hub = { world, clock, app, keys: new Keys(publicKey, APP_ID), deliveries, lacks };
  const log = new RequestLog();
  const pages: PageHandler[] = [];
  server.on('request', apiListener({ hub, schema, trouble, log, pages }));
  return {
    url,
    apiUrl: `${url}/api/v3`,
    app: { ...app, privateKey, webhookSecret: WEBHOOK_SECRET },
    world,
    owners: new OwnerActs(store),
    trouble,
    requests: log.entries,
    forge: (event, payload) =>
      deliveries.send({
        event,
        action: 'forged',
        installation: 0,
        repository: null,
        payload: JSON.stringify(payload),
      }),
    deliverTo: (to) => deliveries.to(to),
    serve: (page) => {
      pages.push(page);
    },
    settled: () => deliveries.settled(),
    close: () => {
      deliveries.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Listens on loopback and answers the port. */
function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
