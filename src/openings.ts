import { mayWrite, PassFailed } from './act.ts';
import { demandOpen, PutOff } from './budget.ts';
import { spendingOf } from './core/budget.ts';
import type { EffectOf, Write } from './core/effects.ts';
import {
  type DispatchLetter,
  isDispatch,
  isFromPullRequest,
  NO_ISSUE,
  type OpeningLetter,
  type PullRequestLetter,
} from './core/letters.ts';
import { DEFAULT_POLICY, type Policy } from './core/policy.ts';
import type { Instant } from './core/time.ts';
import { apply } from './effects/apply.ts';
import type { Writer } from './effects/github-writes.ts';
import { lookFor } from './effects/ledger.ts';
import type { EngineParts } from './engine.ts';
import type { GitHub } from './github/client.ts';
import { readPolicy } from './github/policy-file.ts';
import { type Ground, readIncidents, readPullRequest } from './github/read-opening.ts';
import { createRights } from './github/rights.ts';
import { keyFact, lettersOf, noteKey, pass, placeName } from './post.ts';
import type { Job, Lease, Target, Worker } from './queue/queue.ts';
import { openedReply, openingFor } from './surfaces/opened.ts';
import { turnAway } from './turn-away.ts';

/** Whether a job is about an incident that is still to be opened, not about an issue. */
export const isOpening = (job: Job): boolean =>
  job.issue === NO_ISSUE || lettersOf(job).some(isFromPullRequest);

/** What one pass works with. */
interface Pass {
  readonly job: Job;
  readonly lease: Lease;
  readonly startedAt: Instant;
  readonly github: GitHub & Writer;
  readonly ground: Ground;
  readonly look: () => Promise<Ground | null>;
}

const BEGUN = 'begun';

/**
 * Opens issues for incidents that are declared where there is no issue: on a pull request, and by a dispatch.
 * Each exactly once: what an earlier try may have made without living to note it is looked for first.
 */
