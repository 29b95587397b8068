import { expect, test } from '@jest/globals';
import { createDeliveries, incidentName } from '../src/deliveries.ts';
import { aNudge } from './support/queue-contract.ts';

test('a pass is told the webhooks since the last one, and no others', () => {
  const deliveries = createDeliveries();
  deliveries.note(aNudge(1), 'a');
  deliveries.note(aNudge(1), 'b');
  deliveries.note(aNudge(2), 'c');
  expect(deliveries.of(aNudge(1))).toEqual({ deliveries: ['a', 'b'] });
  expect(deliveries.of(aNudge(1))).toEqual({});
  expect(deliveries.of(aNudge(2))).toEqual({ deliveries: ['c'] });
});

test('what never comes to a pass here does not pile up', () => {
  const deliveries = createDeliveries();
  for (let issue = 0; issue < 1_001; issue += 1) deliveries.note(aNudge(issue), `${issue}`);
  for (let count = 0; count < 20; count += 1) deliveries.note(aNudge(7), `again ${count}`);
  expect(deliveries.of(aNudge(0))).toEqual({});
  expect(deliveries.of(aNudge(1_000))).toEqual({ deliveries: ['1000'] });
  expect(deliveries.of(aNudge(7)).deliveries).toHaveLength(10);
});

test('an incident is named as people name it', () => {
  expect(incidentName(aNudge(12))).toBe('acme/shop#12');
});
