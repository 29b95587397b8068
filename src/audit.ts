import { audit, type Finding, placeOf } from './core/audit.ts';
import type { TroubleLetter } from './core/letters.ts';
import { decodeRecord, type IncidentRecord, incidentOf, recordIn } from './core/record.ts';
import { type Clock, DAY, type Duration, type Instant } from './core/time.ts';
import type { Trouble } from './core/trouble.ts';
import { incidentName } from './deliveries.ts';
import { UNDER_WAY } from './effects/pages.ts';
import type { Meter } from './metrics/catalogue.ts';
import { pass } from './post.ts';
import type { Standing } from './queue/books.ts';
import { type Queue, RETENTION, type Target } from './queue/queue.ts';
import { forgetSeen, seenIn } from './seen.ts';

interface AuditParts {
  readonly clock: Clock;
  /** Null: never. */
  readonly every: Duration | null;
  readonly queue: Queue;
  readonly log: { error(fields: object, message: string): void };
  readonly meter: Meter;
  readonly served: (owner: string) => boolean;
  /** Says that all is well; never rejects. */
  readonly heartbeat: () => Promise<void>;
}

export interface Audit {
  start(): void;
  /** How many incidents are amiss in which way, as this server last saw it; null where it did not look. */
  found(): Readonly<Partial<Record<Trouble['what'], number>>> | null;
  busy(): boolean;
  stop(): void;
}

/** What an incident was told, and where it is. */
interface Told {
  readonly target: Target;
  readonly troubles: readonly Trouble[];
}

const TOLD = 'trouble:';

/**
 * Looks every minute whether each open incident has its clock set and in time, and each call its answer: out of the
 * queue's books alone, GitHub is not asked. What is amiss is an error in the log, a count, and a letter to the incident,
 * whose ordinary pass puts it on the card; all being well, the heartbeat goes out. Of several servers the one that leads does it.
 */
