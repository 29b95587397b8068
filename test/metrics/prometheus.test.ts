import { expect, test } from '@jest/globals';
import { METRICS } from '../../src/metrics/catalogue.ts';
import { openPrometheus } from '../../src/metrics/prometheus.ts';

test('all that was told is in the answer, before the library was there and after', async () => {
  let remaining = 4_000;
  const meter = openPrometheus(async () => [
    { name: 'tocsin_queue_waiting_issues', labels: {}, value: 3 },
    ...(remaining > 0
      ? [
          {
            name: 'tocsin_github_budget_remaining' as const,
            labels: { resource: 'core' },
            value: remaining,
          },
        ]
      : []),
  ]);
  meter.count('tocsin_passes_total', { result: 'done' });
  meter.observe('tocsin_page_delay_seconds', { by: 'slack' }, 4);
  const { text, contentType } = await meter.scrape();
  expect(contentType).toContain('text/plain');
  expect(text).toContain('tocsin_passes_total{result="done"} 1\n');
  expect(text).toContain('tocsin_page_delay_seconds_bucket{le="2",by="slack"} 0\n');
  expect(text).toContain('tocsin_page_delay_seconds_bucket{le="5",by="slack"} 1\n');
  expect(text).toContain('tocsin_queue_waiting_issues 3\n');
  expect(text).toContain('tocsin_github_budget_remaining{resource="core"} 4000\n');
  expect(text).toContain('process_resident_memory_bytes ');
  for (const [name, { kind }] of Object.entries(METRICS))
    expect(text).toContain(`# TYPE ${name} ${kind}\n`);

  meter.count('tocsin_passes_total', { result: 'done' });
  remaining = 0;
  const later = await meter.scrape();
  expect(later.text).toContain('tocsin_passes_total{result="done"} 2\n');
  // What nobody knows any more is not told as it was.
  expect(later.text).not.toContain('resource="core"');
});

test('two of them count apart', async () => {
  const [one, other] = [openPrometheus(async () => []), openPrometheus(async () => [])];
  one.count('tocsin_nudges_total', { source: 'sweep' });
  expect((await other.scrape()).text).not.toContain('source="sweep"');
});
