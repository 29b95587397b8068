import { describe, expect, test } from '@jest/globals';
import { acknowledge, alertOfNext, isAnswered, unanswered } from '../../src/core/answered.ts';
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

  test('is none to what is called in the same comment, or by the same act', () => {
    const own = (via: string) => called(wave(0), wave(1, { via }));
    expect(open(acknowledge(own('comment:9:2'), ack()))).toEqual([1]);
    expect(open(acknowledge(own('comment:8:0'), ack()))).toEqual([]);
    expect(open(acknowledge(own('hand:A'), ack({ via: 'hand:A' })))).toEqual([1]);
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
      answered: { at: at('10:30'), by: 'dina' },
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

describe('in a pager, the next call', () => {
  test.each<[string, Incident, Wave['reason'], number | null]>([
    ['opens the first alert', called(), 'declared', null],
    ['belongs to it while nobody answers', called(wave(0)), 'response-overdue', null],
    [
      'belongs to a later one while nobody answers that',
      called(wave(0), wave(1, { alert: 1 })),
      'escalated',
      1,
    ],
    ['is an alert of its own after an answer', acknowledge(called(wave(0)), ack()), 'asked', 1],
    ['and after a silence', called(wave(0), wave(1)), 'gone-silent', 2],
    [
      'opens the first anew where all was over',
      { ...acknowledge(called(wave(0)), ack()), acknowledgedAt: null, reopenedAt: at('11:00') },
      'declared',
      null,
    ],
  ])('%s', (_, incident, reason, alert) => {
    expect(alertOfNext(incident, reason)).toBe(alert);
  });
});
