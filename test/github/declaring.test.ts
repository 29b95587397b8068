import { describe, expect, test } from '@jest/globals';
import type { AnyLetter } from '../../src/core/letters.ts';
import { declaringIn, letterFor } from '../../src/github/declaring.ts';

const issue = {
  id: 70,
  node_id: 'I_70',
  number: 7,
  title: 'Checkout is down',
  html_url: 'https://github.com/acme/shop/issues/7',
  state: 'open',
  body: null,
  created_at: '2026-11-23T10:02:00Z',
  updated_at: '2026-11-23T10:40:00Z',
  user: { login: 'Ana', type: 'User' },
  labels: [{ name: 'incident' }, { name: 'SEV 1' }],
};
const opened = {
  action: 'opened',
  sender: { login: 'Ana', type: 'User' },
  repository: { private: true },
  issue,
};
const form = '### What is broken?\n\nAll\n\n### Severity\n\nSEV 2 Major\n';
const read = (payload: unknown, name = 'issues') =>
  declaringIn({ id: 'one', at: 5, name, payload });

describe('a webhook that declares an incident', () => {
  test('says who declares what', () => {
    expect(read(opened)).toEqual({
      kind: 'declaring',
      id: 'declaring:one',
      at: 5,
      by: { login: 'ana', bot: false, ours: false },
      private: true,
      labelledAt: Date.parse('2026-11-23T10:02:00Z'),
      issue: {
        id: 70,
        node: 'I_70',
        number: 7,
        title: 'Checkout is down',
        url: 'https://github.com/acme/shop/issues/7',
        createdAt: Date.parse('2026-11-23T10:02:00Z'),
        author: { login: 'ana', bot: false, ours: false },
        labels: ['incident', 'SEV 1'],
        form: null,
      },
    });
  });

  test('may be that of the label, by whoever put it on', () => {
    const sender = { login: 'alarm[bot]', type: 'Bot' };
    const labeled = { ...opened, action: 'labeled', label: { name: 'incident' }, sender };
    expect(read(labeled)).toMatchObject({
      by: { login: 'alarm', bot: true },
      labelledAt: Date.parse('2026-11-23T10:40:00Z'),
    });
  });

  test('may have our form and no label', () => {
    expect(read({ ...opened, issue: { ...issue, labels: [], body: form } })).toMatchObject({
      labelledAt: null,
      issue: { form: { severity: 2 } },
    });
  });
});

test.each<[string, unknown, string]>([
  ['an ordinary issue', { ...opened, issue: { ...issue, labels: [] } }, 'issues'],
  ['another label', { ...opened, action: 'labeled', label: { name: 'SEV 1' } }, 'issues'],
  ['an edit', { ...opened, action: 'edited' }, 'issues'],
  ['a closed issue', { ...opened, issue: { ...issue, state: 'closed' } }, 'issues'],
  ['a pull request', { ...opened, issue: { ...issue, pull_request: {} } }, 'issues'],
  ['a comment', opened, 'issue_comment'],
  ['nonsense', null, 'issues'],
])('%s declares none', (_what, payload, name) => {
  expect(read(payload, name)).toBeNull();
});

describe('what goes into the post', () => {
  const asked = { id: 'comment:9', comment: 9, by: 'ben', at: 3, words: '1' };
  const commented = { ...opened, action: 'created', issue: { ...issue, labels: [] } };
  const letter = (told: AnyLetter | null, payload: unknown) =>
    letterFor(told, { id: 'one', at: 5, name: 'issue_comment', payload });

  test('is a command with what its webhook said of the issue', () => {
    expect(letter(asked, commented)).toEqual({
      ...asked,
      seen: { private: true, issue: expect.objectContaining({ number: 7, labels: [] }) },
    });
  });

  test.each<[what: string, told: AnyLetter, payload: unknown]>([
    ['that confirms: that was declared before', { ...asked, confirms: true }, commented],
    ['on a closed issue', asked, { ...commented, issue: { ...issue, state: 'closed' } }],
    ['on a pull request', asked, { ...commented, issue: { ...issue, pull_request: {} } }],
    ['on a pull request by its kind', { ...asked, kind: 'pull-request' }, commented],
  ])('is a command %s alone', (_, told, payload) => {
    expect(letter(told, payload)).toEqual(told);
  });

  test('is nothing of a comment without one', () => {
    expect(letter(null, commented)).toBeNull();
  });
});
