import { expect, test } from '@jest/globals';
import { isLogin, loginIn } from '../../src/core/login.ts';

test.each([
  ['ana', 'ana'],
  ['@Ana', 'ana'],
  ['  @ana-b ', 'ana-b'],
  ['ana_acme', 'ana_acme'],
  ['old--name-', 'old--name-'],
  ['a'.repeat(39), 'a'.repeat(39)],
  ['a'.repeat(40), null],
  ['-ana', null],
  ['ana bo', null],
  ['@@ana', null],
  ['acme/team', null],
  ['ana.b', null],
  ['', null],
])('the login in "%s" is %s', (text, login) => {
  expect(loginIn(text)).toBe(login);
});

test('a login carries no @', () => {
  expect([isLogin('Ana'), isLogin('@ana')]).toEqual([true, false]);
});
