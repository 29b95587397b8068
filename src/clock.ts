import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './core/time.ts';

/** Node's timers overflow at 2³¹ ms: a longer wait is made of several. */
const LONGEST = 2 ** 31 - 1;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (length) => sleep(length),
  at(when, task) {
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const left = when - Date.now();
      timer = left > LONGEST ? setTimeout(arm, LONGEST) : setTimeout(task, Math.max(0, left));
    };
    arm();
    return () => clearTimeout(timer);
  },
};
