import { expect, test } from '@jest/globals';
import { csv } from '../../src/cli/csv.ts';

test('a table: a head, lines that end as the standard says, nothing for nothing', () => {
  expect(
    csv(
      ['a', 'b', 'c'],
      [
        [1, 'x', null],
        [2.5, true, 'ä'],
      ],
    ),
  ).toBe('a,b,c\r\n1,x,\r\n2.5,true,ä');
});

test.each([
  ['a, b', '"a, b"'],
  ['say "no"', '"say ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['a;b', '"a;b"'],
])('%j is quoted', (value, written) => {
  expect(csv(['a'], [[value]])).toBe(`a\r\n${written}`);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '＝1', "=cmd|'/c calc'!A0"])(
  'a spreadsheet does not run %j',
  (value) => {
    const [, line = ''] = csv(['a'], [[value]]).split('\r\n');
    expect(line).toMatch(/^"?'/);
    expect(line).toContain(value.trim());
  },
);

test('numbers are numbers, below zero too', () => {
  expect(csv(['a'], [[-1]])).toBe('a\r\n-1');
});
