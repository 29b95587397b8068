import type { Clock } from '../core/time.ts';

/**
 * One life of the app in this process: a clock and a way out that end with it, so that it can be killed
 * in the middle of anything while the test goes on.
 */
export interface Life {
  readonly clock: Clock;
  readonly fetch: typeof fetch;
  readonly dead: () => boolean;
  /** Kills at the `request`-th request from now, before it leaves or after it was answered. */
  killAt(request: number, when: 'before' | 'after'): void;
  /** Kills now. */
  kill(): void;
}

/** What the dead wait for never comes. */
const never = <Value>(): Promise<Value> => new Promise<Value>(() => {});

/** @param died called at the moment of death, before anything else can happen */
export function beginLife(clock: Clock, died: () => void): Life {
  let dead = false;
  let left = Number.POSITIVE_INFINITY;
  let moment: 'before' | 'after' = 'before';
  const kill = (): void => {
    if (dead) return;
    dead = true;
    died();
  };
  const die = <Value>(): Promise<Value> => {
    kill();
    return never();
  };
  return {
    dead: () => dead,
    kill,
    killAt(request, when) {
      left = request;
      moment = when;
    },
    async fetch(input, init) {
      if (dead) return never();
      left -= 1;
      const isLast = left <= 0;
      if (isLast && moment === 'before') return die();
      const response = await fetch(input, init);
      return dead || isLast ? die() : response;
    },
    clock: {
      now: () => clock.now(),
      sleep: async (length) => {
        await clock.sleep(length);
        if (dead) await never();
      },
      at: (when, task) =>
        clock.at(when, () => {
          if (!dead) task();
        }),
    },
  };
}
