import { createAct, type Pass, PassFailed } from './act.ts';
import { demandOpen, type Purse, PutOff } from './budget.ts';
import { calledAhead, createCallAhead } from './call-ahead.ts';
import { actedIn } from './core/acted.ts';
import { spendingOf } from './core/budget.ts';
import { type Effect, effectId, type Receipt } from './core/effects.ts';
import { type Equipment, lackingFor } from './core/lacking.ts';
import { openTries } from './core/page-tries.ts';
import { rostersOf } from './core/reach.ts';
import { settled, withReceipts } from './core/receipts.ts';
import { type IncidentRecord, incidentOf } from './core/record.ts';
import { troublesWith } from './core/roster.ts';
import { type Clock, type Instant, SECOND } from './core/time.ts';
import { withBlindTeams } from './core/vouching.ts';
import type { Applied } from './effects/apply.ts';
import type { Outward } from './effects/elsewhere.ts';
import type { Writer } from './effects/github-writes.ts';
import { answerFound } from './effects/intents.ts';
import { lookFor } from './effects/ledger.ts';
import { foresee, planFor, wakeFor } from './foresee.ts';
import { keepFindable } from './found-again.ts';
import type { Trusted } from './github/actor.ts';
import type { GitHub } from './github/client.ts';
import { createRights } from './github/rights.ts';
import { createSaver } from './keep.ts';
import { createLookout } from './look.ts';
import type { Meter } from './metrics/catalogue.ts';
import type { ReadRosters } from './notifiers/rosters.ts';
import { giveBack, postOf } from './post.ts';
import type { Job, Lease, Queue, Worker } from './queue/queue.ts';
import type { Renderer } from './render/templates.ts';
import { createRound } from './round.ts';
import { noteSeen, noteUnseen } from './seen.ts';
import { PINNED_CARD } from './surfaces/pin.ts';
import { turnAway } from './turn-away.ts';
import type { PagerWatch } from './watch-pagers.ts';
import { type Worlds, worldsOf } from './worlds.ts';

export interface EngineLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface EngineParts extends Outward {
  readonly clock: Clock;
  readonly queue: Queue;
  readonly renderer: Renderer;
  readonly log: EngineLog;
  readonly meter: Meter;
  /** Called where somebody else writes a record, with until when it is left alone. */
  readonly disputed: (until: Instant) => void;
  readonly pagers: PagerWatch;
  readonly readRosters: ReadRosters;
  /** What the server has for an owner's policy. */
  readonly equipmentOf: (owner: string) => Equipment;
  /** An installation's client: its own token and its own throttle. */
  readonly clientFor: (installation: number) => Promise<GitHub & Writer>;
  readonly trusted: (installation: number) => Promise<Trusted>;
  readonly purse: (installation: number) => Purse;
  /** When the app was installed on a repository. */
  readonly installedAt: (job: Job) => Promise<number>;
}

