import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApplicationFunction } from 'probot';
import type { Clock } from './core/time.ts';
import type { Trusted } from './github/actor.ts';
import { type Trigger, triggerFrom } from './github/triggers.ts';
import type { Queue } from './queue/queue.ts';
import { health } from './web/health.ts';

export interface AppParts {
  readonly clock: Clock;
  readonly queue: Queue;
  readonly trusted: (installation: number) => Promise<Trusted>;
  /** Called when the app was put on repositories it had not been on. */
  readonly joined: () => Promise<void>;
}

/**
 * The Probot app: one listener that turns a webhook into a durable nudge and returns. Probot answers
 * GitHub when it has returned, so what it answered 200 for is on disk.
 */
export const tocsinApp =
  ({ clock, queue, trusted, joined }: AppParts): ApplicationFunction =>
  (probot, { addHandler }) => {
    probot.onAny(async ({ name, payload }) => {
      const installation = 'installation' in payload ? payload.installation?.id : undefined;
      if (installation === undefined) return;
      const trigger = triggerFrom(name, payload, await trusted(installation));
      if (!trigger) return;
      if (trigger.kind === 'look') return take(queue, trigger);
      for (const repository of trigger.repositories)
        await queue.remember(`joined:${repository}`, String(clock.now()));
      await joined();
    });
    addHandler(serve);
  };

async function take(queue: Queue, trigger: Extract<Trigger, { kind: 'look' }>): Promise<void> {
  const { letter, onlyIfKnown, ...nudge } = trigger;
  if (onlyIfKnown && !(await queue.kept(nudge))) return;
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
