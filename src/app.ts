import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApplicationFunction } from 'probot';
import { type Clock, SECOND } from './core/time.ts';
import type { Trusted } from './github/actor.ts';
import { type Trigger, triggerFrom } from './github/triggers.ts';
import type { Queue } from './queue/queue.ts';
import { health } from './web/health.ts';

/** A webhook waits this long to learn whether it is our own. */
const LONGEST_ASK = 2 * SECOND;

export interface AppParts {
  readonly clock: Clock;
  readonly queue: Queue;
  readonly trusted: (installation: number) => Promise<Trusted>;
  /** Called when the app was put on repositories it had not been on; not waited for. */
  readonly joined: (installation: number) => Promise<void>;
}

/**
 * The Probot app: one listener that turns a webhook into a durable nudge and returns. Probot answers
 * GitHub when it has returned, so what it answered 200 for is on disk.
 */
export const tocsinApp =
  ({ clock, queue, trusted, joined }: AppParts): ApplicationFunction =>
  (probot, { addHandler }) => {
    probot.onAny(async ({ id, name, payload }) => {
      const installation = 'installation' in payload ? payload.installation?.id : undefined;
      if (installation === undefined) return;
      const trigger = triggerFrom(
        { id, at: clock.now(), name, payload },
        await known(clock, trusted(installation)),
      );
      if (!trigger) return;
      if (trigger.kind === 'look') return take(queue, trigger).catch(refuse);
      for (const repository of trigger.repositories)
        await queue.remember(`joined:${repository}`, String(clock.now())).catch(refuse);
      // GitHub gives up on an answer after ten seconds, and a sweep may take longer.
      joined(installation).catch((err: unknown) => probot.log.error({ err }, 'sweep failed'));
    });
    addHandler(serve);
  };

/** A webhook that could not be stored. GitHub hears 503 and lists it among the failed deliveries. */
class NotStored extends Error {
  override readonly name = 'NotStored';
  /** What Probot answers. */
  readonly status = 503;
}

function refuse(cause: unknown): never {
  throw new NotStored('The queue cannot store this now: deliver it again later', { cause });
}

/**
 * Who we are, unless GitHub is slow to say so: then nobody is known to be us, and a webhook of our own
 * costs a read instead of every webhook being lost.
 */
function known(clock: Clock, asked: Promise<Trusted>): Promise<Trusted> {
  return new Promise((resolve) => {
    const cancel = clock.at(clock.now() + LONGEST_ASK, () => resolve(new Set()));
    asked.then(resolve, () => resolve(new Set())).finally(cancel);
  });
}

async function take(queue: Queue, trigger: Extract<Trigger, { kind: 'look' }>): Promise<void> {
  const { letter, onlyIfKnown, formerly, ...nudge } = trigger;
  const known = { ...nudge, ...formerly };
  if (onlyIfKnown && !(await queue.kept(known))) return;
  // Where it was its clocks end: there is nothing to be seen any more.
  if (formerly) await queue.nudge({ ...known, asOf: null });
  if (!letter) return queue.nudge(nudge);
  return queue.nudge(nudge, { id: letter.id, at: letter.at, body: JSON.stringify(letter) });
}

/** Our pages behind Probot's server: (Request) → Response. */
async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean> {
  const response = health(new Request(`http://localhost${incoming.url ?? '/'}`));
  if (!response) return false;
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(await response.text());
  return true;
}
