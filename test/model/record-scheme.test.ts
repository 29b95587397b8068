import { describe, expect, test } from '@jest/globals';
import {
  everyThird,
  explore,
  lagging,
  lateArrivals,
  oneCrash,
  twoCrashes,
  unevenReads,
} from './explore.ts';
import { naivePass } from './naive.ts';
import type { Scheme } from './play.ts';
import { type Rules, rulesOfTheRecord } from './rules.ts';
import { schemePass } from './scheme.ts';

const scheme: Scheme = (world, disk) => schemePass(world, disk);
const naive: Scheme = (world) => naivePass(world);
const without = (rules: Partial<Rules>): Scheme => {
  return (world, disk) => schemePass(world, disk, { ...rulesOfTheRecord, ...rules });
};
const steps = [
  ...['observe', 'decide', 'intend page', 'send page', 'page answered', 'keep', 'save'],
  ...['keep its id', 'add label', 'remove label', 'reply'],
];

describe('the scheme of the record', () => {
  test('ends right in every run: a crash after any step, stale reads, a swap by hand anywhere', () => {
    const { runs, wrong, killedAfter } = explore(oneCrash(), scheme);
    expect(wrong).toEqual([]);
    expect(runs).toBe(20_400);
    expect([...killedAfter]).toEqual(expect.arrayContaining(steps));
  });

  test('ends right when its recovery is killed too', () => {
    const { wrong, killedAfter } = explore(twoCrashes(), scheme);
    expect(wrong).toEqual([]);
    const waits = ['look again', 'look for', 'settle'];
    expect([...killedAfter]).toEqual(expect.arrayContaining([...steps, ...waits]));
  });

  test('ends right when the last write of a killed process arrives late', () => {
    expect(explore(lateArrivals(), scheme).wrong).toEqual([]);
  });

  test('ends right when only some reads lag, or parts of them; then a label may flicker', () => {
    const { wrong, kinds } = explore(unevenReads(), scheme);
    expect(kinds).toEqual(['flicker']);
    // Where one read shows all parts equally old, only a crash between our label and its receipt makes it so.
    const unexplained = wrong.filter(
      ({ run }) => run.staleness.parts === 'all' && run.crashes.length === 0,
    );
    expect(unexplained).toEqual([]);
  });
});

describe('a naive scheme', () => {
  const { runs, wrong, kinds } = explore(oneCrash(), naive, ['record', 'flicker']);

  test('ends wrong in most of the same runs, in every way that shows', () => {
    expect(wrong.length).toBeGreaterThan(runs / 2);
    expect(kinds).toEqual(expect.arrayContaining(['cards', 'labels', 'page twice', 'replies']));
  });

  test('is right where nothing crashes, no read is stale and nobody interferes', () => {
    // 14 steps: she acts when the app has nothing left to do.
    const troubled = wrong.filter(
      ({ run }) => run.crashes.length > 0 || run.staleness.writes > 0 || run.swap.from !== 14,
    );
    expect(troubled).toEqual(wrong);
  });
});

describe('each rule is needed: without it the same runs go wrong', () => {
  test.each<[string, Partial<Rules>, string[]]>([
    ['no kept copy', { keep: 'never' }, ['cards', 'flicker', 'replies']],
    ['no look for effects without a receipt', { lookFor: null }, ['replies']],
    ['one look instead of ten seconds', { lookFor: 0 }, ['replies']],
    ['no minute for a person who swaps labels', { grace: 0 }, ['flicker']],
    ['applied as seen, not by time', { order: 'as seen' }, ['labels']],
    ['our own acts taken for hands', { hands: 'timeline by anyone' }, ['labels', 'record']],
  ])('%s', (_, rules, kinds) => {
    expect(explore(everyThird(oneCrash()), without(rules)).kinds).toEqual(kinds);
  });

  test('the copy kept after the card is written: a new card may come twice, an old one never', () => {
    const { wrong, kinds } = explore(everyThird(oneCrash()), without({ keep: 'after the card' }));
    expect(kinds).toEqual(['cards']);
    expect(new Set(wrong.map(({ run }) => `${run.card} card, disk ${run.disk}`))).toEqual(
      new Set(['new card, disk kept']),
    );
  });
});

describe('the limits of the scheme', () => {
  test('a new disk that believes its first read does things twice, if that read is stale', () => {
    const { wrong, kinds } = explore(everyThird(oneCrash()), without({ settle: 0 }));
    expect(kinds).toEqual(['cards', 'replies']);
    const others = wrong.filter(
      ({ run }) => run.disk === 'kept' || run.staleness.writes === 0 || run.crashes.length === 0,
    );
    expect(others).toEqual([]);
  });

  test('reads that lag for longer than anybody looks: creations come twice, nothing else', () => {
    const { wrong, kinds } = explore(lagging(everyThird(oneCrash()), { lasts: 20 }), scheme);
    expect(kinds).toEqual(['cards', 'replies']);
    const others = wrong.filter(
      ({ run }) => run.staleness.writes === 0 || run.crashes.length === 0,
    );
    expect(others).toEqual([]);
  });
});
