import { parseArgs } from 'node:util';
import { writeToPage } from '../../bench/write-page.ts';
import { startPostgres } from '../support/postgres.ts';
import { measuredOf } from './figures.ts';
import { failureOf, figuresOf } from './report.ts';
import { playRound, type Round } from './round.ts';

/*
 * `npm run chaos -- --rounds 200 [--seed S] [--cluster] [--at-once 3]`
 *
 * Plays random incidents, each twice: once with nothing in the way, once with everything going wrong that can, and
 * says what ended otherwise. `--round S-7` plays the seventh of seed S alone; `--write` puts the figures into
 * bench/README.md. Ends with 1 where any was otherwise.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string' },
    round: { type: 'string' },
    cluster: { type: 'boolean', default: false },
    'at-once': { type: 'string', default: '3' },
    write: { type: 'boolean', default: false },
  },
});
const isCluster = values.cluster;
const atOnce = wholeNumber('--at-once', values['at-once']);
const seed = values.seed ?? values.round ?? Math.random().toString(36).slice(2, 8);
const names = values.round
  ? [values.round]
  : Array.from(
      { length: wholeNumber('--rounds', values.rounds) },
      (_, index) => `${seed}-${index + 1}`,
    );

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new RangeError(`${name} is ${text}; it must be a whole number from 1 up`);
}

process.stdout.write(`seed ${seed}: ${names.length} rounds, ${atOnce} at once\n`);
const began = performance.now();
const postgres = isCluster ? await startPostgres() : null;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    const gone = () => process.exit(130);
    if (postgres) postgres.close().then(gone, gone);
    else gone();
  });
const waiting = [...names];
const rounds: Round[] = [];
const broken: string[] = [];

async function playOn(): Promise<void> {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
    try {
      const round = await playRound(name, postgres && ((database) => postgres.database(database)));
      rounds.push(round);
      if (round.differences.length > 0) process.stdout.write(`\n${failureOf(round, isCluster)}\n`);
      else process.stdout.write('.');
    } catch (error) {
      broken.push(name);
      process.stdout.write(`\nRound ${name} could not be played: ${said(error)}\n`);
    }
  }
}

const said = (error: unknown): string => (error instanceof Error && error.stack) || String(error);

try {
  await Promise.all(Array.from({ length: atOnce }, playOn));
} finally {
  await postgres?.close();
}
const seconds = (performance.now() - began) / 1_000;
const figures = { ...figuresOf(rounds, { isCluster, seed, seconds }), broken: broken.length };
process.stdout.write('\n');
console.table(figures);
console.log(JSON.stringify(figures));
if (values.write) writeToPage([measuredOf(figures)]);
process.exitCode = figures.wrong + figures.broken > 0 ? 1 : 0;
