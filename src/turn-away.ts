import type { IncidentLetter } from './core/adoption.ts';
import type { Write } from './core/effects.ts';
import { HOUR, type Instant } from './core/time.ts';
import { turnedAway } from './core/turned-away.ts';
import type { Queue, Target } from './queue/queue.ts';

/** So many lines an hour, author and repository: on every further issue 😕 says enough. */
const MOST = 3;

type Turned = Parameters<typeof turnedAway>[0];

/** What is said of an `/incident` that makes none, to whoever has not heard it too often. */
export async function turnAway(
  queue: Queue,
  { repository }: Target,
  given: {
    readonly snapshot: Turned;
    readonly letters: readonly IncidentLetter[];
    readonly now: Instant;
  },
): Promise<readonly Write[]> {
  const { snapshot, letters, now } = given;
  const said = turnedAway(snapshot, letters);
  const first = letters.find(({ confirms }) => !confirms);
  const isTold = said.some(({ kind }) => kind === 'comment');
  if (!first || !isTold || snapshot.rights[first.by]) return said;
  const fact = `turned-away:${repository.id}:${first.by}`;
  const lately = timesIn(await queue.recall(fact)).filter(([, at]) => at > now - HOUR);
  const isKnown = lately.some(([comment]) => comment === String(first.comment));
  if (!isKnown && lately.length >= MOST) return said.filter(({ kind }) => kind !== 'comment');
  const noted = Object.fromEntries([...lately, [String(first.comment), now]]);
  await queue.remember(fact, JSON.stringify(noted), now + HOUR);
  return said;
}

/** By the comment that was answered, when; one that a crash has answered again counts once. */
const timesIn = (kept: string | null): readonly (readonly [comment: string, at: Instant])[] => {
  const known: Readonly<Record<string, Instant>> = kept ? JSON.parse(kept) : {};
  return Object.entries(known);
};
