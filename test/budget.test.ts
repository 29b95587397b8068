import { beforeEach, describe, expect, test } from '@jest/globals';
import { createBudget, demandOpen, type Purse, PutOff } from '../src/budget.ts';
import type { Spending } from '../src/core/budget.ts';
import { MINUTE, SECOND } from '../src/core/time.ts';
import { WoundClock } from '../src/sandbox/wound-clock.ts';

const START = Date.parse('2026-11-23T10:00:00Z');
const label: Spending = { urgency: 'courtesy', creates: false };
const word: Spending = { urgency: 'word', creates: true };
let clock: WoundClock;
let purse: Purse;
beforeEach(() => {
  clock = new WoundClock(START);
  purse = createBudget({ clock, limited: true, servers: () => 1 })(1);
});

/** How many of them there is room for at once. */
function roomFor(spending: Spending, of: Purse = purse): number {
  let taken = 0;
  while (taken < 1_000 && of.take(spending) === null) taken += 1;
  return taken;
}

test('each installation has its own', () => {
  const budget = createBudget({ clock, limited: true, servers: () => 1 });
  expect(roomFor(label, budget(1))).toBe(75);
  expect(roomFor(label, budget(1))).toBe(0);
  expect(roomFor(label, budget(2))).toBe(75);
  clock.windTo(START + MINUTE);
  expect(roomFor(label, budget(1))).toBe(75);
});

test('where nobody counts, GitHub’s word holds all the same', () => {
  const free = createBudget({ clock, limited: false, servers: () => 1 })(1);
  expect(roomFor(label, free)).toBe(1_000);
  free.close(START + MINUTE);
  expect(free.take(label)).toBe(START + MINUTE);
  expect(() => demandOpen(free)).toThrow(PutOff);
  clock.windTo(START + MINUTE);
  expect(free.closed()).toBeNull();
  demandOpen(free);
});

describe('turns', () => {
  const turn = (who: string, waiting: readonly Spending[]): number =>
    purse.turn(who, { until: START + MINUTE, waiting }) - START;

  test('come one after the other, each as long as what it waits with takes', () => {
    expect(turn('a', [label, label, label])).toBe(MINUTE);
    expect(turn('b', [label])).toBe(MINUTE + 3 * 800);
    expect(turn('c', [label])).toBe(MINUTE + 4 * 800);
  });

  test('of what is more urgent are in a line of their own', () => {
    for (const who of ['a', 'b', 'c']) turn(who, [label, label]);
    expect(turn('d', [label, word])).toBe(MINUTE);
    expect(turn('e', [word])).toBe(MINUTE + SECOND);
  });

  test('are kept by whoever asks again before, and take nobody else’s', () => {
    turn('a', [label]);
    for (let again = 0; again < 50; again += 1) turn('b', [label]);
    expect(turn('b', [label])).toBe(MINUTE + 800);
    expect(turn('c', [label])).toBe(MINUTE + 1_600);
  });
});
