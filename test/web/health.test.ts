import { expect, test } from '@jest/globals';
import { health } from '../../src/web/health.ts';

const ask = (path: string): Response | null => health(new Request(`http://localhost${path}`));

test('the process answers for itself', async () => {
  const response = ask('/healthz');
  expect(response?.status).toBe(200);
  expect(await response?.json()).toEqual({ ok: true });
});

test('a question behind the path changes nothing', () => {
  expect(ask('/healthz?from=probe')?.status).toBe(200);
});

test.each(['/', '/healthz/', '/healthz2', '/api/github/webhooks', '//healthz'])(
  '%s is not ours',
  (path) => {
    expect(ask(path)).toBeNull();
  },
);
