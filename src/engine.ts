import { commands } from './commands/index.ts';
import { readComment } from './commands/read.ts';
import { actedIn } from './core/acted.ts';
import type { IncidentLetter } from './core/adoption.ts';
import { decide, nextDue, type Rules } from './core/decide.ts';
import type { Effect } from './core/effects.ts';
import { plan, type World } from './core/plan.ts';
import { settled, withReceipts } from './core/receipts.ts';
import { type IncidentRecord, incidentOf } from './core/record.ts';
import type { Snapshot } from './core/snapshot.ts';
import { type Clock, SECOND } from './core/time.ts';
import { apply } from './effects/apply.ts';
import type { Writer } from './effects/github-writes.ts';
import { lookFor } from './effects/ledger.ts';
import type { Trusted } from './github/actor.ts';
import type { GitHub } from './github/client.ts';
import { createRights } from './github/rights.ts';
import { readAct } from './hands/index.ts';
import { createSaver } from './keep.ts';
import { createLookout, type Look } from './look.ts';
import type { Job, Queue } from './queue/queue.ts';
import type { Renderer } from './render/templates.ts';
import { surfaces } from './surfaces/index.ts';
import { timers } from './timers/index.ts';

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
const rules: Rules = { comment: readComment, act: readAct, timers };
const catalogue = commands.map(({ usage, summary }) => ({ usage, summary }));

/** The world refused something; the queue tries again, and the next pass plans what is still missing. */
export class PassFailed extends Error {
  override readonly name = 'PassFailed';
}

/** One pass over one issue: observe → decide → plan → save → apply → save. The only way anything happens. */
export function createEngine(parts: EngineParts): (job: Job) => Promise<{ wakeAt: number | null }> {
  const { clock, queue, log } = parts;
  const rights = createRights(clock);
  const lookAt = createLookout(parts);
  const saver = createSaver(parts);

  const see = async (job: Job, look: Look, github: GitHub): Promise<Snapshot> => {
    const { snapshot } = look.sight;
    const people = actedIn(snapshot, look.record, lettersOf(job));
    return {
      ...snapshot,
      rights: await rights.of(github, snapshot.repository, people),
      installedAt: await parts.installedAt(job),
    };
  };

  return async (job) => {
    const started = clock.now();
    const github = await parts.clientFor(job.installation);
    const look = await lookAt(job, github);
    if (look.kind === 'away') return { wakeAt: look.wakeAt };
    const snapshot = await see(job, look, github);
    const letters = lettersOf(job);
    const decision = decide(rules, {
      snapshot,
      record: look.record,
      letters,
      now: clock.now(),
      editedBy: look.editedBy,
    });
    if (!decision.incident) {
      log.info({ issue: job.issue, because: decision.because }, 'not an incident');
      await queue.burn(
        job,
        letters.map(({ id }) => id),
      );
      return { wakeAt: null };
    }
    const worldOf = (record: IncidentRecord): World => ({
      incident: incidentOf(record) ?? decision.incident,
      news: record.events.slice(record.settled),
      record,
      snapshot,
      policy: snapshot.policy,
      catalogue,
      troubles:
        job.failures < PATIENCE
          ? []
          : [`GitHub has refused something ${job.failures} times; Tocsin tries again`],
    });

    // What an earlier pass may have done without noting it is looked for before it is done.
    const unfinished = incidentOf(look.record) ? plan(surfaces, worldOf(look.record)) : null;
    const told = unfinished?.recovered ?? {};
    const found = await lookFor(unfinished?.effects ?? [], {
      clock,
      look: () => lookAt.again(job, github),
    });
    const record = withReceipts(
      decision.rebuilt ? settled(decision.record) : decision.record,
      { ...told, ...found },
      clock.now(),
    );
    const planned = plan(surfaces, worldOf(record));
    const ready = hasWords(planned.effects) ? record : settled(record);
    const saved = await saver.save(job, github, { look, world: worldOf(ready) });

    const texts = new Map<Effect, string>();
    for (const effect of planned.effects)
      if ('parts' in effect) texts.set(effect, parts.renderer.render(effect.parts));
    const applied = await apply(planned.effects, {
      github,
      place: {
        owner: snapshot.repository.owner,
        repo: snapshot.repository.name,
        number: snapshot.issue.number,
        node: snapshot.issue.node,
        card: saved.card.comment,
      },
      clock,
      log,
      texts,
      allowed: () => {
        if (clock.now() - started > LONGEST_PASS)
          throw new PassFailed('This pass took too long; the next goes on');
      },
    });

    const after = withReceipts(
      saved.record,
      { ...planned.recovered, ...applied.receipts },
      clock.now(),
    );
    const wordsFailed = applied.failures.length > 0;
    const end = wordsFailed ? after : settled(after);
    const final = await saver.save(job, github, {
      look: { ...look, ...saved },
      world: worldOf(end),
    });
    await queue.burn(
      job,
      letters.map(({ id }) => id),
    );
    if (wordsFailed) {
      const refused = applied.failures.map(({ effect }) => effect).join(', ');
      throw new PassFailed(`Refused: ${refused}`, { cause: applied.failures[0]?.error });
    }
    const incident = incidentOf(final.record) ?? decision.incident;
    // What was just made is linked and dated by the next pass, whose read shows it.
    const made = planned.effects.some(
      ({ kind }) => kind === 'open-issue' || kind === 'create-milestone',
    );
    return { wakeAt: made ? clock.now() : nextDue(timers, incident, snapshot.policy) };
  };
}

/** Whether something is said or opened: such acts want a receipt, so their events are not settled yet. */
const hasWords = (effects: readonly Effect[]): boolean =>
  effects.some(({ kind }) => kind === 'comment' || kind === 'open-issue');

const lettersOf = (job: Job): readonly IncidentLetter[] =>
  job.letters.map(({ body }): IncidentLetter => JSON.parse(body));
