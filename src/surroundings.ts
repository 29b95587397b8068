import { systemClock } from './clock.ts';
import type { Clock, Duration } from './core/time.ts';
import type { Hands, Running } from './tocsin.ts';

interface Surroundings
  extends Partial<Pick<Hands, 'retryPause' | 'throttled' | 'notifiers' | 'auditEvery'>> {
  readonly clock: Clock;
  /** How often a server of several says that it lives, and how long it may be silent. */
  readonly beats?: { readonly beatEvery: Duration; readonly silence: Duration };
  readonly started?: (running: Running) => void;
}

/**
 * What the server finds around it: the machine's clock, the services at their own addresses. What is loaded
 * before `main.ts` (`node --import`) may put others here, as the chaos does, whose clock is wound from outside;
 * no variable and no file of the server can.
 */
export const surroundings: Surroundings = { clock: systemClock };
