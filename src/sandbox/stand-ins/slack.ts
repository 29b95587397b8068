import type { Instant } from '../../core/time.ts';
import { conversations, type Method } from './slack-methods.ts';
import { talk } from './slack-talk.ts';
import { SlackNo, SlackWorld } from './slack-world.ts';
import { type Asking, type Reply, type StandIn, startStandIn } from './stand-in.ts';

export interface SlackStandIn extends StandIn {
  /** What the SDK takes as `slackApiUrl`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly world: SlackWorld;
  /** Scopes that the token has not; all it could need where nothing is said. */
  without(...scopes: readonly string[]): void;
  /** Scopes that have been needed so far. */
  readonly needed: ReadonlySet<string>;
}

const TOKEN = 'xoxb-of-the-sandbox-alone';
const METHODS: ReadonlyMap<string, Method> = new Map(Object.entries({ ...conversations, ...talk }));

/** A Slack workspace on loopback: the methods of the Web API that Tocsin uses, with their documented errors. */
export async function startSlack(now: () => Instant): Promise<SlackStandIn> {
  const world = new SlackWorld(now);
  const lacking = new Set<string>();
  const needed = new Set<string>();

  const answer = ({ path, headers, body }: Asking): Readonly<Record<string, unknown>> => {
    const method = METHODS.get(path.replace(/^\/api\//, ''));
    if (!method) throw new SlackNo('unknown_method');
    if (headers.authorization !== `Bearer ${TOKEN}`) throw new SlackNo('invalid_auth');
    const { scope, run } = method;
    if (scope !== null && lacking.has(scope))
      throw new SlackNo('missing_scope', { needed: scope, provided: 'others' });
    if (scope !== null) needed.add(scope);
    return { ok: true, ...run(world, new URLSearchParams(body)) };
  };

  const standIn = await startStandIn(now, (asking): Reply => {
    try {
      return { status: 200, body: answer(asking) };
    } catch (error) {
      // Slack says no with 200.
      if (error instanceof SlackNo) return { status: 200, body: error.body };
      throw error;
    }
  });
  return {
    ...standIn,
    apiUrl: `${standIn.url}/api/`,
    token: TOKEN,
    world,
    without: (...scopes) => {
      lacking.clear();
      for (const scope of scopes) lacking.add(scope);
    },
    needed,
  };
}
