/** What is held in memory of one thing that is still coming in. */
interface Holding {
  /** So much more of it has come. */
  add(bytes: number): void;
  /** It is all here, or given up. */
  end(): void;
}

interface Held {
  bytes: number;
  readonly drop: () => void;
}

/**
 * Bounds what may be held at once, whoever sends it: where it is too much, the largest of what is still coming in is
 * dropped, and then the next, until it is not. What is small gets through.
 */
export function createHold(most: number) {
  const held = new Set<Held>();
  let total = 0;
  const forget = (one: Held): void => {
    if (held.delete(one)) total -= one.bytes;
  };
  const dropLargest = (): void => {
    const [largest] = [...held].sort((a, b) => b.bytes - a.bytes);
    if (!largest) return;
    forget(largest);
    largest.drop();
  };
  return {
    begin(drop: () => void): Holding {
      const one: Held = { bytes: 0, drop };
      held.add(one);
      return {
        add(bytes) {
          if (!held.has(one)) return;
          one.bytes += bytes;
          total += bytes;
          while (total > most) dropLargest();
        },
        end: () => forget(one),
      };
    },
  };
}
