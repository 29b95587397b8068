import { describe, expect, test } from '@jest/globals';
import type { Notification } from '../../src/core/notification.ts';
import { cut, oneLine, plainText } from '../../src/notifiers/wording.ts';
import { aNotification } from './contract.ts';

const message = (changes: Partial<Notification> = {}): Notification =>
  aNotification({ kind: 'email', to: 'ana@example.com' }, changes);
const drill = (changes: Partial<Notification> = {}): Notification => ({
  ...message(changes),
  facts: { ...message().facts, drill: true },
});

describe('a message as plain text', () => {
  test('has its headline, its fields and the way to the issue', () => {
    expect(plainText(message(), false)).toBe(
      [
        'SEV 1: Checkout is down',
        '',
        'Description: Nobody can pay',
        'IC: nobody yet',
        '',
        'acme/shop#12: https://github.com/acme/shop/issues/12',
      ].join('\n'),
    );
  });

  test('without fields has no gap for them', () => {
    expect(plainText(message({ words: { headline: 'Hello', fields: [] } }), false)).toBe(
      'Hello\n\nacme/shop#12: https://github.com/acme/shop/issues/12',
    );
  });

  test.each([
    ['sent before', message({ repeat: true }), false],
    ['tried before, and who knows', message(), true],
  ])('%s says so', (_, notification, unclear) => {
    expect(plainText(notification, unclear)).toMatch(
      /^SEV 1: Checkout is down \(may be a repeat\)\n/,
    );
  });

  test('of a drill says so twice', () => {
    expect(plainText(drill(), false)).toMatch(
      /^DRILL: SEV 1: Checkout is down\nThis is a drill. Nothing is broken.\n\n/,
    );
  });

  test('keeps people’s lines but none of their control characters', () => {
    const words = {
      headline: 'a\r\nb\u0007',
      fields: [{ name: 'x\ny', value: 'one\r\ntwo\u202e' }],
    };
    expect(plainText(message({ words }), false)).toMatch(/^a b\n\nx y: one\ntwo\n\n/);
  });
});

test.each([
  ['short', 5, 'short'],
  ['longer', 5, 'long…'],
  ['abc🔥de', 5, 'abc…'],
])('%j cut to %d', (text, longest, expected) => expect(cut(text, longest)).toBe(expected));

test('one line is one line', () => expect(oneLine(' a\u2028b\tc\n')).toBe('a b c'));
