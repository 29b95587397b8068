import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differences } from './compare.ts';
import { diceFor } from './dice.ts';
import { disturbancesFor, type Trial } from './disturbances.ts';
import { type Played, play } from './play.ts';
import { type Scenario, scenarioFor } from './scenario.ts';
import type { Tally } from './tally.ts';
import { type App, openTheatre, SERVERS } from './theatre.ts';

const START = Date.parse('2026-11-23T10:00:00Z');

/** Makes a database of this name and answers its address. */
export type MakeDatabase = (name: string) => Promise<string>;

/** What came of a round. */
export interface Round {
  readonly seed: string;
  readonly scenario: Scenario;
  readonly trials: readonly Trial[];
  readonly tally: Tally;
  readonly differences: readonly string[];
  /** Where the servers' logs are, where there is a difference. */
  readonly folder: string | null;
}

/** Plays one random incident twice, once undisturbed by one server, and tells the difference. */
export async function playRound(seed: string, database: MakeDatabase | null): Promise<Round> {
  const scenario = scenarioFor(seed);
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-chaos-'));
  const throttled = diceFor(`limits ${seed}`).in100(25);
  const onStage = async (app: App, trials: readonly Trial[] | null): Promise<Played> => {
    const theatre = await openTheatre({ start: START, app, throttled });
    try {
      return await play(theatre, scenario, trials);
    } catch (cause) {
      const where = app.is === 'resident' ? 'undisturbed' : `the servers' logs: ${folder}`;
      throw new Error(`${cause instanceof Error ? cause.message : cause} (${where})`, { cause });
    } finally {
      await theatre.close();
    }
  };
  const calm = await onStage({ is: 'resident' }, null);
  const app: App = database
    ? { is: 'cluster', folder, database: await database(`chaos-${seed}`) }
    : { is: 'alone', folder };
  const servers = database ? SERVERS : 1;
  const trials = disturbancesFor(seed, { scenario, traffic: calm.traffic, servers });
  const disturbed = await onStage(app, trials);
  const found = differences(calm.ending, disturbed.ending);
  if (found.length === 0) rmSync(folder, { recursive: true });
  const { messages } = disturbed.ending;
  const tally = {
    ...disturbed.tally,
    messages: messages.length,
    repeats: messages.filter(({ saysRepeat }) => saysRepeat).length,
  };
  return {
    seed,
    scenario,
    trials,
    tally,
    differences: found,
    folder: found.length ? folder : null,
  };
}
