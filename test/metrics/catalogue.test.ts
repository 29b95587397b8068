import { expect, test } from '@jest/globals';
import { METRICS } from '../../src/metrics/catalogue.ts';

const all = Object.entries(METRICS);

test('names follow Prometheus: ours, plain, with their unit at the end', () => {
  for (const [name, { kind }] of all) {
    expect(name).toMatch(/^tocsin_[a-z]+(?:_[a-z]+)*$/);
    const end = {
      counter: /_total$/,
      histogram: /_seconds$/,
      gauge: /_(?:seconds|issues|incidents|remaining)$/,
    };
    expect(name).toMatch(end[kind]);
    if (kind !== 'counter') expect(name).not.toMatch(/_total$/);
  }
});

test('labels have few values: nothing that is as many as incidents or people', () => {
  const few = ['event', 'result', 'source', 'kind', 'by', 'resource'];
  expect(all.flatMap(([, { labels }]) => labels).filter((label) => !few.includes(label))).toEqual(
    [],
  );
});

test('buckets rise', () => {
  for (const [, metric] of all) {
    if (!('buckets' in metric)) continue;
    expect(metric.buckets).toEqual([...metric.buckets].sort((a, b) => a - b));
  }
});
