import { expect, test } from '@jest/globals';
import { metrics } from '../../src/web/metrics.ts';

const scrape = async () => ({ text: 'tocsin_x 1\n', contentType: 'text/plain; version=0.0.4' });
const ask = (authorization: string, { token = 'a-token-of-sixteen', path = '/metrics' } = {}) =>
  metrics(new Request(`http://localhost${path}`, { headers: { authorization } }), {
    token: token || null,
    scrape,
  });

test('whoever has the token reads them', async () => {
  const response = await ask('Bearer a-token-of-sixteen');
  expect(response?.status).toBe(200);
  expect(response?.headers.get('content-type')).toBe('text/plain; version=0.0.4');
  expect(await response?.text()).toBe('tocsin_x 1\n');
});

test.each([
  '',
  'Bearer ',
  'Bearer a-token-of-sixteem',
  'Bearer a-token-of-sixteen2',
  'Basic a-token-of-sixteen',
  'a-token-of-sixteen',
])('with "%s" nobody does', async (authorization) => {
  const response = await ask(authorization);
  expect(response?.status).toBe(401);
  expect(await response?.text()).not.toContain('tocsin_x');
});

test('without a token there is no such page', async () => {
  expect(await ask('Bearer ', { token: '' })).toBeNull();
  expect(await ask('', { token: '' })).toBeNull();
});

test.each(['/', '/metrics/', '/metrics2', '/healthz'])('%s is not ours', async (path) => {
  expect(await ask('Bearer a-token-of-sixteen', { path })).toBeNull();
});
