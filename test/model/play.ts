import { emptyRecord, severityAfter } from './record.ts';
import { type Disk, ISSUE_CREATED, newDisk, type Pass } from './rules.ts';
import { type Staleness, World } from './world.ts';

/** When ana begins: before the command, or after the n-th step of the app (each takes a second). */
export type Moment = 'before the command' | 'same second' | number;

export interface Run {
  readonly card: 'new' | 'there';
  readonly staleness: Staleness;
  /** Steps after which the process dies, to start again at once: the first counted from the start, others from the restart. */
  readonly crashes: readonly number[];
  /** Seconds which the write of the killed step still needs to arrive. */
  readonly flight: number;
  readonly disk: 'kept' | 'lost';
  /** She takes the severity label away, and `gap` seconds later puts on another: severity 3. */
  readonly swap: { readonly from: Moment; readonly gap: number };
}

export type Scheme = (world: World, disk: Disk) => Pass;

export interface Played {
  readonly world: World;
  /** True where the app still found something to do after forty passes. */
  readonly isRestless: boolean;
  /** The step after which each crash came. */
  readonly crashedAfter: readonly string[];
}

const SWEEP = 300;
const MOST_PASSES = 40;

/** Plays one run to its end: the swap done, the crashes over, and a sweep that found nothing to do. */
export function play(run: Run, scheme: Scheme): Played {
  const { world, disk: first } = declare(run);
  const swap = swapping(world, run.swap);
  if (typeof run.swap.from !== 'number') swap(0);
  if (run.swap.from === 'before the command') world.now += 1;
  world.comment({ says: 'command', severity: 1 });

  let disk = first;
  let steps = 0;
  let bornAtStep = 0;
  let isQuiet = false;
  let isDoubled = false; // every webhook comes twice: one more pass at once
  let arrive = (): void => {};
  const crashedAfter: string[] = [];
  for (let passes = 0; passes < MOST_PASSES; passes += 1) {
    swap(steps);
    const atPass = world.size;
    let written = world.written;
    let isDead = false;
    for (const step of scheme(world, disk)) {
      steps += 1;
      isDead = steps - bornAtStep === run.crashes[crashedAfter.length];
      if (isDead) {
        crashedAfter.push(step);
        if (run.flight > 0 && world.written > written) arrive = world.holdNewest(run.flight);
        break;
      }
      world.now += 1;
      arrive();
      swap(steps);
      written = world.written;
    }
    if (isDead) {
      bornAtStep = steps;
      if (run.disk === 'lost') disk = newDisk(world.now);
    } else if (world.size !== atPass) {
      isQuiet = false;
      isDoubled = !isDoubled;
      world.now += isDoubled ? 1 : SWEEP;
    } else if (!swap(Number.POSITIVE_INFINITY)) {
      world.now += 10;
    } else if (isQuiet) {
      return { world, crashedAfter, isRestless: false };
    } else {
      isQuiet = true;
      world.now += SWEEP;
    }
  }
  return { world, crashedAfter, isRestless: true };
}

/** A severity 2 incident, with or without its card. */
function declare(run: Run): { world: World; disk: Disk } {
  const world = new World(run.staleness);
  const disk = newDisk(ISSUE_CREATED - 1);
  world.now = ISSUE_CREATED;
  world.label('labeled', severityAfter([]), 'app');
  if (run.card === 'there') {
    const record = { ...emptyRecord, revision: 1 };
    disk.kept = { card: world.comment({ says: 'card', record }), record };
  }
  world.now = ISSUE_CREATED + 100;
  return { world, disk };
}

/** Told how many steps the app has made, she does what is due, and answers whether all of it is done. */
function swapping(world: World, { from, gap }: Run['swap']): (steps: number) => boolean {
  let takenAt: number | null = null;
  let isDone = false;
  return (steps) => {
    if (takenAt === null && (typeof from !== 'number' || steps >= from)) {
      const [there] = world.labels();
      if (there !== undefined) world.label('unlabeled', there, 'ana');
      takenAt = world.now;
    }
    if (takenAt !== null && !isDone && world.now >= takenAt + gap) {
      world.label('labeled', 3, 'ana');
      isDone = true;
    }
    return isDone;
  };
}
