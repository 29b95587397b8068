import type { Probot } from 'probot';
import type { Instant } from './core/time.ts';
import type { Trusted } from './github/actor.ts';
import type { Queue, Target } from './queue/queue.ts';

interface Parts {
  readonly app: Pick<Probot, 'auth'>;
  readonly queue: Queue;
  /** Names the app's registration among all servers': its bot is asked for once, and kept with the queue. */
  readonly registration: string;
  /** Former registrations' bots. */
  readonly trusted: readonly number[];
  /** Called with the headers of each answer that an installation's client gets. */
  readonly answered: (installation: number, headers: Readonly<Record<string, unknown>>) => void;
  /** Whether the server is for that owner; says it in the log where it is not. */
  readonly served: (owner: string) => boolean;
}

/** Who we are to GitHub and where we are installed; asked once and remembered. */
export function createIdentity({ app, queue, registration, trusted, served, answered }: Parts) {
  const clientFor = async (installation: number): ReturnType<Probot['auth']> => {
    const client = await app.auth(installation);
    client.hook.after('request', ({ headers }) => answered(installation, headers));
    return client;
  };
  const askBot = async (installation: number): Promise<number> => {
    const asApp = await app.auth();
    const { data } = await asApp.rest.apps.getAuthenticated();
    const github = await clientFor(installation);
    const bot = await github.rest.users.getByUsername({ username: `${data?.slug}[bot]` });
    return bot.data.id;
  };
  const ids = remembered(async (installation: number): Promise<Trusted> => {
    const fact = `bot:${registration}`;
    const kept = await queue.recall(fact);
    const bot = kept ? Number(kept) : await askBot(installation);
    if (!kept) await queue.remember(fact, String(bot));
    return new Set([bot, ...trusted]);
  });
  const since = remembered(async (installation: number): Promise<Instant> => {
    const asApp = await app.auth();
    const { data } = await asApp.rest.apps.getInstallation({ installation_id: installation });
    return Date.parse(data.created_at);
  });

  const reached = async (installation: number) => {
    const github = await clientFor(installation);
    return github.paginate(github.rest.apps.listReposAccessibleToInstallation, { per_page: 100 });
  };

  return {
    clientFor,
    /** The client that speaks for the app itself. */
    asApp: async (): ReturnType<Probot['auth']> => app.auth(),
    trusted: ids,
    /** Takes a new token for an installation; the one we have does not count any more. */
    async renew(installation: number): Promise<void> {
      const github = await clientFor(installation);
      await github.auth({ type: 'installation', installationId: installation, refresh: true });
    },
    /** When the app came to a repository: with its installation, or when it was added to it. */
    async installedAt({ installation, repository }: Target): Promise<Instant> {
      const joined = await queue.recall(`joined:${repository.id}`);
      return Math.max(await since(installation), joined ? Number(joined) : 0);
    },
    async installations(): Promise<readonly number[]> {
      const asApp = await app.auth();
      const all = await asApp.paginate(asApp.rest.apps.listInstallations, { per_page: 100 });
      return all
        .filter(({ suspended_at, account }) => !suspended_at && served(nameOf(account)))
        .map(({ id }) => id);
    },
    async repositories(installation: number): Promise<readonly string[]> {
      const all = await reached(installation);
      return all.filter(({ archived }) => !archived).map(({ full_name }) => full_name);
    },
    /** The installation's repository of that id as it is called today; null where it has none such. */
    async repositoryOf(installation: number, id: number): Promise<Target['repository'] | null> {
      const found = (await reached(installation)).find((one) => one.id === id);
      return found ? { id, owner: found.owner.login, name: found.name } : null;
    },
  };
}

/** An enterprise has a slug and no login; nobody names it among those served. */
const nameOf = (account: Account): string => (account && 'login' in account ? account.login : '');

type Account = { readonly login: string } | object | null;

/** Asks once a key; a failed answer is not remembered. */
function remembered<Value>(ask: (key: number) => Promise<Value>): (key: number) => Promise<Value> {
  const known = new Map<number, Promise<Value>>();
  return (key) => {
    const kept = known.get(key);
    if (kept) return kept;
    const asked = ask(key);
    known.set(key, asked);
    asked.catch(() => known.delete(key));
    return asked;
  };
}
