import { describe, expect, test } from '@jest/globals';
import { hindranceIn } from '../../src/core/hindrance.ts';
import { HOUR, MINUTE, SECOND } from '../../src/core/time.ts';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const TOKEN = 'https://api.github.com/app/installations/5/access_tokens';

/** As octokit throws it. */
function refused(
  status: number,
  message: string,
  { headers = {}, url = 'https://api.github.com/repos/acme/shop/issues' } = {},
): Error {
  return Object.assign(new Error(message), { status, response: { headers }, request: { url } });
}
/** GraphQL's errors come with 200 and have the headers on themselves. */
const inGraphql = (message: string, headers = {}): Error =>
  Object.assign(new Error(message), { name: 'GraphqlResponseError', headers });

const reset = (at: number): object => ({
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset': String(at / SECOND),
});

test.each([
  ['how long', refused(403, 'secondary rate limit', { headers: { 'retry-after': '17' } }), 17],
  ['as 429', refused(429, 'Too many requests', { headers: { 'retry-after': '17' } }), 17],
  ['as 429, without a word', refused(429, ''), 60],
  ['in words alone', refused(403, 'You have exceeded a secondary rate limit.'), 60],
  ['in an older server’s words', refused(403, 'You have triggered an abuse detection'), 60],
  ['until when', refused(403, 'no more', { headers: reset(NOW + 20 * MINUTE) }), 1_201],
  ['until when, and it is past', refused(403, 'no more', { headers: reset(NOW - MINUTE) }), 1],
  ['until when, and it is absurd', refused(403, '', { headers: reset(NOW + 9 * HOUR) }), 3_660],
  [
    'used up, and not until when',
    refused(403, '', { headers: { 'x-ratelimit-remaining': '0' } }),
    61,
  ],
  ['of GraphQL', inGraphql('API rate limit exceeded', reset(NOW + 10 * MINUTE)), 601],
  ['of GraphQL, in words', inGraphql('API rate limit already exceeded'), 60],
  ['behind a failed pass', new Error('Refused', { cause: refused(429, '') }), 60],
])('a limit that says %s is waited for', (_what, error, seconds) => {
  expect(hindranceIn(error, NOW)).toEqual({ kind: 'limit', until: NOW + seconds * SECOND });
});

test.each([
  ['uninstalled', refused(404, 'Not Found', { url: TOKEN }), 'not installed'],
  ['suspended', refused(403, 'This installation has been suspended', { url: TOKEN }), 'suspended'],
  ['archived', refused(403, 'Repository was archived so is read-only.'), 'archived'],
])('%s: shut, and why', (_what, error, because) => {
  expect(hindranceIn(error, NOW)).toEqual({
    kind: 'shut',
    because: expect.stringContaining(because),
  });
});

describe('the rest', () => {
  test('a token that does not count any more', () => {
    expect(hindranceIn(refused(401, 'Bad credentials'), NOW)).toEqual({ kind: 'token' });
  });

  test('something that the app may not do', () => {
    const error = refused(403, 'Resource not accessible by integration');
    expect(hindranceIn(error, NOW)).toEqual({ kind: 'forbidden' });
  });

  test.each([
    refused(502, 'Server Error'),
    refused(404, 'Not Found'),
    refused(422, 'Validation Failed'),
    inGraphql('Something went wrong', { 'x-ratelimit-remaining': '4999' }),
    new Error('fetch failed'),
    'a text',
    null,
  ])('is nothing that is known %#', (error) => {
    expect(hindranceIn(error, NOW)).toBeNull();
  });
});
