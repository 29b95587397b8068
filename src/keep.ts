import type { Pass } from './act.ts';
import { PutOff } from './budget.ts';
import { isAsUrgent, type Spending, type Urgency } from './core/budget.ts';
import type { World } from './core/plan.ts';
import { encodeRecord, fitRecord, type IncidentRecord } from './core/record.ts';
import { withAmiss } from './core/team-template.ts';
import { type CardPlace, saysTheSame, writeCard } from './effects/card.ts';
import { report } from './effects/report.ts';
import type { EngineParts } from './engine.ts';
import type { Look } from './look.ts';
import { placeName } from './post.ts';
import { cardParts } from './surfaces/card.ts';
import { PINNED_CARD } from './surfaces/pin.ts';

interface Saving {
  readonly look: Pick<Look, 'card' | 'standing' | 'record' | 'kept'>;
  readonly world: World;
  /** What is to follow it, or what it notes. */
  readonly urgency: Urgency;
}

interface Saved {
  readonly card: CardPlace;
  readonly standing: string;
  readonly record: IncidentRecord;
  readonly kept: true;
}

interface Saver {
  /**
   * Writes the card where it must say something else or its record has gone on; else does nothing. Throws `PutOff` where
   * GitHub has no room for it, with nothing changed.
   */
  save(pass: Pick<Pass, 'job' | 'github' | 'renderer' | 'purse'>, saving: Saving): Promise<Saved>;
}

/**
 * Saves the record by writing its card. The copy is kept *before* the card is written: if we die in
 * between, the next pass finds GitHub older than the copy and goes on from the copy; the other way
 * round a first card could be made twice (the model of the record shows it).
 */
export function createSaver({ clock, queue, log, meter }: EngineParts): Saver {
  const tell = (result: 'applied' | 'failed', fields: object): void =>
    report({ log, meter }, { id: 'card', kind: 'card', result, message: `card ${result}`, fields });

  return {
    async save(pass, { look, world, urgency }) {
      const { job, github, renderer } = pass;
      const parts = cardParts(world);
      // What the team's own words come to is known once they are said; the card then tells of it.
      renderer.render(parts);
      const told = withAmiss(world.record, renderer.amiss(), clock.now());
      if (told !== world.record)
        return this.save(pass, { look, world: { ...world, record: told }, urgency });
      if (isAsItStands(look, world.record)) {
        const { card, standing } = look;
        const text = renderer.render(parts, roomFor(world.record));
        if (saysTheSame(standing, text)) {
          const { revision } = world.record;
          if (!look.kept) await queue.keep(job, { card, revision, text: standing });
          return { card, standing, record: world.record, kept: true };
        }
      }
      demandRoom(pass, look.card ? { urgency, creates: false } : announcing(urgency));
      const record = fitRecord({
        ...world.record,
        revision: Math.max(look.record.revision, world.record.revision) + 1,
        writer: { instance: queue.instance, at: clock.now() },
      });
      const body = `${renderer.render(parts, roomFor(record))}\n\n${encodeRecord(record)}`;
      const { revision } = record;
      await queue.keep(job, { card: look.card, revision, text: body });
      const { owner, name } = world.snapshot.repository;
      const target = { owner, repo: name, number: world.snapshot.issue.number };
      const card = await writeCard(github, target, { card: look.card, body }).catch((err) => {
        tell('failed', { err, revision });
        throw err;
      });
      tell('applied', { revision });
      if (!card) {
        const lost = { ...look, card: null, standing: null };
        return this.save(pass, {
          look: lost,
          world: { ...world, record: unpinned(world.record) },
          urgency,
        });
      }
      if (!look.card) await queue.keep(job, { card, revision, text: body });
      return { card, standing: body, record, kept: true };
    },
  };
}

/** Before the copy is kept: a copy of what was never written would be waited for. */
function demandRoom({ purse, job }: Pick<Pass, 'purse' | 'job'>, spending: Spending): void {
  const until = purse.take(spending);
  const who = placeName(job);
  if (until !== null) throw new PutOff(purse.turn(who, { until, waiting: [spending] }));
}

/** A first card announces the incident. */
const announcing = (urgency: Urgency): Spending => ({
  urgency: isAsUrgent(urgency, 'announcement') ? urgency : 'announcement',
  creates: true,
});

/** GitHub takes this many characters; the record needs its share, and what people read takes the rest. */
const LONGEST = 65_536;
const roomFor = (record: IncidentRecord): number => LONGEST - encodeRecord(record).length - 100;

type Standing = Saving['look'] & { readonly card: CardPlace; readonly standing: string };

/** Whether the card shown holds all that the record does. */
const isAsItStands = (look: Saving['look'], record: IncidentRecord): look is Standing =>
  look.card !== null && look.standing !== null && sameRecord(look.record, record);

/** Where somebody deleted the card, the next one wants a pin of its own. */
function unpinned(record: IncidentRecord): IncidentRecord {
  const { [PINNED_CARD]: _lost, ...ledger } = record.ledger;
  return { ...record, ledger };
}

/** Whether two records hold the same but for who saved them when. */
function sameRecord(before: IncidentRecord, after: IncidentRecord): boolean {
  const content = ({ revision: _r, writer: _w, ...rest }: IncidentRecord): string =>
    JSON.stringify(rest);
  return content(before) === content(after);
}
