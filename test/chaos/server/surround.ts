/*
 * Loaded before `src/main.ts` (`node --import`): from here on the server's clock is wound from outside, its
 * services are stand-ins on loopback, and it says how it is. All else about it is as `npm start` runs it.
 */
import { flushCompileCache } from 'node:module';
import type { Duration, Instant } from '../../../src/core/time.ts';
import { WoundClock } from '../../../src/sandbox/wound-clock.ts';
import { surroundings } from '../../../src/surroundings.ts';
import type { Running } from '../../../src/tocsin.ts';
import type { State, Tick, Welcome } from './protocol.ts';

/** Of octokit's waits, in real ms. */
const RETRY_PAUSE = 20;
/** Several servers: a dead one is noticed after a second and a half of real time. */
const BEATS = { beatEvery: 150, silence: 1_500 };

const welcome = await new Promise<Welcome>((resolve) => process.once('message', resolve));
const clock = new WoundClock(welcome.now);
let running: Running | null = null;
let heard = welcome.now;
/** By how much what was heard is ahead of what has rung. */
const ahead = (): Duration => Math.max(0, heard - clock.now());
Object.assign(surroundings, {
  clock: {
    now: () => clock.now() + ahead(),
    sleep: (length: Duration) => clock.sleep(length + ahead()),
    at: (when: Instant, task: () => void) => clock.at(when, task),
  },
  retryPause: RETRY_PAUSE,
  throttled: welcome.throttled,
  notifiers: welcome.notifiers,
  beats: BEATS,
  started: (started: Running) => {
    running = started;
    // Whoever is killed leaves nothing to the next one unless it is written now.
    flushCompileCache();
    tell({ now: clock.now(), tick: 0, rings: true });
  },
});

function tell({ now, tick, rings }: Tick): void {
  heard = now;
  if (rings) clock.windTo(now);
  // What rang has its turn first.
  setImmediate(() => {
    const state: State = {
      tick,
      url: running?.url ?? null,
      idle: running?.idle() ?? false,
      sleepers: clock.sleepers,
      next: clock.next(),
    };
    process.send?.(state, () => {});
  });
}

process.on('message', tell);
// Whoever drains has nobody to listen to any more; and nobody outlives the play.
process.channel?.unref();
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
