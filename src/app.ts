import type { ApplicationFunction, Probot } from 'probot';
import type { AnyLetter } from './core/letters.ts';
import { type Clock, DAY, SECOND } from './core/time.ts';
import { type Deliveries, incidentName } from './deliveries.ts';
import type { Trusted } from './github/actor.ts';
import type { Trigger } from './github/triggers.ts';
import { NotTaken } from './intake.ts';
import { within } from './log/context.ts';
import type { Meter } from './metrics/catalogue.ts';
import { servePages, type WebPage } from './pages.ts';
import type { Queue, Target } from './queue/queue.ts';

const NOBODY: Trusted = new Set();

/** A webhook waits this long to learn whether it is our own. */
const LONGEST_ASK = 2 * SECOND;
/** A label that is older than a day declares nothing, whenever the app came: after that it does not matter. */
const JOINED = 2 * DAY;

export interface AppParts {
  readonly clock: Clock;
  readonly queue: Queue;
  /** What came in for which incident, for the log. */
  readonly deliveries: Deliveries;
  readonly meter: Meter;
  readonly pages: readonly WebPage[];
  /** Whether the server is for that owner; says it in the log where it is not. */
  readonly served: (owner: string) => boolean;
  readonly trusted: (installation: number) => Promise<Trusted>;
  /** The full names of an installation's repositories. */
  readonly repositories: (installation: number) => Promise<readonly string[]>;
  /** An installation's repository by its id; null where it has none such. */
  readonly repositoryOf: (installation: number, id: number) => Promise<Target['repository'] | null>;
  /** Called when the app was put on repositories it had not been on; not waited for. */
  readonly joined: (installation: number) => Promise<void>;
}

/**
 * The Probot app: one listener that turns a webhook into a durable nudge and returns. GitHub is
 * answered when it has returned, so what it answered 200 for is on disk.
 */
export const tocsinApp =
  (parts: AppParts): ApplicationFunction =>
  (probot, { addHandler }) => {
    probot.onAny((event) =>
      within({ delivery: event.id }, async () => {
        const result = await receive(parts, probot.log, event).catch((error) => {
          parts.meter.count('tocsin_webhooks_total', { event: event.name, result: 'refused' });
          throw error;
        });
        parts.meter.count('tocsin_webhooks_total', { event: event.name, result });
      }),
    );
    addHandler(servePages(parts.pages));
  };

/** What reads webhooks brings a Markdown parser and schemas along, which a start need not wait for. */
function loadReading() {
  reading ??= Promise.all([import('./github/triggers.ts'), import('./github/declaring.ts')]);
  return reading;
}
let reading: Promise<
  [typeof import('./github/triggers.ts'), typeof import('./github/declaring.ts')]
> | null = null;

type Result = 'ignored' | 'known' | 'taken';
type Received = Parameters<Parameters<Probot['onAny']>[0]>[0];

async function receive(
  parts: AppParts,
  log: Probot['log'],
  { id, name, payload }: Received,
): Promise<Result> {
  const { clock, queue, served, trusted, joined } = parts;
  const [{ ownerIn, triggerFrom }, { letterFor }] = await loadReading();
  const installation = 'installation' in payload ? payload.installation?.id : undefined;
  if (installation === undefined) return 'ignored';
  const delivery = { id, at: clock.now(), name, payload };
  // What concerns no incident, whoever we are, costs nothing: no read, no write.
  if (!triggerFrom(delivery, NOBODY) || !served(ownerIn(payload))) return 'ignored';
  const trigger = triggerFrom(delivery, await known(clock, trusted(installation)));
  if (!trigger) return 'ignored';
  if (trigger.kind === 'look') {
    // Before it is stored: the pass may begin at once.
    parts.deliveries.note(trigger, id);
    const news = { trigger, letter: letterFor(trigger.letter, delivery), delivery: id };
    const result = await take(parts, news).catch(refuse);
    if (result === 'taken') log.info({ incident: incidentName(trigger) }, 'taken in');
    return result;
  }
  if (await queue.isCompleted(id).catch(refuse)) return 'known';
  for (const repository of trigger.repositories)
    await queue
      .remember(`joined:${repository}`, String(clock.now()), clock.now() + JOINED)
      .catch(refuse);
  // Not waited for: one that is done twice ends as if it were done once.
  queue.complete(id).catch((err: unknown) => log.warn({ err }, 'not noted'));
  // GitHub gives up on an answer after ten seconds, and a sweep may take longer.
  joined(installation).catch((err: unknown) => log.error({ err }, 'sweep failed'));
  return 'taken';
}

/** GitHub hears 503 and lists it among the failed deliveries. */
function refuse(cause: unknown): never {
  throw new NotTaken(503, 'The queue cannot store this now: deliver it again later', { cause });
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

interface News {
  readonly trigger: Extract<Trigger, { kind: 'look' }>;
  readonly letter: AnyLetter | null;
  readonly delivery: string;
}

/** What is let lie now is not completed: it may be worth a look when it is delivered again. */
async function take(
  { queue, repositories, repositoryOf }: AppParts,
  { trigger, letter, delivery }: News,
): Promise<Result> {
  const { letter: _told, onlyIfKnown, formerly, claimed = false, ...heard } = trigger;
  const { installation } = heard;
  const repository = claimed
    ? await repositoryOf(installation, heard.repository.id)
    : heard.repository;
  // Not this installation's: nobody there wakes or silences somebody else's incident.
  if (!repository) return 'ignored';
  const nudge = { ...heard, repository };
  const known = { ...nudge, ...formerly };
  if (onlyIfKnown && !(await queue.kept(known))) return 'ignored';
  // Where it was its clocks end: there is nothing to be seen any more.
  if (formerly) {
    await queue.nudge({ ...known, asOf: null });
    // Where the app is not, everybody may read an issue and we may write nothing: there it has ended.
    const { owner, name } = nudge.repository;
    const ours = await repositories(installation);
    if (!ours.includes(`${owner}/${name}`)) {
      await queue.complete(delivery);
      return 'taken';
    }
  }
  const kept = letter && { id: letter.id, at: letter.at, body: JSON.stringify(letter) };
  return (await queue.nudge(nudge, kept, delivery)) ? 'taken' : 'known';
}
