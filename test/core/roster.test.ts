import { describe, expect, test } from '@jest/globals';
import {
  amissWith,
  type Roster,
  type RosterSight,
  rosterName,
  shownRoster,
  troublesWith,
} from '../../src/core/roster.ts';
import { at } from '../support/builders.ts';

const schedule: Roster = { kind: 'schedule', id: 'PSCHED' };
const userGroup: Roster = { kind: 'user-group', id: 'S0DBAS' };
const ben = { name: 'Ben Brook', login: 'ben' };
const zoe = { name: 'Zoe Zed', login: null };
const sight = (given: Partial<Extract<RosterSight, { ok: true }>> = {}): RosterSight => ({
  ok: true,
  now: [ben],
  until: null,
  next: [],
  ...given,
});

describe('what is amiss with a roster', () => {
  test.each<[what: string, roster: Roster, sight: RosterSight, expected: string | null]>([
    ['nothing', schedule, sight(), null],
    ['nobody on call', schedule, sight({ now: [] }), 'Nobody is on call in it.'],
    ['nobody in it', userGroup, sight({ now: [] }), 'Nobody is in it.'],
    [
      'somebody whom nobody knows here',
      schedule,
      sight({ now: [ben, zoe] }),
      'Nobody under people: has the e-mail address of Zoe Zed, who is on call in it.',
    ],
    [
      'a member whom nobody knows here',
      userGroup,
      sight({ now: [{ name: 'U0ZOE', login: null }] }),
      "Nobody under people: has the member's id of U0ZOE, who is in it.",
    ],
    [
      'that it could not be read',
      schedule,
      { ok: false, because: 'PagerDuty did not answer.' },
      'It could not be looked up: PagerDuty did not answer.',
    ],
  ])('%s', (_, roster, seen, expected) => expect(amissWith(roster, seen)).toBe(expected));

  test('is told of each by its name; one that was not read is one of them', () => {
    expect(troublesWith([schedule, userGroup], { 'schedule PSCHED': sight() })).toEqual([
      'The user group S0DBAS of Slack: It could not be looked up: It was not asked for.',
    ]);
  });
});

test('/oncall shows logins, names where there are none, and until when', () => {
  const seen = sight({ now: [ben, zoe], until: at('18:00'), next: [] });
  expect(shownRoster(schedule, seen)).toEqual({
    name: rosterName(schedule),
    now: 'ben, Zoe Zed (not under people)',
    until: '2026-11-23 18:00 UTC',
    next: 'nobody',
    because: null,
  });
  expect(shownRoster(schedule, { ok: false, because: 'No.' })).toMatchObject({ because: 'No.' });
});
