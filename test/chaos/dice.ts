/** Chance that can be had again: the same name throws the same numbers. */
export interface Dice {
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number;
  /** A whole number, both ends among them. */
  between(least: number, most: number): number;
  /** True in so many of a hundred cases. */
  in100(cases: number): boolean;
  /** Throws where there is nothing to pick from. */
  pick<Thing>(things: readonly Thing[]): Thing;
}

/** FNV-1a over the name, then mulberry32: small, quick, and far better than what is asked of it here. */
export function diceFor(name: string): Dice {
  let state = 0x811c9dc5;
  for (const letter of name) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    in100: (cases) => below(100) < cases,
    pick: (things) => {
      const thing = things[below(things.length)];
      if (thing === undefined) throw new RangeError('there is nothing to pick from');
      return thing;
    },
  };
}
