import type { Trial } from './disturbances.ts';
import type { Round } from './round.ts';
import type { Act } from './scenario.ts';
import { sumOf, type Tally } from './tally.ts';

export interface Run {
  readonly isCluster: boolean;
  readonly seed: string;
  readonly seconds: number;
}

/** All rounds together, for people and for programs. */
export interface Figures extends Tally {
  readonly mode: 'one server, SQLite' | 'three servers, PostgreSQL';
  readonly seed: string;
  readonly rounds: number;
  readonly wrong: number;
  readonly seconds: number;
}

export const figuresOf = (
  rounds: readonly Round[],
  { isCluster, seed, seconds }: Run,
): Figures => ({
  mode: isCluster ? 'three servers, PostgreSQL' : 'one server, SQLite',
  seed,
  rounds: rounds.length,
  wrong: rounds.filter(({ differences }) => differences.length > 0).length,
  seconds: Math.round(seconds),
  ...sumOf(rounds.map(({ tally }) => tally)),
});

/** A round that ended otherwise: what was done, what was done to it, what came of it, and how to see it again. */
export function failureOf(round: Round, isCluster: boolean): string {
  const { seed, scenario, trials, differences, folder } = round;
  const steps = scenario.steps.flatMap(({ acts }, index) => [
    `  ${index + 1}. ${acts.map(inWords).join('; then ')}`,
    ...troublesIn(trials[index]).map((trouble) => `     ${trouble}`),
  ]);
  return [
    `Round ${seed} ended otherwise than undisturbed:`,
    ...differences.map((difference) => `  ${difference}`),
    'What was done, and what went wrong meanwhile:',
    ...steps,
    `The servers' logs: ${folder}`,
    `Again: ${commandFor(seed, isCluster)}`,
  ].join('\n');
}

/** Plays this round and no other. */
export const commandFor = (seed: string, isCluster: boolean): string =>
  `npm run chaos -- --round ${seed}${isCluster ? ' --cluster' : ''}`;

function inWords(act: Act): string {
  const { does, ...rest } = act;
  return [does, ...Object.values(rest).map((word) => JSON.stringify(word))].join(' ');
}

function troublesIn(trial: Trial | undefined): readonly string[] {
  if (!trial) return [];
  const { requests, webhooks, calls, before, away, heldFor } = trial;
  return [
    ...(before === 'nothing'
      ? []
      : [`before that: ${before}${before === 'away' ? ` for ${away} ms` : ''}`]),
    ...[...requests].map(
      ([number, mishap]) => `request ${number}: ${Object.values(mishap).join(' ')}`,
    ),
    ...[...webhooks].map(
      ([number, mishap]) =>
        `webhook ${number}: ${mishap}${mishap === 'held' ? ` for ${heldFor} ms` : ''}`,
    ),
    ...calls.map(({ at, is }) => `next call of the ${at}: ${is}`),
  ];
}
