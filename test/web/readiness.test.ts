import { expect, test } from '@jest/globals';
import { type Lack, readiness } from '../../src/web/readiness.ts';

const ask = (path: string, lacks: readonly Lack[] = []) =>
  readiness(new Request(`http://localhost${path}`), async () => lacks);

test('where nothing is lacking the server is ready', async () => {
  const response = await ask('/readyz');
  expect(response?.status).toBe(200);
  expect(await response?.json()).toEqual({ ready: true, notReady: [] });
});

test('where something is it says what, and why', async () => {
  const lacks: readonly Lack[] = [{ what: 'github', because: 'GitHub cannot be reached.' }];
  const response = await ask('/readyz?x=1', lacks);
  expect(response?.status).toBe(503);
  expect(await response?.json()).toEqual({ ready: false, notReady: lacks });
});

test.each(['/', '/readyz/', '/healthz'])('%s is not ours', async (path) => {
  expect(await ask(path)).toBeNull();
});
