import { pino } from 'pino';
import { readEnvironment } from '../../src/env.ts';
import { openSqliteQueue } from '../../src/queue/sqlite.ts';
import { freePort } from '../../src/sandbox/free-port.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';
import { startTocsin } from '../../src/tocsin.ts';
import type { Fleet } from './fleet.ts';
import type { Welcome } from './server/protocol.ts';

interface Given {
  readonly env: Readonly<Record<string, string>>;
  readonly welcome: Welcome;
}

/**
 * The app in this very process, for the run that nobody disturbs: warm from the rounds before, it takes a
 * third of what a process of its own does. It cannot be killed.
 */
export async function startResident({ env, welcome }: Given): Promise<Fleet> {
  const clock = new WoundClock(welcome.now);
  const log = pino({ level: 'silent' });
  const queue = openSqliteQueue({ file: ':memory:', clock, log });
  const { notifiers, throttled } = welcome;
  const port = String(await freePort());
  const hands = { clock, queue, log, notifiers, throttled };
  const running = await startTocsin(readEnvironment({ ...env, PORT: port }), hands);
  const state = () => ({
    tick: 0,
    url: running.url,
    idle: running.idle(),
    sleepers: clock.sleepers,
    next: clock.next(),
  });
  return {
    size: 1,
    kills: () => 0,
    tell: async (now) => {
      clock.windTo(now);
      await new Promise((resolve) => setImmediate(resolve));
      return [state()];
    },
    kill: immortal,
    restart: immortal,
    isWhole: () => true,
    revive: async () => {},
    loseDisk: immortal,
    nextUrl: () => `${running.url}/api/github/webhooks`,
    async close() {
      let isOver = false;
      const stopped = running.stop().then(() => {
        isOver = true;
      });
      while (!isOver) {
        await new Promise((resolve) => setTimeout(resolve, 1));
        const next = clock.next();
        if (clock.sleepers > 0 && next !== null) clock.windTo(next);
      }
      await stopped;
    },
  };
}

function immortal(): never {
  throw new Error('nobody disturbs this one');
}
