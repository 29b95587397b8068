import { expect, test } from '@jest/globals';
import { issueIn, repositoryIn } from '../../src/cli/places.ts';

test.each([
  'acme/shop',
  'https://github.com/acme/shop',
  'https://ghe.acme.example/acme/shop/',
  'https://github.com/acme/shop.git',
])('%s is a repository', (typed) => {
  expect(repositoryIn(typed)).toEqual({ owner: 'acme', name: 'shop' });
});

test.each(['acme', 'acme/', 'acme/shop/issues', 'acme/shop#1', 'a b/c', ''])(
  '"%s" is none',
  (typed) => {
    expect(() => repositoryIn(typed)).toThrow(/Write owner\/repo/);
  },
);

test.each([
  'acme/shop#12',
  'https://github.com/acme/shop/issues/12',
  'https://github.com/acme/shop/issues/12#issuecomment-99',
])('%s is an issue', (typed) => {
  expect(issueIn(typed)).toEqual({ owner: 'acme', name: 'shop', issue: 12 });
});

test.each(['acme/shop', '#12', 'acme/shop#', 'acme/shop#x'])('"%s" is none', (typed) => {
  expect(() => issueIn(typed)).toThrow(/Write owner\/repo#number/);
});
