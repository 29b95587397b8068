import { expect, test } from '@jest/globals';
import type { PullRequestLetter } from '../../src/core/letters.ts';
import { openingIn } from '../../src/core/opening.ts';
import { openedReply, openingFor } from '../../src/surfaces/opened.ts';
import { aPolicy, at } from '../support/builders.ts';

const letter: PullRequestLetter = {
  kind: 'pull-request',
  id: 'comment:5',
  comment: 5,
  by: 'ana',
  at: at('10:05'),
  words: '1 Checkout is down',
};
const where = {
  pullRequest: { number: 12, title: 'Faster checkout' },
  labelled: true,
  policy: aPolicy(),
};

test('an issue is opened under the title that was typed, with who declared hidden in it', () => {
  const { label, issue } = openingFor(letter, where);
  expect(label).toBeNull();
  expect(issue).toMatchObject({
    once: 'incident:comment:5',
    title: 'Checkout is down',
    labels: ['incident'],
  });
  expect(openingIn(issue.hidden ?? '')).toMatchObject({ by: 'ana', severity: 1, key: null });
});

test.each([
  ['', 'Faster checkout'],
  ['2', 'Faster checkout'],
])('without one (%j) it has that of the pull request', (words, title) => {
  expect(openingFor({ ...letter, words }, where).issue.title).toBe(title);
});

test('the label is made where the repository lacks it', () => {
  expect(openingFor(letter, { ...where, labelled: false }).label).toMatchObject({
    kind: 'create-label',
    name: 'incident',
  });
});

test('the pull request is told, once', () => {
  expect(openedReply({ comment: 5, on: 12 }, 13)).toMatchObject([
    { kind: 'react', comment: 5, content: 'rocket' },
    { kind: 'comment', once: 'opened:5', issue: 12, page: false },
  ]);
});
