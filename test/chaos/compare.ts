import type { Ending, Message } from './ending.ts';

/**
 * What is otherwise than in the run that nobody disturbed, one sentence each; nothing where all is the same.
 * What can be seen must be the same, each thing as often. What left for elsewhere must have left at least
 * as often, and whatever left more often must say that it may be a repeat.
 */
export function differences(calm: Ending, disturbed: Ending): readonly string[] {
  const was = counted(calm.facts);
  const is = counted(disturbed.facts);
  return [
    ...missing(was, is).map((fact) => `lost: ${fact}`),
    ...missing(is, was).map((fact) => `too much: ${fact}`),
    ...differencesInMessages(calm.messages, disturbed.messages),
  ];
}

function differencesInMessages(
  calm: readonly Message[],
  disturbed: readonly Message[],
): readonly string[] {
  const namesOf = (messages: readonly Message[]) => counted(messages.map(({ what }) => what));
  const [was, is] = [namesOf(calm), namesOf(disturbed)];
  const plain = namesOf(disturbed.filter(({ saysRepeat }) => !saysRepeat));
  return [
    ...missing(was, is).map((what) => `never sent: ${what}`),
    ...missing(plain, was).map((what) => `sent again and does not say so: ${what}`),
    ...[...is.keys()]
      .filter((what) => !was.has(what) && !plain.has(what))
      .map((what) => `sent for nothing: ${what}`),
  ];
}

const counted = (things: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return counts;
};

/** What there is less of in the second, each as often as it lacks. */
const missing = (
  first: ReadonlyMap<string, number>,
  second: ReadonlyMap<string, number>,
): readonly string[] =>
  [...first].flatMap(([thing, count]) =>
    Array.from({ length: Math.max(0, count - (second.get(thing) ?? 0)) }, () => thing),
  );