/** One pass over one issue: observe → decide → plan → save → apply → save. The only way anything happens. */
export function createEngine(parts: EngineParts): Worker {
  const { clock, queue, log, pagers } = parts;
  const rights = createRights(clock);
  const lookAt = createLookout(parts);
  const saver = createSaver(parts);
  const act = createAct(parts);
  const round = createRound(parts, saver, act);
  const callAhead = createCallAhead(parts, rights);
  /** What GitHub refused in an issue's last pass. */
  const refusals = new Map<string, string>();
  /** What an issue's last pass put off: nobody has done it, so nobody looks for it. */
  const untried = new Map<string, ReadonlySet<string>>();

  const begin = async (given: Pick<Pass, 'job' | 'lease' | 'github' | 'look'>): Promise<Pass> => {
    const { job, github, look } = given;
    const { owner } = job.repository;
    const sight = look.sight.snapshot;
    const letters = postOf(job).here;
    const { record } = look;
    // Nobody waits for one of them because another is slow.
    const [there, policy, pagerSights] = await Promise.all([
      rights.of(github, sight.repository, {
        logins: actedIn(sight, record, letters),
        policy: sight.policy.rights,
      }),
      parts.readRosters(sight.policy, owner),
      pagers.look({ record, policy: sight.policy, place: job }),
    ]);
    const snapshot = { ...sight, policy };
    return {
      ...given,
      letters,
      lacking: [
        ...lackingFor(snapshot, owner, parts.equipmentOf(owner)),
        ...troublesWith(rostersOf(policy), policy.rosters),
      ],
      blind: there.blind,
      renderer: parts.renderer.inWordsOf(snapshot.templates),
      perhapsSent: look.kept ? new Set() : openTries(look.record),
      startedAt: clock.now(),
      purse: parts.purse(job.installation),
      snapshot: {
        ...snapshot,
        rights: there.rights,
        vouched: there.vouched,
        installedAt: await parts.installedAt(job),
        pagers: pagerSights,
      },
    };
  };

  const burnLetters = ({ job }: Pass): Promise<void> =>
    queue.burn(
      job,
      job.letters.map(({ id }) => id),
    );

  /** What an earlier pass may have done without living to note it is looked for before it is done. */
  const remember = async ({ job, github, look }: Pass, world: Worlds): Promise<Receipts> => {
    if (!incidentOf(look.record)) return {};
    const unfinished = planFor(world(look.record));
    const waiting = untried.get(nameOf(job));
    untried.delete(nameOf(job));
    const begun = unfinished.effects.filter((effect) => !waiting?.has(effectId(effect)));
    const found = await lookFor(begun, { clock, look: () => lookAt.again(job, github) });
    await answerFound({ ...unfinished.recovered, ...found }, { queue, clock, target: job });
    return { ...unfinished.recovered, ...found };
  };

  const read = async (job: Job, lease: Lease) => {
    demandOpen(parts.purse(job.installation));
    const github = await parts.clientFor(job.installation);
    const look = await lookAt(job, github);
    return look.kind === 'away' ? look : begin({ job, lease, github, look });
  };

  return async (job, lease) => {
    const pass = await callAhead(job, lease, () => read(job, lease));
    const { dispatches, duplicates, pagers: told, troubles } = postOf(job);
    if ('kind' in pass) {
      // What is gone takes up nothing; a record that is only left alone keeps its post.
      if (pass.wakeAt === null) await giveBack(queue, job, dispatches);
      await noteUnseen(queue, job, { wakeAt: pass.wakeAt, now: clock.now() });
      return { wakeAt: pass.wakeAt };
    }
    const { look, letters } = pass;
    const called = await calledAhead(queue, job);
    const snapshot = called === null ? pass.snapshot : { ...pass.snapshot, calledAt: called };
    const { record: before, editedBy } = look;
    const post = { letters, again: dispatches, duplicates, pagers: told, troubles };
    const input = { snapshot, record: before, ...post, now: clock.now(), editedBy };
    const decision = foresee(input);
    if (!decision.incident) {
      log.info({ because: decision.because }, 'not an incident');
      const said = await turnAway(queue, job, { snapshot, letters, now: clock.now() });
      const { failures, putOff } = await act(pass, said, 0);
      if (putOff) throw new PutOff(turnOf(pass, putOff));
      if (failures[0]) throw new PassFailed('Could not turn away', { cause: failures[0].error });
      await giveBack(queue, job, dispatches);
      await burnLetters(pass);
      const wakeAt = look.again;
      await noteSeen(queue, job, { updatedAt: seenOf(pass), wakeAt, now: clock.now() });
      return { wakeAt };
    }

    const known = { home: before.home, incident: decision.incident, isNew: !look.kept };
    await keepFindable(queue, job, { ...known, now: clock.now() });
    const world = worldsOf(pass, decision.incident, refusals.get(nameOf(job)) ?? '');
    const receipts = await remember(pass, world);
    const decided = decision.rebuilt ? settled(decision.record) : decision.record;
    const now = clock.now();
    const record = withBlindTeams(withReceipts(decided, receipts, now), pass.blind, now);
    const first = await round(pass, world, record);
    // A call that did not go through is told at once, not when the next pass has looked for what this one did.
    const isSilent = first.record.settled < first.record.events.length;
    const last =
      isSilent && first.failures.length === 0 && !first.putOff
        ? await round({ ...pass, look: first.look }, world, first.record)
        : first;
    // What GitHub does no longer refuse is no trouble any more: the card says so now, not with the next pass.
    const shown = last.failures.length > 0 ? world : worldsOf(pass, decision.incident, '');
    // What was done is noted, however little room there is.
    const noting = { look: last.look, world: shown(last.record), urgency: 'call' } as const;
    const final = await saver.save(pass, noting);
    await giveBack(queue, job, decision.over);
    await burnLetters(pass);
    const refused = last.failures.map(({ effect }) => effect).join(', ');
    if (refused) refusals.set(nameOf(job), refused);
    else refusals.delete(nameOf(job));
    if (refused) throw new PassFailed(`Refused: ${refused}`, { cause: last.failures[0]?.error });

    const { revision } = final.record;
    log.info({ effects: first.planned.length, revision }, 'pass');
    const incident = incidentOf(final.record) ?? decision.incident;
    const isUnfinished = wantsMore(before, final.record, first.planned);
    const { policy } = snapshot;
    const wakes = [wakeFor(incident, policy), pagers.again(final.record, policy), look.again];
    const { putOff } = last;
    if (putOff) untried.set(nameOf(job), new Set(putOff.effects.map(effectId)));
    const next = isUnfinished ? clock.now() : earliest(wakes);
    const wakeAt = putOff ? turnOf(pass, putOff) : next;
    await noteSeen(queue, job, { updatedAt: seenOf(pass), wakeAt, now: clock.now() });
    return { wakeAt };
  };
}

type Receipts = Readonly<Record<string, Receipt>>;

/** When it is the issue's turn to have done what GitHub had no room for. */
const turnOf = (
  { purse, job }: Pass,
  { until, effects }: NonNullable<Applied['putOff']>,
): Instant => purse.turn(nameOf(job), { until, waiting: effects.map(spendingOf) });

/** What was just made, or found to be made, is linked, dated, pinned or named by the next pass, whose read shows it. */
function wantsMore(
  before: IncidentRecord,
  after: IncidentRecord,
  effects: readonly Effect[],
): boolean {
  const opened = (record: IncidentRecord): string => {
    const { postmortem, actions = [] } = incidentOf(record) ?? {};
    const { number, moved } = postmortem ?? {};
    return JSON.stringify([number, moved, actions.map((item) => item.number)]);
  };
  const shown = ['create-milestone', 'rename-issue'];
  const isShownNext = effects.some(({ kind }) => shown.includes(kind));
  return isShownNext || opened(before) !== opened(after) || !after.ledger[PINNED_CARD];
}

/** How new the issue is known to be: what happened within GitHub's lag of the read may not be in it. */
const seenOf = ({ look, startedAt }: Pass): Instant =>
  Math.min(look.sight.updatedAt, startedAt - 10 * SECOND);

const nameOf = ({ repository, issue }: Job): string => `${repository.id}#${issue}`;

const earliest = (times: readonly (Instant | null)[]): Instant | null => {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.min(...known) : null;
};
