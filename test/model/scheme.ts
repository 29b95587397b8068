import { newsIn, observe } from './observe.ts';
import { type CardRecord, type Happening, inGitHubsOrder, severityAfter } from './record.ts';
import { type Disk, type Pass, type Rules, rulesOfTheRecord, wait } from './rules.ts';
import type { View, World } from './world.ts';

/** observe → decide → pages → save → effects → save receipts. */
export function* schemePass(world: World, disk: Disk, rules: Rules = rulesOfTheRecord): Pass {
  const { view, card, base } = yield* observe(world, disk, rules);
  yield 'observe';
  const news = newsIn(view, base, rules);
  const sorted = [...base.log, ...news];
  if (rules.order === "GitHub's times") sorted.sort(inGitHubsOrder);
  let record: CardRecord = { ...base, log: sorted };
  yield 'decide';

  for (const { id, at } of news.filter((it) => it.kind === 'command' && it.severity === 1)) {
    yield* page(world, disk, { id: `${id}:director`, causedAt: at });
    record = { ...record, pages: [...record.pages, `${id}:director`] };
  }

  let cardId = card?.id ?? disk.kept?.card ?? null;
  const unsaved = news.length > 0 || card === null || card.record.revision < base.revision;
  if (unsaved) {
    record = { ...record, revision: record.revision + 1 };
    cardId = yield* save(world, disk, { cardId, record, rules });
  }

  yield* labels(world, view, { record, rules });
  const receipts: string[] = [];
  for (const { id } of owedReplies(record)) {
    const decidedNow = news.some((it) => it.id === id);
    const done = !decidedNow && (yield* isFound(world, id, rules.lookFor));
    if (!done) {
      world.comment({ says: 'reply', to: id });
      yield 'reply';
    }
    receipts.push(id);
  }
  if (receipts.length === 0) return;
  record = {
    ...record,
    revision: record.revision + 1,
    receipts: [...record.receipts, ...receipts],
  };
  yield* save(world, disk, { cardId, record, rules });
}

/** A cause older than the disk may have been paged for by the disk before. */
function* page(world: World, disk: Disk, { id, causedAt }: { id: string; causedAt: number }): Pass {
  const known = disk.intents.get(id);
  if (known === 'answered') return;
  const mayBeRepeat = known === 'unanswered' || causedAt <= disk.bornAt;
  disk.intents.set(id, 'unanswered');
  yield 'intend page';
  world.pages.push({ id, mayBeRepeat });
  yield 'send page';
  disk.intents.set(id, 'answered');
  yield 'page answered';
}

type Saving = {
  readonly cardId: string | null;
  readonly record: CardRecord;
  readonly rules: Rules;
};

function* save(world: World, disk: Disk, saving: Saving): Generator<string, string, void> {
  const { record, rules } = saving;
  if (rules.keep === 'before the card') {
    disk.kept = { card: saving.cardId, record };
    yield 'keep';
  }
  let card = saving.cardId;
  if (card === null) card = world.comment({ says: 'card', record });
  else world.edit(card, { says: 'card', record });
  yield 'save';
  if (saving.cardId === null && rules.keep === 'before the card') {
    disk.kept = { card, record };
    yield 'keep its id';
  }
  if (rules.keep === 'after the card') {
    disk.kept = { card, record };
    yield 'keep';
  }
  return card;
}

/** Differences only, one label at a time; a label that a person just took away is left to them for a while. */
function* labels(world: World, view: View, want: { record: CardRecord; rules: Rules }): Pass {
  const { record, rules } = want;
  const severity = severityAfter(record.log);
  const last = record.log.filter((it) => it.kind !== 'command' && it.severity === severity).at(-1);
  const isTheirs = last?.kind === 'unlabeled' && world.now < last.at + rules.grace;
  if (!view.labels.has(severity) && !isTheirs) {
    world.label('labeled', severity, 'app');
    yield 'add label';
  }
  for (const other of view.labels) {
    if (other === severity) continue;
    world.label('unlabeled', other, 'app');
    yield 'remove label';
  }
}

function owedReplies(record: CardRecord): Happening[] {
  return record.log.filter((it) => it.kind === 'command' && !record.receipts.includes(it.id));
}

function* isFound(
  world: World,
  id: string,
  seconds: number | null,
): Generator<string, boolean, void> {
  if (seconds === null) return false;
  const until = world.now + seconds;
  for (;;) {
    const { comments } = world.read();
    if (comments.some(({ body }) => body.says === 'reply' && body.to === id)) return true;
    if (world.now >= until) return false;
    yield* wait(world, 2, 'look for');
  }
}
