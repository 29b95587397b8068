import { cardIn } from './card.ts';
import { emptyRecord, type Happening, severityAfter } from './record.ts';
import type { Pass } from './rules.ts';
import type { World } from './world.ts';

/**
 * The scheme one would write first: it believes every read, does and then notes, and takes a label that
 * differs from its record for the act of a person.
 */
export function* naivePass(world: World): Pass {
  const view = world.read();
  const card = cardIn(view);
  const base = card?.record ?? emptyRecord;
  yield 'observe';
  const news: Happening[] = [];
  const known = severityAfter(base.log);
  const other = [...view.labels].find((severity) => severity !== known);
  if (other !== undefined) {
    news.push({ id: `seen-${world.now}`, at: world.now, kind: 'labeled', severity: other });
  }
  for (const { id, at, body } of view.comments) {
    if (body.says !== 'command' || base.log.some((it) => it.id === id)) continue;
    news.push({ id, at, kind: 'command', severity: body.severity });
  }
  const log = [...base.log, ...news];
  yield 'decide';

  const commands = news.filter((it) => it.kind === 'command');
  for (const { id } of commands) {
    world.pages.push({ id: `${id}:director`, mayBeRepeat: false });
    yield 'send page';
  }
  const severity = severityAfter(log);
  if (!view.labels.has(severity) || view.labels.size > 1) {
    for (const label of world.labels()) world.label('unlabeled', label, 'app');
    world.label('labeled', severity, 'app');
    yield 'set labels';
  }
  for (const { id } of commands) {
    world.comment({ says: 'reply', to: id });
    yield 'reply';
  }
  if (card !== null && news.length === 0) return;
  const record = { ...base, log, revision: base.revision + 1 };
  if (card === null) world.comment({ says: 'card', record });
  else world.edit(card.id, { says: 'card', record });
  yield 'save';
}
