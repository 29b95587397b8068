import { describe, expect, test } from '@jest/globals';
import { failureIn, groupsCalled, openTries, tryId, tryIn } from '../../src/core/page-tries.ts';
import { aDeclaration, anIncident, aRecord, at, aWorld, told } from '../support/builders.ts';

const groups = [{ group: 'on-call', people: ['ana'], by: ['PagerDuty', 'Slack', 'e-mail'] }];
const paged = told(
  { type: 'paged', number: 0, reason: 'declared', groups, unfilled: [] },
  { at: at('10:00') },
);

describe('the name of a try', () => {
  test('is read as it was written', () => {
    const one = { number: 12, group: 'on-call', name: 'webhook chat.example.com:8443' };
    expect(tryIn(tryId(one))).toEqual(one);
  });

  test.each(['page:0', 'say:comment:5', 'page:x:on-call:Slack'])('%s is none', (id) => {
    expect(tryIn(id)).toBeNull();
  });
});

test('a try whose end the record does not tell may have been made', () => {
  const receipt = { at: at('10:01'), ref: null, failed: null };
  const record = aRecord([aDeclaration(), paged]);
  const ledger = { 'page:0:on-call:Slack': receipt };
  expect([...openTries({ ...record, ledger })]).toEqual([
    'page:0:on-call:PagerDuty',
    'page:0:on-call:e-mail',
  ]);
  expect(openTries(aRecord([aDeclaration()])).size).toBe(0);
});

describe('a failed try', () => {
  const { incident } = aWorld({ record: aRecord([aDeclaration(), paged]) });

  test('says which call of whom it was', () => {
    expect(failureIn(incident, 'page:0:on-call:Slack', { failed: 'Slack is down.' })).toEqual([
      {
        type: 'page-failed',
        number: 0,
        group: 'on-call',
        people: ['ana'],
        destination: 'Slack',
        because: 'Slack is down.',
      },
    ]);
  });

  test('is only one that failed, and only of a call', () => {
    expect(failureIn(incident, 'page:0:on-call:Slack', { failed: null })).toEqual([]);
    expect(failureIn(incident, 'pin-card', { failed: 'GitHub answered 404' })).toEqual([]);
    expect(failureIn(anIncident(), 'page:7:gone:Slack', { failed: 'Down.' })).toMatchObject([
      { people: [] },
    ]);
  });
});

test('the card has a line a group, with what came of each try', () => {
  const ledger = {
    'page:0:on-call:PagerDuty': {
      at: at('10:01'),
      ref: null,
      failed: null,
      how: 'accepted' as const,
    },
    'page:0:on-call:e-mail': {
      at: at('10:02'),
      ref: null,
      failed: null,
      how: 'sent' as const,
      repeat: true,
    },
  };
  const world = aWorld({ record: aRecord([aDeclaration(), paged], { ledger }) });
  expect(groupsCalled(world)).toMatchObject([
    {
      time: '10:00 UTC',
      group: 'on-call',
      people: ['ana'],
      tries: [
        { name: 'PagerDuty', accepted: true, time: '10:01 UTC', underWay: false, repeat: false },
        { name: 'Slack', underWay: true, time: null },
        { name: 'e-mail', accepted: false, repeat: true },
      ],
    },
  ]);
});
