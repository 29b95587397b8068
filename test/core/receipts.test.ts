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
