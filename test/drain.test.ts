import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { SECOND } from '../src/core/time.ts';
import { drain, PATIENCE } from '../src/drain.ts';
import { recordingLog } from './support/queue-contract.ts';

function told() {
  const log = recordingLog();
  const said: string[] = [];
  return { log: { ...log, info: (_: object, message: string) => void said.push(message) }, said };
}

test('what is under way is waited for, and then it is over', async () => {
  const { log, said } = told();
  const under = Promise.withResolvers<void>();
  const code = drain({ stop: () => under.promise, log });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(said).toEqual([]);
  under.resolve();
  expect(await code).toBe(0);
  expect(said).toEqual(['stopped']);
});

test('what does not end is left to the next start', async () => {
  const { log, said } = told();
  expect(await drain({ stop: () => new Promise(() => {}), log, patience: 20 })).toBe(1);
  expect(said).toEqual([]);
  expect(log.errors.map(({ message }) => message)).toEqual([
    'what is under way does not end; the next start goes on with it',
  ]);
});

test('what fails is said', async () => {
  const { log } = told();
  const err = new Error('sick');
  expect(await drain({ stop: () => Promise.reject(err), log })).toBe(1);
  expect(log.errors).toEqual([{ fields: { err }, message: 'could not stop cleanly' }]);
});

test('a pass may last as long as it may, and nobody kills us before', () => {
  const unit = readFileSync(new URL('../deploy/tocsin.service', import.meta.url), 'utf8');
  expect(PATIENCE).toBeGreaterThan(45 * SECOND);
  expect(PATIENCE).toBeLessThan(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]) * SECOND);
});
