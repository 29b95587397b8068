import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { holds, inTurns, quantile } from '../../bench/figure.ts';
import { section, written } from '../../bench/table.ts';
import { measuredOf } from '../chaos/figures.ts';
import { emptyTally } from '../chaos/tally.ts';

const figure = { name: 'two', about: 'What is done' };
const aim = { most: 1 };
const rows = [inTurns({ what: 'p50', unit: 'ms', aim }, [2, 40, 3], [1, 10, 4])];
const when = { date: '2026-11-26', machine: '2 cores' };

test('what was taken in turns is held against its neighbour in time', () => {
  expect(rows[0]).toMatchObject({ ours: 3, baseline: 4, ratio: 2 });
  expect(section({ figure, rows })).toContain('| p50 | 3 ms | 4 ms | 2 | ratio ≤ 1: **missed** |');
});

test('an aim may be of our own figure', () => {
  const row = { what: 'memory', unit: 'MB', ours: 150, baseline: null, ratio: null };
  const text = section({ figure, rows: [{ ...row, aim: { of: 'ours', most: 200 } }] });
  expect(text).toContain('| memory | 150 MB | – | – | ≤ 200 MB: held |');
});

test('quantiles', () => {
  const numbers = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0, 0.5, 0.99, 1].map((share) => quantile(numbers, share))).toEqual([1, 51, 100, 100]);
});

test('a page gets what was measured, and keeps the rest', () => {
  const place = (name: string) => `<!-- bench: ${name} -->\nof ${name}\n<!-- /bench -->`;
  const page = ['before', place('one'), place('two'), 'after'].join('\n');
  const text = written(page, [{ figure, rows }], when);
  expect(text).toContain(place('one'));
  expect(text).not.toContain('of two');
  expect(text).toContain('### two\n\nWhat is done.\n\n| What |');
  expect(text).toMatch(/2026-11-26, 2 cores\.\n<!-- \/bench -->\nafter$/);
  expect(written(text, [{ figure, rows }], when)).toBe(text);
  expect(() => written('nothing', [{ figure, rows }], when)).toThrow('no place for two');
});

test('the page has a place for each bench, and for chaos', () => {
  const of = (file: string, pattern: RegExp) => [
    ...readFileSync(new URL(`../../bench/${file}`, import.meta.url), 'utf8').matchAll(pattern),
  ];
  const listed = of('bench.ts', /^const FIGURES[^=]*= \[([^\]]*)\]/gm)[0]?.[1]?.split(',') ?? [];
  const places = of('README.md', /<!-- bench: (.+) -->/g);
  expect(places).toHaveLength(listed.filter((name) => name.trim()).length + 2);
  for (const mode of ['one server, SQLite', 'three servers, PostgreSQL'] as const) {
    const figures = {
      ...emptyTally(),
      mode,
      seed: 'a',
      rounds: 3,
      wrong: 1,
      broken: 1,
      seconds: 9,
    };
    const { figure, rows } = measuredOf(figures);
    expect(places.map(([, name]) => name)).toContain(figure.name);
    expect(rows.filter((row) => holds(row) === false)).toMatchObject([{ ours: 2 }]);
  }
});
