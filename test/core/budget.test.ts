import { describe, expect, test } from '@jest/globals';
import {
  mostUrgent,
  NOTHING_SPENT,
  paceOf,
  roomAt,
  type Spending,
  type Spent,
  spend,
  spendingOf,
  type Urgency,
} from '../../src/core/budget.ts';
import type { Effect } from '../../src/core/effects.ts';
import { HOUR, MINUTE, SECOND } from '../../src/core/time.ts';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const creating = (urgency: Urgency): Spending => ({ urgency, creates: true });
const writing = (urgency: Urgency): Spending => ({ urgency, creates: false });

/** So many writes, one every `apart` from `first` on. */
function written(count: number, spending: Spending, { first = NOW, apart = 0 } = {}): Spent {
  let spent = NOTHING_SPENT;
  for (let n = 0; n < count; n += 1) spent = spend(spent, spending, first + n * apart);
  return spent;
}

describe('what is written is', () => {
  const comment = (page: boolean): Effect => ({
    kind: 'comment',
    once: 'x',
    issue: 1,
    parts: [],
    page,
  });
  const issue = { kind: 'open-issue', once: 'x', title: 'x', parts: [], labels: [] } as const;
  test.each<[what: string, effect: Effect, so: Spending]>([
    ['a call on the issue', comment(true), creating('call')],
    ['a call elsewhere', { kind: 'page', once: 'x', notification: null }, writing('call')],
    ['an incident’s issue', { ...issue, hidden: '<!-- -->' }, creating('announcement')],
    ['a postmortem', issue, creating('word')],
    ['an update', comment(false), creating('word')],
    ['a label', { kind: 'add-label', name: 'SEV 1' }, writing('courtesy')],
    ['a reaction', { kind: 'react', comment: 1, content: 'rocket' }, writing('courtesy')],
    ['a pin', { kind: 'pin-card', once: 'pin-card' }, writing('courtesy')],
    ['closing', { kind: 'close-issue', reason: 'completed' }, writing('courtesy')],
  ])('%s', (_what, effect, so) => {
    expect(spendingOf(effect)).toEqual(so);
  });

  test('all together as urgent as the most urgent of it', () => {
    const label: Effect = { kind: 'add-label', name: 'SEV 1' };
    expect(mostUrgent([label, comment(false), comment(true), label])).toBe('call');
    expect(mostUrgent([label, comment(false)])).toBe('word');
    expect(mostUrgent([])).toBe('courtesy');
  });
});

describe('there is room', () => {
  test.each<[what: string, spent: Spent, spending: Spending, at: number]>([
    ['at first', NOTHING_SPENT, creating('courtesy'), 0],
    ['for the 75th call', written(74, creating('call')), creating('call'), 0],
    ['for no 76th', written(75, creating('call')), creating('call'), MINUTE],
    ['for the 67th card', written(66, creating('call')), creating('announcement'), 0],
    [
      'for no 68th, that calls may be',
      written(67, creating('call')),
      creating('announcement'),
      MINUTE,
    ],
    ['but for a call', written(67, creating('call')), creating('call'), 0],
    ['for no 61st word', written(60, creating('call')), creating('word'), MINUTE],
    ['for the 75th edit', written(74, writing('call')), writing('courtesy'), 0],
    ['for no 76th, that words may be', written(75, writing('call')), writing('courtesy'), MINUTE],
    ['for 150 writes of a call’s', written(149, writing('call')), writing('call'), 0],
    ['and no more', written(150, writing('call')), writing('call'), MINUTE],
    ['for edits, whatever was created', written(66, creating('call')), writing('courtesy'), 0],
    [
      'as soon as enough is a minute ago',
      written(75, creating('call'), { first: NOW - 50 * SECOND }),
      creating('call'),
      10 * SECOND,
    ],
    [
      'for 470 calls an hour',
      written(470, creating('call'), { first: NOW - 50 * MINUTE, apart: 5 * SECOND }),
      creating('call'),
      10 * MINUTE,
    ],
  ])('%s', (_what, spent, spending, at) => {
    expect(roomAt(spent, spending, { now: NOW, servers: 1 })).toBe(NOW + at);
  });

  test.each([1, 2, 3, 5, 200])('of %i servers each has its part of it', (servers) => {
    let [mine, spent] = [0, NOTHING_SPENT];
    while (roomAt(spent, creating('call'), { now: NOW, servers }) === NOW) {
      spent = spend(spent, creating('call'), NOW);
      mine += 1;
    }
    expect(mine).toBe(Math.max(1, Math.floor(75 / servers)));
  });

  test('never for more than GitHub allows, in whatever window', () => {
    let spent = NOTHING_SPENT;
    const times: number[] = [];
    for (let now = NOW; now < NOW + 2 * HOUR; now += 200) {
      if (roomAt(spent, creating('call'), { now, servers: 1 }) > now) continue;
      spent = spend(spent, creating('call'), now);
      times.push(now);
    }
    const most = (length: number): number =>
      Math.max(
        ...times.map((from) => times.filter((at) => at >= from && at < from + length).length),
      );
    expect(most(MINUTE)).toBe(75);
    expect(most(HOUR)).toBe(470);
  });
});

test('what is spent is forgotten when it counts no more', () => {
  const spent = spend(written(100, creating('call')), writing('call'), NOW + 2 * HOUR);
  expect(spent).toEqual({ creations: [], writes: [NOW + 2 * HOUR] });
});

test('one after the other, they keep to what a minute allows', () => {
  expect(paceOf(writing('courtesy'), 1)).toBe(MINUTE / 75);
  expect(paceOf(creating('call'), 1)).toBe(MINUTE / 75);
  expect(paceOf(creating('word'), 1)).toBe(MINUTE / 60);
  expect(paceOf(creating('word'), 3)).toBe(MINUTE / 20);
});
