import type { Purse } from './budget.ts';
import type { IncidentLetter } from './core/adoption.ts';
import { type Effect, effectId, isWrite, type Write } from './core/effects.ts';
import type { Snapshot } from './core/snapshot.ts';
import { type Instant, SECOND } from './core/time.ts';
import { type Applied, type Applying, apply } from './effects/apply.ts';
import type { Writer } from './effects/github-writes.ts';
import { answerCalls, intendCalls } from './effects/intents.ts';
import type { Reporter } from './effects/report.ts';
import { tellOthers } from './effects/tell.ts';
import type { EngineParts } from './engine.ts';
import type { GitHub } from './github/client.ts';
import type { Look } from './look.ts';
import type { Job, Lease } from './queue/queue.ts';
import type { TeamRenderer } from './render/templates.ts';

/** What one pass works with, once the world has been read. */
export interface Pass {
  readonly job: Job;
  readonly lease: Lease;
  readonly github: GitHub & Writer;
  readonly look: Look;
  readonly snapshot: Snapshot;
  readonly letters: readonly IncidentLetter[];
  /** Teams whose members GitHub does not show us. */
  readonly blind: readonly string[];
  /** Speaks in the team's own words where there are some. */
  readonly renderer: TeamRenderer;
  /** What the policy names and the server does not have, in sentences. */
  readonly lacking: readonly string[];
  /** Calls which the card names and of which this store, a new one, cannot know whether they were sent. */
  readonly perhapsSent: ReadonlySet<string>;
  readonly startedAt: Instant;
  /** What may be written, by GitHub's limits. */
  readonly purse: Purse;
}

/** The world refused something; the queue tries again, and the next pass plans what is still missing. */
export class PassFailed extends Error {
  override readonly name = 'PassFailed';
}

type Tools = Pick<EngineParts, 'clock' | 'queue' | 'log' | 'meter'>;

type Acting = Pick<
  Pass,
  'job' | 'lease' | 'github' | 'snapshot' | 'startedAt' | 'renderer' | 'purse'
> &
  Pick<Reporter, 'declared'>;

/** Does what was planned, the card standing at that comment. */
type Act = (pass: Acting, effects: readonly Effect[], card: number) => Promise<Applied>;

const LONGEST_PASS = 45 * SECOND;
const SLOW = 5 * SECOND;

/** Throws where a pass has taken too long, or its issue is another server's by now. */
export function mayWrite(
  { lease, startedAt }: Pick<Pass, 'lease' | 'startedAt'>,
  now: Instant,
): void {
  if (now - startedAt > LONGEST_PASS)
    throw new PassFailed('This pass took too long; the next goes on');
  if (!lease.holds())
    throw new PassFailed('This server was silent too long; another has the issue now');
}

/** How a pass acts on GitHub: a call is noted before it is sent, and again with what it became. */
export function createAct({ clock, queue, log, meter }: Tools): Act {
  return async (pass, effects, card) => {
    const { job, github, snapshot, startedAt, renderer, purse, declared } = pass;
    const reporter = { log, meter, ...(declared ? { declared } : {}) };
    const store = { queue, clock, target: job };
    const called = await intendCalls(effects, store);
    const texts = new Map<Effect, string>();
    for (const effect of effects)
      if ('parts' in effect) texts.set(effect, renderer.render(effect.parts));
    const applying: Applying = {
      github,
      place: {
        owner: snapshot.repository.owner,
        repo: snapshot.repository.name,
        number: snapshot.issue.number,
        repository: snapshot.repository.id,
        node: snapshot.issue.node,
        card,
      },
      clock,
      ...reporter,
      texts,
      purse,
      allowed: () => mayWrite(pass, clock.now()),
    };
    // Whoever typed a command that takes its time sees that it was read.
    const seen = effects.filter((effect) => effect.kind === 'react');
    const eyes = seen.map((effect): Write => ({ ...effect, content: 'eyes' }));
    const cancel = clock.at(startedAt + SLOW, () => void apply(eyes, applying));
    const todo = effects.filter(isWrite).filter((effect) => !called[effectId(effect)]);
    const told = await tellOthers(effects, { ...store, ...reporter });
    const applied = await apply(todo, applying).finally(cancel);
    await answerCalls(effects, applied.receipts, store);
    return { ...applied, receipts: { ...called, ...told, ...applied.receipts } };
  };
}
