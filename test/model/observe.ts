import { cardIn } from './card.ts';
import { type CardRecord, emptyRecord, type Happening, inGitHubsOrder } from './record.ts';
import { type Disk, ISSUE_CREATED, type Rules, wait } from './rules.ts';
import type { View, World } from './world.ts';

type Observed = {
  readonly view: View;
  readonly card: ReturnType<typeof cardIn>;
  readonly base: CardRecord;
};

/** A read is stale while it shows less than this disk remembers writing; at last the memory is believed. */
export function* observe(
  world: World,
  disk: Disk,
  rules: Rules,
): Generator<string, Observed, void> {
  const settled = disk.bornAt + rules.settle;
  if (disk.kept === null && disk.bornAt > ISSUE_CREATED) {
    yield* wait(world, settled - world.now, 'settle');
  }
  const kept = disk.kept;
  for (const pause of [1, 2, 4, 8, 0]) {
    const view = world.read();
    const card = cardIn(view);
    const isStale = kept !== null && (card?.record.revision ?? 0) < kept.record.revision;
    if (!isStale) return { view, card, base: card?.record ?? emptyRecord };
    if (pause === 0) return { view, card, base: kept.record };
    yield* wait(world, pause, 'look again');
  }
  throw new Error('the last look always answers');
}

/** What the record does not name yet, oldest first. */
export function newsIn(view: View, base: CardRecord, rules: Rules): Happening[] {
  const named = new Set(base.log.map((happening) => happening.id));
  const commands = view.comments.flatMap(({ id, at, body }): Happening[] =>
    body.says === 'command' ? [{ id, at, kind: 'command', severity: body.severity }] : [],
  );
  const hands = view.timeline.filter(
    (event) => event.by !== 'app' || rules.hands === 'timeline by anyone',
  );
  return [...commands, ...hands].filter(({ id }) => !named.has(id)).sort(inGitHubsOrder);
}
