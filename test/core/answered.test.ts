import { describe, expect, test } from '@jest/globals';
import { acknowledge, answeredBy, isAnswered, unanswered } from '../../src/core/answered.ts';
import type { EventOf } from '../../src/core/events.ts';
import type { Incident, Wave } from '../../src/core/incident.ts';
import { anIncident, at } from '../support/builders.ts';

const wave = (number: number, given: Partial<Wave> = {}): Wave => ({
  number,
  at: at('10:00'),
  via: `clock:${number}`,
  reason: 'declared',
  groups: [{ group: 'on-call', people: ['ana'] }],
  unfilled: [],
  ...given,
});
const ack = (given: Partial<EventOf<'acknowledged'>> = {}): EventOf<'acknowledged'> => ({
  type: 'acknowledged',
  at: at('10:05'),
  by: 'ana',
  via: 'comment:9:0',
  ...given,
});
const called = (...waves: readonly Wave[]): Incident => anIncident({ waves });
const open = (incident: Incident) => unanswered(incident).map(({ number }) => number);

describe('an answer', () => {
  test('is one to all that had been called', () => {
    const before = called(wave(0), wave(1));
    expect(open(before)).toEqual([0, 1]);
    expect(open(acknowledge(before, ack()))).toEqual([]);
  });

  test('is none to what is called later', () => {
    const answered = acknowledge(called(wave(0)), ack());
    const later = { ...answered, waves: [...answered.waves, wave(1, { at: at('10:30') })] };
    expect(open(later)).toEqual([1]);
    expect(open(acknowledge(later, ack({ at: at('10:31'), by: 'dina' })))).toEqual([]);
  });

  test.each([
    ['in the same comment', 'comment:9:2', 'comment:9:0', [1]],
    ['in another comment', 'comment:8:0', 'comment:9:0', []],
    ['by the same act', 'hand:A', 'hand:A', [1]],
  ])('and what is called %s', (_, via, answeredVia, left) => {
    const before = called(wave(0), wave(1, { via }));
    const calls = answeredBy(before, { at: at('10:05'), via: answeredVia });
    expect(open(acknowledge(before, ack({ via: answeredVia, calls })))).toEqual(left);
  });

  test('is none to a call that GitHub showed late, though it was asked for before', () => {
    const late = called(wave(0), wave(2, { at: at('10:03') }), wave(1, { at: at('10:06') }));
    expect(open(acknowledge(late, ack({ calls: [0] })))).toEqual([2, 1]);
  });

  test('that is shown after a reopening is none to what was called since', () => {
    const reopened = {
      ...called(wave(0), wave(1, { at: at('10:45') })),
      reopenedAt: at('10:30'),
    };
    expect(answeredBy(reopened, { at: at('10:04'), via: 'comment:9:0' })).toEqual([0]);
    expect(answeredBy(reopened, { at: at('10:46'), via: 'comment:9:0' })).toEqual([0, 1]);
  });

  test('of which nothing more is known is one to what was called before it', () => {
    const old = { ...called(wave(0), wave(1, { at: at('10:10') })), acknowledgedAt: at('10:05') };
    expect(open(old)).toEqual([1]);
  });

  test('counts calls from the first, also those that a lost record had', () => {
    const rebuilt = anIncident({ earlierCalls: 3, waves: [wave(3)] });
    expect(open(acknowledge(rebuilt, ack()))).toEqual([]);
  });

  test('that came first stays the one that the incident is acknowledged by', () => {
    const twice = acknowledge(
      acknowledge(called(wave(0)), ack()),
      ack({ at: at('10:30'), by: 'dina', via: 'comment:10:0' }),
    );
    expect(twice).toMatchObject({
      acknowledgedAt: at('10:05'),
      acknowledgedBy: 'ana',
      responders: ['ana', 'dina'],
      answered: { calls: [0], at: at('10:30'), by: 'dina' },
    });
  });
});

describe('an update', () => {
  const updated = { ...acknowledge(called(wave(0)), ack()), lastUpdateAt: at('10:20') };

  test.each<[Wave['reason'], boolean]>([
    ['update-overdue', true],
    ['gone-silent', true],
    ['asked', false],
    ['severity', false],
  ])('answers a call for %s: %s', (reason, is) => {
    expect(isAnswered(updated, wave(1, { reason, at: at('10:15') }))).toBe(is);
    expect(isAnswered(updated, wave(1, { reason, at: at('10:25') }))).toBe(false);
  });
});