export function createOpenings(parts: EngineParts): Worker {
  const { clock, queue, log, meter, renderer } = parts;
  const rights = createRights(clock);

  const carryOut = async (
    { job, lease, github, ground, startedAt }: Pass,
    effect: Write,
  ): Promise<number | null> => {
    const { owner, name } = ground.repository;
    const texts = new Map('parts' in effect ? [[effect, renderer.render(effect.parts)]] : []);
    const { id: repository } = job.repository;
    const place = { owner, repo: name, repository, number: job.issue, node: '', card: 0 };
    const purse = parts.purse(job.installation);
    const applied = await apply([effect], {
      github,
      place,
      clock,
      log,
      meter,
      texts,
      purse,
      allowed: () => mayWrite({ lease, startedAt }, clock.now()),
    });
    const { putOff } = applied;
    if (putOff) {
      const { until, effects } = putOff;
      const waiting = effects.map(spendingOf);
      throw new PutOff(purse.turn(placeName(job), { until, waiting }));
    }
    const [failure] = applied.failures;
    if (failure) throw new PassFailed(`Refused: ${failure.effect}`, { cause: failure.error });
    return 'once' in effect ? (applied.receipts[effect.once]?.ref ?? null) : null;
  };

  /** Does what makes something new, once; answers the number of what it made. */
  const once = async (
    given: Pass,
    effect: EffectOf<'comment'> | EffectOf<'open-issue'>,
  ): Promise<number> => {
    const { job, ground, look } = given;
    const { answer } = await queue.intend(job, effect.once, clock.now());
    if (answer !== null && answer !== BEGUN) return Number(answer);
    const found = ground.found[effect.once];
    const made =
      found ??
      (answer === BEGUN
        ? (await lookFor([effect], { clock, look: async () => (await look())?.found ?? {} }))[
            effect.once
          ]?.ref
        : null);
    await queue.answered(job, effect.once, BEGUN);
    const ref = made ?? (await carryOut(given, effect));
    if (ref === null) throw new PassFailed(`Nothing came of ${effect.once}`);
    await queue.answered(job, effect.once, String(ref));
    return ref;
  };

  /** Opens the issue, and has it looked at: of what we do ourselves no webhook tells us. */
  const open = async (given: Pass, letter: OpeningLetter): Promise<Target> => {
    const { job, ground } = given;
    const { pullRequest, labelled, repository } = ground;
    const policy = await policyOf(repository.id);
    const { label, issue } = openingFor(letter, { pullRequest, labelled, policy });
    if (label) await carryOut(given, label);
    const number = await once(given, issue);
    const { id, owner, name } = repository;
    const opened = {
      installation: job.installation,
      repository: { id, owner, name },
      issue: number,
    };
    await queue.nudge({ ...opened, asOf: null });
    return opened;
  };

  /** The last good policy of the repository: enough to tell a severity from a title. */
  const policyOf = async (repository: number): Promise<Policy> => {
    const kept = await queue.recall(`policy:${repository}`);
    return (kept ? readPolicy(JSON.parse(kept).text).policy : null) ?? DEFAULT_POLICY;
  };

  const fromPullRequest = async (given: Pass, letter: PullRequestLetter): Promise<void> => {
    const { job, github, ground } = given;
    const { by, comment } = letter;
    const { rights: policy } = await policyOf(ground.repository.id);
    const asked = { logins: [by], policy };
    // What is opened so is confirmed: it takes the word of somebody whose reports are.
    const { vouched: may } = await rights.of(github, ground.repository, asked);
    if (!may[by]) {
      const snapshot = { found: ground.found, issue: { number: job.issue }, rights: may };
      const now = clock.now();
      for (const effect of await turnAway(queue, job, { snapshot, letters: [letter], now }))
        if (effect.kind === 'comment') await once(given, effect);
        else await carryOut(given, effect);
      return;
    }
    const opened = await open(given, letter);
    const [reaction, reply] = openedReply({ comment, on: job.issue }, opened.issue);
    await carryOut(given, reaction);
    await once(given, reply);
    // The reply has linked the pull request with it: its card shows that.
    await queue.nudge({ ...opened, asOf: null });
  };

  /** An incident of the same key hears of it; where there is none, or it says that it is over, one is opened. */
  const told = async (given: Pass, letter: DispatchLetter): Promise<void> => {
    for (const because of letter.faults)
      log.warn({ by: letter.by, because }, 'a dispatch has a fault');
    const known = await holderOf(given, letter);
    if (known) return pass(queue, known, letter);
    const opened = await open(given, letter);
    if (letter.key)
      await noteKey(queue, keyFact(letter.home.id, letter.key), {
        holder: opened,
        now: clock.now(),
      });
  };

  const holderOf = async (
    { job, ground }: Pass,
    { key, home, over = [] }: DispatchLetter,
  ): Promise<Target | null> => {
    if (!key) return null;
    const kept = await queue.recall(keyFact(home.id, key));
    const listed = ground.keys.get(key);
    const { installation, repository } = job;
    const holders: readonly Target[] = [
      ...(kept ? [JSON.parse(kept)] : []),
      ...(listed ? [{ installation, repository, issue: listed }] : []),
    ];
    return holders.find((one) => !over.includes(placeName(one))) ?? null;
  };

  return async (job, lease) => {
    demandOpen(parts.purse(job.installation));
    const startedAt = clock.now();
    const github = await parts.clientFor(job.installation);
    const trusted = await parts.trusted(job.installation);
    const look = (): Promise<Ground | null> =>
      job.issue === NO_ISSUE
        ? readIncidents(github, job.repository, trusted)
        : readPullRequest(github, { ...job.repository, number: job.issue }, trusted);
    const ground = await look();
    if (!ground) log.info({}, 'there is no place to open an incident');
    for (const letter of lettersOf(job)) {
      if (ground) {
        const given = { job, lease, startedAt, github, ground, look };
        if (isDispatch(letter)) await told(given, letter);
        else if (isFromPullRequest(letter)) await fromPullRequest(given, letter);
      }
      await queue.burn(job, [letter.id]);
    }
    return { wakeAt: null };
  };
}
