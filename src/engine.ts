import { actedIn } from './core/acted.ts';
import type { IncidentLetter } from './core/adoption.ts';
import { type Effect, effectId, type Receipt } from './core/effects.ts';
import type { Incident } from './core/incident.ts';
import type { World } from './core/plan.ts';
import { settled, withReceipts } from './core/receipts.ts';
import { type IncidentRecord, incidentOf } from './core/record.ts';
import type { Snapshot } from './core/snapshot.ts';
import { type Clock, type Instant, SECOND } from './core/time.ts';
import { turnedAway } from './core/turned-away.ts';
import { type Applied, type Applying, apply } from './effects/apply.ts';
import type { Writer } from './effects/github-writes.ts';
import { answerCalls, intendCalls, isCall } from './effects/intents.ts';
import { lookFor } from './effects/ledger.ts';
import { foresee, planFor, wakeFor, worldOf } from './foresee.ts';
import type { Trusted } from './github/actor.ts';
import type { GitHub } from './github/client.ts';
import { createRights } from './github/rights.ts';
import { createSaver } from './keep.ts';
import { createLookout, type Look } from './look.ts';
import type { Job, Queue } from './queue/queue.ts';
import type { Renderer } from './render/templates.ts';
import { noteSeen } from './seen.ts';
import { PINNED_CARD } from './surfaces/pin.ts';

export interface EngineLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface EngineParts {
  readonly clock: Clock;
  readonly queue: Queue;
  readonly renderer: Renderer;
  readonly log: EngineLog;
  /** An installation's client: its own token and its own throttle. */
  readonly clientFor: (installation: number) => Promise<GitHub & Writer>;
  readonly trusted: (installation: number) => Promise<Trusted>;
  /** When the app was installed on a repository. */
  readonly installedAt: (job: Job) => Promise<number>;
}

/** Passes whose effects GitHub refused this often in a row say so on the card. */
const PATIENCE = 3;
const LONGEST_PASS = 45 * SECOND;
const SLOW = 5 * SECOND;

/** The world refused something; the queue tries again, and the next pass plans what is still missing. */
export class PassFailed extends Error {
  override readonly name = 'PassFailed';
}

/** What one pass works with, once the world has been read. */
interface Pass {
  readonly job: Job;
  readonly github: GitHub & Writer;
  readonly look: Look;
  readonly snapshot: Snapshot;
  readonly letters: readonly IncidentLetter[];
  readonly startedAt: Instant;
}

