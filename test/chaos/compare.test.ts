import { describe, expect, test } from '@jest/globals';
import { differences } from './compare.ts';
import type { Ending, Message } from './ending.ts';

const page: Message = { what: 'e-mail to oncall@example.com: SEV 1: Down', saysRepeat: false };
const again: Message = { ...page, saysRepeat: true };
const calm: Ending = {
  facts: [
    '"Down" is open',
    '"Down" has the label SEV 1',
    '"Down" is assigned to ana',
    '"Down" has a comment by tocsin[bot]: Called ana',
    '"Down" has a comment by tocsin[bot]: Called ben',
    '"Down" has a comment by tocsin[bot]: Called ben',
    '"Down" has on record: {"type":"paged"}',
  ],
  messages: [page],
};

const without = (fact: string): Ending => ({
  ...calm,
  facts: calm.facts.toSpliced(calm.facts.indexOf(fact), 1),
});
const plus = (...facts: string[]): Ending => ({ ...calm, facts: [...calm.facts, ...facts] });
const sending = (...messages: Message[]): Ending => ({ ...calm, messages });

describe('it tells', () => {
  test.each<[string, Ending, readonly string[]]>([
    [
      'a lost comment',
      without('"Down" has a comment by tocsin[bot]: Called ana'),
      ['lost: "Down" has a comment by tocsin[bot]: Called ana'],
    ],
    [
      'one of two comments that say the same',
      without('"Down" has a comment by tocsin[bot]: Called ben'),
      ['lost: "Down" has a comment by tocsin[bot]: Called ben'],
    ],
    [
      'a doubled comment',
      plus('"Down" has a comment by tocsin[bot]: Called ana'),
      ['too much: "Down" has a comment by tocsin[bot]: Called ana'],
    ],
    [
      'a wrong label',
      {
        ...calm,
        facts: calm.facts.map((fact) => fact.replace('SEV 1', 'SEV 2')),
      },
      ['lost: "Down" has the label SEV 1', 'too much: "Down" has the label SEV 2'],
    ],
    ['a lost assignee', without('"Down" is assigned to ana'), ['lost: "Down" is assigned to ana']],
    [
      'an event that is not on record',
      without('"Down" has on record: {"type":"paged"}'),
      ['lost: "Down" has on record: {"type":"paged"}'],
    ],
    [
      'a second postmortem',
      plus('"Postmortem: Down" is open'),
      ['too much: "Postmortem: Down" is open'],
    ],
    ['a page that was never sent', sending(), [`never sent: ${page.what}`]],
    [
      'a page too many that does not say so',
      sending(page, page),
      [`sent again and does not say so: ${page.what}`],
    ],
    [
      'a page too many of somebody else',
      sending(page, { what: 'e-mail to all@example.com: SEV 1: Down', saysRepeat: true }),
      ['sent for nothing: e-mail to all@example.com: SEV 1: Down'],
    ],
  ])('%s', (_what, disturbed, told) => {
    expect(differences(calm, disturbed)).toEqual(told);
  });
});

describe('it lets be', () => {
  test.each<[string, Ending]>([
    ['what is the same', calm],
    ['another order', { ...calm, facts: calm.facts.toReversed() }],
    ['a page again that says so', sending(page, again)],
    ['a page that may have come before and says so', sending(again)],
  ])('%s', (_what, disturbed) => {
    expect(differences(calm, disturbed)).toEqual([]);
  });
});
