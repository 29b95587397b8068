import { describe, expect, test } from '@jest/globals';
import { audit, type Books, type Finding, type Row } from '../../src/core/audit.ts';
import { HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { at } from '../support/builders.ts';

const NOW = at('10:10');
const place = { repository: 7, issue: 12 };

const aRow = (given: Partial<Row> = {}): Row => ({
  repository: { id: 7 },
  issue: 12,
  due: null,
  failures: 0,
  nudged: false,
  touched: at('10:00'),
  ...given,
});

/** What is found twice a minute apart, as `what since`. */
function found(books: Partial<Books>, { begunAt = at('09:00') } = {}): readonly string[] {
  const all = { expected: [], rows: [], calls: [], ...books };
  const before = audit(all, { now: NOW - MINUTE, begunAt, suspects: new Set() });
  const { findings } = audit(all, { now: NOW, begunAt, suspects: before.suspects });
  return findings.map(told);
}
const told = ({ repository, issue, what, since }: Finding): string =>
  `${repository}#${issue} ${what} ${new Date(since).toISOString().slice(11, 16)}`;

const wakes = (wakeAt: number) => [{ ...place, wakeAt }];

describe('a clock', () => {
  test.each<[what: string, wakeAt: number, row: Row | null, found: readonly string[]]>([
    ['set in time', at('10:30'), aRow({ due: at('10:30') }), []],
    ['set a moment later', at('10:30'), aRow({ due: at('10:30') + SECOND }), []],
    ['set earlier', at('10:30'), aRow({ due: at('10:20') }), []],
    ['lost', at('10:30'), aRow(), ['7#12 clock-lost 10:30']],
    ['lost with all that the queue knew', at('10:30'), null, ['7#12 clock-lost 10:30']],
    ['set too late', at('10:30'), aRow({ due: at('10:31') }), ['7#12 clock-lost 10:30']],
    ['not set, but it is looked at anyway', at('10:30'), aRow({ nudged: true, touched: NOW }), []],
    ['not set while a pass is tried again', at('10:30'), aRow({ failures: 1, due: NOW }), []],
    ['due two minutes ago', at('10:08'), aRow({ due: at('10:08') }), []],
    ['due longer', at('10:07'), aRow({ due: at('10:07') }), ['7#12 clock-overdue 10:07']],
    [
      'due longer, its passes failing',
      at('10:07'),
      aRow({ due: at('10:14'), failures: 6 }),
      ['7#12 clock-overdue 10:07'],
    ],
    ['due longer and lost', at('10:07'), null, ['7#12 clock-overdue 10:07']],
  ])('%s', (_what, wakeAt, row, wanted) => {
    expect(found({ expected: wakes(wakeAt), rows: row ? [row] : [] })).toEqual(wanted);
  });

  test('that looks lost once may be between two notes of one pass', () => {
    const books = { expected: wakes(at('10:30')), rows: [aRow()], calls: [] };
    const given = { now: NOW, begunAt: at('09:00') };
    const once = audit(books, { ...given, suspects: new Set() });
    expect(once.findings).toEqual([]);
    const later = { ...books, expected: wakes(at('10:40')) };
    expect(audit(later, { ...given, suspects: once.suspects }).findings).toEqual([]);
  });

  test('cannot be in time before there is a server', () => {
    const books = { expected: wakes(at('07:00')), rows: [aRow({ due: at('07:00') })] };
    expect(found(books, { begunAt: at('10:08') })).toEqual([]);
    expect(found(books, { begunAt: at('10:07') })).toEqual(['7#12 clock-overdue 07:00']);
  });
});

test.each<[what: string, row: Row, found: readonly string[]]>([
  ['nobody asks for', aRow(), []],
  ['nudged just now', aRow({ nudged: true, touched: at('10:08') }), []],
  ['nudged and not looked at', aRow({ nudged: true }), ['7#12 not-looked-at 10:00']],
  ['nudged again while it fails', aRow({ failures: 4, nudged: true, touched: at('10:09') }), []],
  [
    'failing on and on, however often it is nudged',
    aRow({ failures: 5, nudged: true, touched: at('10:09') }),
    ['7#12 not-looked-at 10:09'],
  ],
  ['failing with nothing but its clock, which the other book has', aRow({ failures: 5 }), []],
])('an issue that is %s', (_what, row, wanted) => {
  expect(found({ rows: [row] })).toEqual(wanted);
});

test('of the calls of one incident without an answer the first is told', () => {
  const call = (id: string, time: string, issue = 12) => ({ ...place, issue, id, at: at(time) });
  const calls = [
    call('page:1', '10:05'),
    call('page:0', '10:02'),
    call('page:0', '10:04', 13),
    call('page:2', '10:08'),
  ];
  expect(found({ calls })).toEqual(['7#12 call-unanswered 10:02', '7#13 call-unanswered 10:04']);
  expect(found({ calls: [call('page:2', '10:08')] })).toEqual([]);
});

test('ten thousand incidents are looked at in no time', () => {
  const issues = Array.from({ length: 10_000 }, (_, issue) => issue);
  const expected = issues.map((issue) => ({ repository: 7, issue, wakeAt: NOW + HOUR }));
  const rows = issues.map((issue) => aRow({ issue, due: issue === 77 ? null : NOW + HOUR }));
  expect(found({ expected, rows })).toEqual(['7#77 clock-lost 11:10']);
});
