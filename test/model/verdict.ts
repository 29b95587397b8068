import type { Played } from './play.ts';
import { type Happening, inGitHubsOrder, severityAfter } from './record.ts';
import type { LabelEvent, World } from './world.ts';

export type Wrong =
  | 'labels'
  | 'replies'
  | 'cards'
  | 'record'
  | 'page lost'
  | 'page twice'
  | 'restless'
  | 'flicker';

/**
 * Everything in which a run ended otherwise than it should; and `flicker`, where the app put a label back
 * within the minute which is left to a person who took it away.
 */
export function wrongIn({ world, isRestless }: Played): Wrong[] {
  const { comments, timeline, labels } = world.truth();
  const facts = factsIn(world);
  const severity = severityAfter(facts);
  const cards = comments.flatMap(({ body }) => (body.says === 'card' ? [body.record] : []));
  const named = (cards[0]?.log ?? []).map((it) => it.id);
  const replies = comments.filter(({ body }) => body.says === 'reply').length;
  const unmarked = world.pages.filter((page) => !page.mayBeRepeat).length;
  const checks: [Wrong, boolean][] = [
    ['labels', labels.size !== 1 || !labels.has(severity)],
    ['replies', replies !== 1],
    ['cards', cards.length !== 1],
    [
      'record',
      named.toSorted().join() !==
        facts
          .map((it) => it.id)
          .toSorted()
          .join(),
    ],
    ['page lost', world.pages.length === 0],
    ['page twice', unmarked > 1],
    ['restless', isRestless],
    ['flicker', flickers(timeline)],
  ];
  return checks.filter(([, isWrong]) => isWrong).map(([wrong]) => wrong);
}

/** What the record should have heard: every command and every hand, in the order of GitHub's times. */
function factsIn(world: World): Happening[] {
  const { comments, timeline } = world.truth();
  const commands = comments.flatMap(({ id, at, body }): Happening[] =>
    body.says === 'command' ? [{ id, at, kind: 'command', severity: body.severity }] : [],
  );
  return [...commands, ...timeline.filter((event) => event.by === 'ana')].sort(inGitHubsOrder);
}

function flickers(timeline: readonly LabelEvent[]): boolean {
  const taken = timeline.filter((event) => event.by === 'ana' && event.kind === 'unlabeled');
  const added = timeline.filter((event) => event.by === 'app' && event.kind === 'labeled');
  return taken.some(({ severity, at }) =>
    added.some((event) => event.severity === severity && event.at >= at && event.at < at + 60),
  );
}
