import { describe, expect, test } from '@jest/globals';
import type { Receipt } from '../../src/core/effects.ts';
import { tellId, tellingsOf, withoutOldTellings } from '../../src/core/tellings.ts';
import { at, DECLARED } from '../support/builders.ts';

const receipt = (time: string, given: Partial<Receipt> = {}): Receipt => ({
  at: at(time),
  ref: null,
  failed: null,
  ...given,
});
const update = (line: number, where: string): string =>
  tellId({ via: `comment:5:${line}`, type: 'updated' }, where);

describe('of what was told', () => {
  const ledger = {
    'page:0:on-call:PagerDuty': receipt('10:00'),
    [update(0, 'e-mail')]: receipt('10:05', { how: 'accepted' }),
    [update(0, 'e-mail 2')]: receipt('10:05', { failed: 'No such mailbox.' }),
    [update(1, 'e-mail')]: receipt('10:30', { how: 'accepted', repeat: true }),
  };

  test('the last message to each place is kept, and whatever is no message', () => {
    expect(Object.keys(withoutOldTellings(ledger))).toEqual([
      'page:0:on-call:PagerDuty',
      update(0, 'e-mail 2'),
      update(1, 'e-mail'),
    ]);
  });

  test('of two at one moment the later one is', () => {
    const twice = { [update(0, 'x')]: receipt('10:05'), [update(1, 'x')]: receipt('10:05') };
    expect(Object.keys(withoutOldTellings(twice))).toEqual([update(1, 'x')]);
  });

  test('the card says what came of it', () => {
    expect(tellingsOf(ledger, DECLARED)).toEqual([
      { name: 'e-mail', time: '10:30 UTC', accepted: true, failed: null, repeat: true },
      {
        name: 'e-mail 2',
        time: '10:05 UTC',
        accepted: false,
        failed: 'No such mailbox.',
        repeat: false,
      },
    ]);
  });
});
