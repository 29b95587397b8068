import { describe, expect, test } from '@jest/globals';
import { everyFile } from './sources.ts';

/*
 * Pages that say what happens when, and by which test that is held. A page may claim nothing that no test does: each
 * row's last cell names stories by their file, and tests by their file and what they are called.
 */
const PAGES = ['docs/inside/failures.md', 'docs/inside/threats.md'] as const;

const texts = new Map(everyFile().map(({ path, text }) => [path, text]));

interface Row {
  readonly says: string;
  readonly held: string;
}

/** The rows of a page's tables, without their heads. */
const rowsIn = (page: string): readonly Row[] =>
  page.split('\n').flatMap((line) => {
    const cells = line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim());
    const isRow = line.startsWith('| ') && !/^\| -/.test(line) && cells.at(-1) !== 'Held by';
    return isRow ? [{ says: cells[0] ?? '', held: cells.at(-1) ?? '' }] : [];
  });

const NAMED = /^`(test\/[\w./-]+)`(?:: (.+))?$/;

/** What a test or a group of tests is called where it is written: `test('…', …)`, `describe('…', …)`, `])('…', …)`. */
const TITLE = /\(\s*(?:'((?:[^'\\\n]|\\.)*)'|`([^`]*)`),\s*(?:async\s*)?(?:\(|_?\w+\s*=>)/g;

const titlesIn = (source: string): ReadonlySet<string> =>
  new Set([...source.matchAll(TITLE)].map(([, quoted, ticked]) => quoted ?? ticked ?? ''));

/** What is amiss with the tests that a row names, one sentence each. */
function unheld({ says, held }: Row): readonly string[] {
  return held.split('<br>').flatMap((named) => {
    const [, file = '', title] = NAMED.exec(named.trim()) ?? [];
    const source = texts.get(file);
    if (source === undefined) return [`"${says}" is held by "${named}", which is no test`];
    if (file.endsWith('.yml')) return [];
    if (title === undefined) return [`"${says}" does not say which test of ${file} holds it`];
    const titles = titlesIn(source);
    return title
      .split(' › ')
      .filter((part) => !titles.has(part))
      .map((part) => `"${says}" is held by "${part}" in ${file}, which is not there`);
  });
}

describe.each(PAGES)('%s', (page) => {
  const rows = rowsIn(texts.get(page) ?? '');

  test('names tests that are there, in each row', () => {
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.flatMap(unheld)).toEqual([]);
  });
});

describe('a row that is not held is found', () => {
  const row = (held: string): readonly string[] =>
    rowsIn(`| What | Does | Held by |\n| --- | --- | --- |\n| Rain | It stops | ${held} |`).flatMap(
      unheld,
    );

  test.each([
    ['', '"Rain" is held by "", which is no test'],
    ['a person', '"Rain" is held by "a person", which is no test'],
    ['`test/stories/rain.yml`', '"Rain" is held by "`test/stories/rain.yml`", which is no test'],
    ['`test/intake.test.ts`', '"Rain" does not say which test of test/intake.test.ts holds it'],
    [
      '`test/stories/locked.yml`<br>`test/act.test.ts`: it rains',
      '"Rain" is held by "it rains" in test/act.test.ts, which is not there',
    ],
    [
      '`test/core/budget.test.ts`: there is room › it rains',
      '"Rain" is held by "it rains" in test/core/budget.test.ts, which is not there',
    ],
  ])('%s', (held, complaint) => {
    expect(row(held)).toEqual([complaint]);
  });

  test('and one that is held is not', () => {
    expect(
      row('`test/stories/locked.yml`<br>`test/core/budget.test.ts`: there is room › %s'),
    ).toEqual([]);
  });
});
