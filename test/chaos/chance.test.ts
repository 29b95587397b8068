import { describe, expect, test } from '@jest/globals';
import { MINUTE } from '../../src/core/time.ts';
import { diceFor } from './dice.ts';
import { disturbancesFor, type Traffic, type Trial } from './disturbances.ts';
import { type Act, scenarioFor } from './scenario.ts';

const seeds = Array.from({ length: 300 }, (_, index) => `chance-${index}`);
const scenarios = seeds.map((seed) => ({ seed, scenario: scenarioFor(seed) }));

const trialsOf = (seed: string, servers = 1): readonly Trial[] => {
  const scenario = scenarioFor(seed);
  const traffic: Traffic = scenario.steps.map(() => ({ requests: 12, webhooks: 5 }));
  return disturbancesFor(seed, { scenario, traffic, servers });
};

test('the same name throws the same numbers, another one others', () => {
  const throws = (name: string) => {
    const dice = diceFor(name);
    return Array.from({ length: 20 }, () => dice.between(1, 6));
  };
  expect(throws('a')).toEqual(throws('a'));
  expect(throws('a')).not.toEqual(throws('b'));
  expect(new Set([...throws('a'), ...throws('b')])).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  expect(() => diceFor('a').pick([])).toThrow('nothing to pick from');
});

describe('a scenario', () => {
  test('is the same for the same seed, and most are unlike', () => {
    expect(scenarioFor('one')).toEqual(scenarioFor('one'));
    const told = scenarios.map(({ scenario }) => JSON.stringify(scenario));
    expect(new Set(told).size).toBeGreaterThan(290);
  });

  test('does everything that there is to do, somewhere', () => {
    const done = scenarios.flatMap(({ scenario }) =>
      scenario.steps.flatMap(({ acts }) => acts.map(({ does }) => does)),
    );
    const all: Record<Act['does'], true> = {
      open: true,
      'fill-form': true,
      dispatch: true,
      say: true,
      label: true,
      unlabel: true,
      assign: true,
      unassign: true,
      close: true,
      reopen: true,
      'close-postmortem': true,
      rename: true,
      'answer-pager': true,
      edit: true,
      delete: true,
      'delete-label': true,
      'call-duplicate': true,
    };
    expect(new Set(done)).toEqual(new Set(Object.keys(all)));
  });

  test('gives each sweep its time: whatever was lost is found before anybody acts again', () => {
    const shortest = Math.min(
      ...scenarios.flatMap(({ scenario }) => scenario.steps.map(({ after }) => after)),
    );
    expect(shortest).toBeGreaterThan(6 * MINUTE);
    expect(Math.min(...scenarios.map(({ scenario }) => scenario.rest))).toBeGreaterThan(6 * MINUTE);
  });
});

describe('what goes wrong', () => {
  test('is the same for the same seed', () => {
    expect(trialsOf('one')).toEqual(trialsOf('one'));
    expect(trialsOf('one')).not.toEqual(trialsOf('two'));
  });

  test('is everything, somewhere', () => {
    const trials = seeds.flatMap((seed) => trialsOf(seed));
    const requests = trials.flatMap((trial) => [...trial.requests.values()]);
    expect(new Set(requests.map(({ is }) => is))).toEqual(
      new Set(['refused', 'done in silence', 'never arrived', 'stale', 'killed']),
    );
    const webhooks = trials.flatMap((trial) => [...trial.webhooks.values()]);
    expect(new Set(webhooks)).toEqual(new Set(['dropped', 'sent twice', 'held', 'kills']));
    expect(new Set(trials.map(({ before }) => before))).toEqual(
      new Set(['nothing', 'killed', 'stopped', 'killed, disk lost', 'away']),
    );
    const calls = trials.flatMap((trial) => trial.calls.map(({ at, is }) => `${at} ${is}`));
    expect(new Set(calls).size).toBe(16);
  });

  test('kills somebody in every round', () => {
    const peaceful = seeds.filter((seed) =>
      trialsOf(seed).every(
        ({ requests, before }) =>
          ['nothing', 'stopped'].includes(before) &&
          [...requests.values()].every(({ is }) => is !== 'killed'),
      ),
    );
    expect(peaceful).toEqual([]);
  });

  test('kills each of three servers, and takes no disk away that all of them share', () => {
    const trials = seeds.flatMap((seed) => trialsOf(seed, 3));
    const killed = trials.flatMap(({ requests }) =>
      [...requests.values()].flatMap((mishap) => (mishap.is === 'killed' ? [mishap.server] : [])),
    );
    expect(new Set(killed)).toEqual(new Set([0, 1, 2]));
    expect(trials.map(({ before }) => before)).not.toContain('killed, disk lost');
  });
});