/** One pass over one issue: observe → decide → plan → save → apply → save. The only way anything happens. */
export function createEngine(
  parts: EngineParts,
): (job: Job) => Promise<{ wakeAt: Instant | null }> {
  const { clock, queue, log } = parts;
  const rights = createRights(clock);
  const lookAt = createLookout(parts);
  const saver = createSaver(parts);
  /** What GitHub refused in an issue's last pass. */
  const refusals = new Map<string, string>();

  const begin = async (job: Job, github: GitHub & Writer, look: Look): Promise<Pass> => {
    const { snapshot } = look.sight;
    const letters = lettersOf(job);
    const people = actedIn(snapshot, look.record, letters);
    return {
      job,
      github,
      look,
      letters,
      startedAt: clock.now(),
      snapshot: {
        ...snapshot,
        rights: await rights.of(github, snapshot.repository, people),
        installedAt: await parts.installedAt(job),
      },
    };
  };

  const burnLetters = ({ job, letters }: Pass): Promise<void> =>
    queue.burn(
      job,
      letters.map(({ id }) => id),
    );

  /** What an earlier pass may have done without living to note it is looked for before it is done. */
  const remember = async ({ job, github, look }: Pass, world: Worlds): Promise<Receipts> => {
    if (!incidentOf(look.record)) return {};
    const unfinished = planFor(world(look.record));
    const found = await lookFor(unfinished.effects, {
      clock,
      look: () => lookAt.again(job, github),
    });
    return { ...unfinished.recovered, ...found };
  };

  /** Does what was planned. A call is noted before it is sent, and again with what it became. */
  const act = async (pass: Pass, effects: readonly Effect[], card: number): Promise<Applied> => {
    const { job, github, snapshot, startedAt } = pass;
    const store = { queue, clock, target: job };
    const called = await intendCalls(effects, store);
    const texts = new Map<Effect, string>();
    for (const effect of effects)
      if ('parts' in effect) texts.set(effect, parts.renderer.render(effect.parts));
    const applying: Applying = {
      github,
      place: {
        owner: snapshot.repository.owner,
        repo: snapshot.repository.name,
        number: snapshot.issue.number,
        node: snapshot.issue.node,
        card,
      },
      clock,
      log,
      texts,
      allowed: () => {
        if (clock.now() - startedAt > LONGEST_PASS)
          throw new PassFailed('This pass took too long; the next goes on');
      },
    };
    // Whoever typed a command that takes its time sees that it was read.
    const seen = effects.filter((effect) => effect.kind === 'react');
    const eyes = seen.map((effect): Effect => ({ ...effect, content: 'eyes' }));
    const cancel = clock.at(startedAt + SLOW, () => void apply(eyes, applying));
    const todo = effects.filter((effect) => !called[effectId(effect)]);
    const applied = await apply(todo, applying).finally(cancel);
    await answerCalls(effects, applied.receipts, store);
    return { ...applied, receipts: { ...called, ...applied.receipts } };
  };

  return async (job) => {
    const github = await parts.clientFor(job.installation);
    const look = await lookAt(job, github);
    if (look.kind === 'away') return { wakeAt: look.wakeAt };
    const pass = await begin(job, github, look);
    const { snapshot, letters } = pass;
    const { record: before, editedBy } = look;
    const input = { snapshot, record: before, letters, now: clock.now(), editedBy };
    const decision = foresee(input);
    if (!decision.incident) {
      log.info({ issue: job.issue, because: decision.because }, 'not an incident');
      const { failures } = await act(pass, turnedAway(snapshot, letters), 0);
      if (failures[0]) throw new PassFailed('Could not turn away', { cause: failures[0].error });
      await burnLetters(pass);
      await noteSeen(queue, job, seenOf(pass));
      return { wakeAt: null };
    }

    const world = worldsOf(pass, decision.incident, refusals.get(nameOf(job)) ?? '');
    const receipts = await remember(pass, world);
    const decided = decision.rebuilt ? settled(decision.record) : decision.record;
    const record = withReceipts(decided, receipts, clock.now());
    const planned = planFor(world(record));
    const ready = hasWords(planned.effects) ? record : settled(record);
    const saved = await saver
      .save(job, github, { look, world: world(ready) })
      .catch(async (error) => {
        // The decision is kept and its calls are numbered: people are called though the card cannot be written.
        await act(pass, planned.effects.filter(isCall), look.card?.comment ?? 0);
        throw error;
      });
    const applied = await act(pass, planned.effects, saved.card.comment);

    const noted = { ...planned.recovered, ...applied.receipts };
    const after = withReceipts(saved.record, noted, clock.now());
    const end = applied.failures.length > 0 ? after : settled(after);
    const final = await saver.save(job, github, { look: { ...look, ...saved }, world: world(end) });
    await burnLetters(pass);
    const refused = applied.failures.map(({ effect }) => effect).join(', ');
    if (refused) refusals.set(nameOf(job), refused);
    else refusals.delete(nameOf(job));
    if (refused) throw new PassFailed(`Refused: ${refused}`, { cause: applied.failures[0]?.error });

    const { revision } = final.record;
    log.info({ issue: job.issue, effects: applied.done, revision }, 'pass');
    const incident = incidentOf(final.record) ?? decision.incident;
    await noteSeen(queue, job, seenOf(pass));
    const isUnfinished = wantsMore(before, final.record, planned.effects);
    return { wakeAt: isUnfinished ? clock.now() : wakeFor(incident, snapshot.policy) };
  };
}

type Receipts = Readonly<Record<string, Receipt>>;
type Worlds = (record: IncidentRecord) => World;

/** The world with another record in it: as it was found, as decided, as done. */
function worldsOf({ job, snapshot }: Pass, decided: Incident, refused: string): Worlds {
  const troubles =
    job.failures < PATIENCE || !refused
      ? []
      : [`GitHub keeps refusing what Tocsin tries to do (${refused}); it goes on trying`];
  return (record) => worldOf(record, { decided, snapshot, troubles });
}

/** What was just made, or found to be made, is linked, dated and pinned by the next pass, whose read shows it. */
function wantsMore(
  before: IncidentRecord,
  after: IncidentRecord,
  effects: readonly Effect[],
): boolean {
  const opened = (record: IncidentRecord): number | null =>
    incidentOf(record)?.postmortem?.number ?? null;
  const dates = effects.some(({ kind }) => kind === 'create-milestone');
  return dates || opened(before) !== opened(after) || !after.ledger[PINNED_CARD];
}

/** How new the issue is known to be: what happened within GitHub's lag of the read may not be in it. */
const seenOf = ({ look, startedAt }: Pass): Instant =>
  Math.min(look.sight.updatedAt, startedAt - 10 * SECOND);

const nameOf = ({ repository, issue }: Job): string => `${repository.id}#${issue}`;

/** Whether something is said or opened: such acts want a receipt, so their events are not settled yet. */
const hasWords = (effects: readonly Effect[]): boolean =>
  effects.some(({ kind }) => kind === 'comment' || kind === 'open-issue');

const lettersOf = (job: Job): readonly IncidentLetter[] =>
  job.letters.map(({ body }): IncidentLetter => JSON.parse(body));
