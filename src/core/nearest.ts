/**
 * The one of `known` that a person most likely meant by `word`, or null where none is close: at most one
 * slip in three letters. Case, `-` and `_` do not count, so `owedBy` finds `owed_by`.
 */
export function nearest(word: string, known: readonly string[]): string | null {
  const written = plain(word);
  const ranked = known
    .map((candidate) => ({ candidate, slips: slipsBetween(written, plain(candidate)) }))
    .sort((a, b) => a.slips - b.slips);
  const best = ranked[0];
  if (!best) return null;
  return best.slips <= Math.max(1, Math.floor(written.length / 3)) ? best.candidate : null;
}

const plain = (word: string): string => word.toLowerCase().replace(/[-_]/g, '');

/** Optimal string alignment: letters put in, left out, replaced, or two neighbours swapped. */
function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          (above[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (above[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = above;
    above = current;
  }
  return above[b.length] ?? 0;
}