export function createAudit(parts: AuditParts): Audit {
  const { clock, queue, log, meter } = parts;
  const begunAt = clock.now();
  let suspects: ReadonlySet<string> = new Set();
  let tidiedAt: Instant = begunAt;
  let found: ReturnType<Audit['found']> = null;
  let running = 0;
  let stopped = false;
  let cancel = (): void => {};

  /** Calls of incidents that are still to be called for. */
  const openCalls = async (now: Instant) => {
    const all = await queue.books.unanswered(now, UNDER_WAY);
    const calls = all.filter((call) => call.id.startsWith('page:'));
    const wanted: typeof calls = [];
    for (const call of calls) {
      const { repository: id, issue } = call;
      const kept = await queue.kept({
        installation: 0,
        repository: { id, owner: '', name: '' },
        issue,
      });
      const record = kept && recordIn(decodeRecord(kept.text));
      // What was found to be done after a crash has its receipt there alone.
      if (!record || isWanted(record, call.id)) wanted.push(call);
    }
    return wanted;
  };

  const look = async (): Promise<readonly Finding[]> => {
    const now = clock.now();
    const { expected, gone } = await seenIn(queue);
    const all = await queue.books.standing();
    const unserved = all.filter(({ repository }) => !parts.served(repository.owner)).map(nameOf);
    const others = new Set([...gone, ...unserved]);
    const isOurs = (place: string): boolean => !others.has(place);
    const rows = all.filter((row) => isOurs(nameOf(row)));
    const books = {
      expected: expected.filter((one) => isOurs(placeOf(one))),
      rows,
      calls: (await openCalls(now)).filter((one) => isOurs(placeOf(one))),
    };
    const audited = audit(books, { now, begunAt, suspects });
    suspects = audited.suspects;
    await tell(audited.findings, { rows, others });
    return audited.findings;
  };

  /** Tells each incident once what is amiss with it, and once that it is not any more. */
  const tell = async (
    findings: readonly Finding[],
    { rows, others }: { readonly rows: readonly Standing[]; readonly others: ReadonlySet<string> },
  ): Promise<void> => {
    const known = new Map(rows.map((row) => [nameOf(row), row]));
    const told = await toldIn(queue);
    for (const one of findings) {
      const place = placeOf(one);
      const row = known.get(place);
      const fields = { trouble: one.what, since: new Date(one.since).toISOString() };
      const incident = row ? incidentName(row) : place;
      log.error({ incident, ...fields }, 'the audit found an incident amiss');
      if (row) continue;
      // Nobody knows how to ask for it: the next sweep shall, which leaves alone what it has seen.
      await forgetSeen(queue, one);
    }
    for (const place of new Set([...findings.map(placeOf), ...told.keys()])) {
      const before = told.get(place)?.troubles ?? [];
      const target = known.get(place) ?? told.get(place)?.target;
      const now = findings.filter((one) => placeOf(one) === place);
      // Where it is gone, or not served any more, nobody would take up a letter.
      if (others.has(place)) await queue.forget(`${TOLD}${place}`);
      else if (target) await tellOne(target, { before, now });
    }
  };

  const tellOne = async (
    target: Target,
    { before, now }: { readonly before: readonly Trouble[]; readonly now: readonly Trouble[] },
  ): Promise<void> => {
    const added = now.filter((one) => !before.some(({ what }) => what === one.what));
    const over = before.filter((one) => !now.some(({ what }) => what === one.what));
    if (added.length + over.length === 0) return;
    const to = targetOf(target);
    for (const one of over) await pass(queue, to, letterOf(one, { over: true, at: clock.now() }));
    for (const one of added) await pass(queue, to, letterOf(one, { over: false, at: clock.now() }));
    const troubles = [...before.filter((one) => !over.includes(one)), ...added];
    const fact = `${TOLD}${nameOf(target)}`;
    if (troubles.length === 0) await queue.forget(fact);
    else
      await queue.remember(fact, JSON.stringify({ target: to, troubles }), clock.now() + RETENTION);
  };

  const now = async (): Promise<void> => {
    if (!(await queue.leads())) {
      found = null;
      return;
    }
    const findings = await look();
    const kinds = Object.groupBy(findings, ({ what }) => what);
    found = Object.fromEntries(Object.entries(kinds).map(([what, all]) => [what, all.length]));
    meter.count('tocsin_audits_total', { result: findings.length > 0 ? 'failed' : 'passed' });
    // Not waited for: it may be slow, and is heard of elsewhere where it does not come.
    if (findings.length === 0) void parts.heartbeat();
    if (clock.now() - tidiedAt < DAY) return;
    await queue.tidy();
    tidiedAt = clock.now();
  };

  const arm = (): void => {
    const { every } = parts;
    if (every !== null) cancel = clock.at(clock.now() + every, () => void again());
  };

  const again = async (): Promise<void> => {
    arm();
    running += 1;
    try {
      await now();
    } catch (err) {
      // The queue is closed by now.
      if (stopped) return;
      meter.count('tocsin_audits_total', { result: 'failed' });
      log.error({ err }, 'the audit could not be made');
    } finally {
      running -= 1;
    }
  };

  return {
    start: arm,
    found: () => found,
    busy: () => running > 0,
    stop() {
      stopped = true;
      cancel();
    },
  };
}

/** Whether a call has no receipt, and its incident still wants one. */
const isWanted = (record: IncidentRecord, call: string): boolean =>
  !record.ledger[call] && incidentOf(record)?.status !== 'resolved';

const nameOf = ({
  repository,
  issue,
}: Pick<Target, 'issue'> & { repository: { id: number } }): string =>
  placeOf({ repository: repository.id, issue });

const targetOf = ({ installation, repository, issue }: Target): Target => ({
  installation,
  repository,
  issue,
});

const letterOf = (
  { what, since }: Trouble,
  { over, at }: { readonly over: boolean; readonly at: Instant },
): TroubleLetter => ({
  kind: 'trouble',
  id: `trouble:${what}:${since}:${over ? 'over' : 'noticed'}`,
  at,
  what,
  since,
  over,
});

async function toldIn(queue: Queue): Promise<ReadonlyMap<string, Told>> {
  const facts = await queue.books.facts(TOLD);
  return new Map(
    facts.map(({ name, value }): [string, Told] => [name.slice(TOLD.length), JSON.parse(value)]),
  );
}
