import { describe, expect, test } from '@jest/globals';
import { settled, withReceipts } from '../../src/core/receipts.ts';
import { incidentOf } from '../../src/core/record.ts';
import { aDeclaration, aRecord, at, told } from '../support/builders.ts';

const receipt = { at: at('10:41'), ref: 2, failed: null };
const owed = aRecord([
  aDeclaration(),
  told({ type: 'resolved', text: null, from: 'monitoring' }, { at: at('10:40') }),
  told({ type: 'postmortem-owed', due: at('2026-11-25 10:40') }, { at: at('10:40') }),
]);

describe('receipts', () => {
  test('are kept by the name of what was done', () => {
    const record = withReceipts(aRecord(), { 'page:0': receipt }, at('10:41'));
    expect(withReceipts(record, { 'pin-card': receipt }, at('10:42'))).toMatchObject({
      ledger: { 'page:0': receipt, 'pin-card': receipt },
      events: [aDeclaration()],
    });
  });

  test('of the postmortem’s issue are an event, once', () => {
    const opened = withReceipts(owed, { postmortem: receipt }, at('10:41'));
    expect(opened.events.at(-1)).toEqual({
      type: 'postmortem-opened',
      number: 2,
      at: at('10:41'),
      by: null,
      via: 'world:postmortem',
    });
    expect(incidentOf(opened)?.postmortem?.number).toBe(2);
    expect(withReceipts(opened, { postmortem: receipt }, at('10:42')).events).toEqual(
      opened.events,
    );
  });

  test('are not put before what they followed, though our clock is behind GitHub’s', () => {
    const opened = withReceipts(owed, { postmortem: receipt }, at('10:39'));
    expect(opened.events.at(-1)?.at).toBe(at('10:40'));
  });

  test('of an issue that could not be opened are no event', () => {
    const failed = { ...receipt, ref: null, failed: 'GitHub answered 410' };
    expect(withReceipts(owed, { postmortem: failed }, at('10:41')).events).toEqual(owed.events);
  });

  test('of a postmortem that cannot be where the policy wants it move it here, and are no end of it', () => {
    const failed = { ...receipt, ref: null, failed: 'GitHub answered 404' };
    const elsewhere = aRecord([
      ...owed.events.slice(0, -1),
      told(
        { type: 'postmortem-owed', due: at('2026-11-25 10:40'), repository: 'acme/postmortems' },
        { at: at('10:40') },
      ),
    ]);
    expect(incidentOf(elsewhere)?.postmortem?.repository).toBe('acme/postmortems');
    const moved = withReceipts(elsewhere, { postmortem: failed }, at('10:41'));
    expect(moved.ledger).toEqual({});
    expect(incidentOf(moved)?.postmortem).toMatchObject({
      repository: null,
      number: null,
      moved: 'GitHub answered 404',
    });
  });

  describe('of an action item', () => {
    const asked = aRecord([
      ...owed.events,
      told(
        { type: 'action-added', text: 'An index', owner: null, due: null, repository: null },
        { at: at('10:40'), via: 'comment:7:2' },
      ),
    ]);

    test('that was opened are an event, once', () => {
      const opened = withReceipts(asked, { 'action:7:2': { ...receipt, ref: 9 } }, at('10:41'));
      expect(opened.events.at(-1)).toMatchObject({ type: 'action-opened', number: 9, ref: '#9' });
      const again = withReceipts(opened, { 'action:7:2': { ...receipt, ref: 9 } }, at('10:42'));
      expect(again.events).toEqual(opened.events);
    });

    test('that could not be are one too, which is told by the pass after', () => {
      const failed = { ...receipt, ref: null, failed: 'GitHub answered 404' };
      const refused = withReceipts(asked, { 'action:7:2': failed }, at('10:41'));
      expect(refused.events.at(-1)).toMatchObject({
        type: 'action-refused',
        text: 'An index',
        because: 'GitHub answered 404',
      });
      expect(settled(refused, asked.events.length).settled).toBe(asked.events.length);
      expect(settled(refused).settled).toBe(refused.events.length);
      expect(withReceipts(refused, { 'action:7:2': failed }, at('10:42')).events).toEqual(
        refused.events,
      );
    });
  });
});

describe('a call that failed', () => {
  const called = aRecord([
    aDeclaration(),
    told({
      type: 'paged',
      number: 0,
      reason: 'declared',
      groups: [{ group: 'on-call', people: ['ana'], by: ['Slack'] }],
      unfilled: [],
    }),
  ]);
  const failed = { ...receipt, ref: null, failed: 'Slack is down.' };
  const noted = withReceipts(called, { 'page:0:on-call:Slack': failed }, at('10:41'));

  test('is an event, once', () => {
    expect(noted.events.at(-1)).toMatchObject({
      type: 'page-failed',
      group: 'on-call',
      because: 'Slack is down.',
      via: 'world:page:0:on-call:Slack',
    });
    const again = withReceipts(noted, { 'page:0:on-call:Slack': failed }, at('10:42'));
    expect(again.events).toEqual(noted.events);
  });

  test('is still to be told when what came before it has been', () => {
    expect(settled(noted, called.events.length).settled).toBe(called.events.length);
    expect(settled(noted).settled).toBe(noted.events.length);
  });
});

test('once all is said, replies need no receipt; pages, pins and the postmortem do', () => {
  const ledger = {
    'say:comment:5': receipt,
    'page:0': receipt,
    'pin-card': receipt,
    postmortem: receipt,
  };
  const record = settled({ ...owed, ledger });
  expect(record.settled).toBe(3);
  expect(Object.keys(record.ledger)).toEqual(['page:0', 'pin-card', 'postmortem']);
});
