/**
 * `npm run demo`: plays a SEV 1 from its declaration to its postmortem, then leaves a page open to go
 * on playing. `npm run demo -- --once`: plays it, exits with 0 where all of it held, else with 1.
 */
import { pino } from 'pino';
import { play } from './demo-play.ts';
import { setScene } from './demo-world.ts';
import { pageOn } from './page/page.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const isOnce = process.argv.includes('--once');
const stage = await setScene({ log: pino({ level: 'error' }, pino.destination(2)) });
stage.sandbox.serve(pageOn(stage));
print('A GitHub of our own on loopback, the real app on it, and a clock that is wound by hand.');
const failures = await play(stage, print);
if (failures.length > 0) {
  print(`\n${failures.length} things did not hold:`);
  for (const failure of failures) print(`- ${failure}`);
  process.exitCode = 1;
} else print('\nAll of it held.');

if (isOnce) await stage.close();
else {
  print(`\nGo on playing: ${stage.sandbox.url}/acme/shop/issues/1  (Ctrl-C ends it)`);
  process.once('SIGINT', () => {
    void stage.close().then(() => process.exit());
  });
}
