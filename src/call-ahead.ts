import { snapshotFrom } from './core/from-payload.ts';
import type { DeclaringLetter } from './core/letters.ts';
import { EMPTY_RECORD } from './core/record.ts';
import { type Duration, type Instant, SECOND } from './core/time.ts';
import { sendMessages } from './effects/pages.ts';
import type { EngineParts } from './engine.ts';
import { foresee, planFor, worldOf } from './foresee.ts';
import { policyIn } from './github/policy-in-force.ts';
import type { Rights } from './github/rights.ts';
import { declaringsOf, placeName } from './post.ts';
import { type Job, type Lease, type Queue, RETENTION, type Target } from './queue/queue.ts';

/** How long whoever is to be called waits for GitHub. */
const PATIENCE: Duration = 3 * SECOND;

const factFor = (target: Target): string => `called-ahead:${placeName(target)}`;

/** When people were called for an issue before it could be read; null where they were not. */
export async function calledAhead(queue: Queue, job: Job): Promise<Instant | null> {
  const at = declaringsOf(job).length > 0 ? await queue.recall(factFor(job)) : null;
  return at === null ? null : Number(at);
}

/** Reads; where the read of what was just declared is long in coming or fails, people are called before it. */
type CallAhead = <Read>(job: Job, lease: Lease, read: () => Promise<Read>) => Promise<Read>;

/**
 * While GitHub answers nothing, people are called elsewhere by what the webhook said and the last known policy
 * (record.md, *Pages*): under the names which the pass will use, so that it finds them called. Nobody is called where
 * it is not known that the declarer may, and nobody is mentioned, for that takes GitHub.
 */
export function createCallAhead(parts: EngineParts, rights: Pick<Rights, 'known'>): CallAhead {
  const { clock, queue, log } = parts;

  /** Answers whether anybody was called. */
  const callBy = async (letter: DeclaringLetter, job: Job): Promise<boolean> => {
    const last = policyIn(await queue.recall(`policy:${job.repository.id}`));
    if (!last) return false;
    const { repository } = job;
    const place = { ...repository, private: letter.private };
    const asked = { logins: [letter.by.login], policy: last.policy.rights };
    const known = rights.known(place, asked);
    if (!known.vouched[letter.by.login]) return false;
    const { file: policyFile } = last;
    const policy = await parts.readRosters(last.policy, repository.owner);
    const snapshot = snapshotFrom(letter, { repository, policy, policyFile, ...known });
    if (!snapshot) return false;
    // As at the time of the webhook: what becomes due meanwhile, somebody may have answered where we cannot look.
    const { at: now } = letter;
    const decision = foresee({
      snapshot,
      record: EMPTY_RECORD,
      letters: letter.asked ? [letter.asked] : [],
      now,
      editedBy: null,
    });
    if (!decision.incident) return false;
    const { record, incident: decided } = decision;
    const { effects } = planFor(worldOf(record, { decided, snapshot, troubles: [] }));
    const calls = effects.flatMap((effect) => (effect.kind === 'page' ? [effect] : []));
    if (calls.length === 0) return false;
    await queue.remember(factFor(job), String(now), clock.now() + RETENTION);
    log.warn({ calls: calls.length }, 'GitHub is long in coming: calling ahead');
    const { declaredAt, drill = false } = decision.incident;
    const declared = { at: declaredAt, drill };
    await sendMessages(calls, { ...parts, declared, target: job, perhapsSent: new Set() }).all;
    return true;
  };

  /** Several may have declared it: whoever may is not kept from it by who may not. */
  const callByAny = async (letters: readonly DeclaringLetter[], job: Job): Promise<void> => {
    for (const letter of letters) if (await callBy(letter, job)) return;
  };

  return async (job, lease, read) => {
    const letters = declaringsOf(job);
    if (letters.length === 0 || (await queue.kept(job))) return read();
    let calling: Promise<void> | null = null;
    const call = (): void => {
      if (calling || !lease.holds()) return;
      calling = callByAny(letters, job).catch((err: unknown) =>
        log.error({ err }, 'nobody could be called ahead'),
      );
    };
    const cancel = clock.at(clock.now() + PATIENCE, call);
    try {
      return await read();
    } catch (error) {
      call();
      throw error;
    } finally {
      cancel();
      // Else the pass would take what is under way for what was cut off.
      await calling;
    }
  };
}
