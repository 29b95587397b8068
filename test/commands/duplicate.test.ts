import { describe, expect, test } from '@jest/globals';
import { duplicate } from '../../src/commands/duplicate.ts';
import { aContext } from '../support/builders.ts';

const report = (number: number, given: { open?: boolean; title?: string } = {}) => ({
  number,
  title: 'Search is slow',
  author: 'bo',
  createdAt: 1,
  open: true,
  labels: ['incident', 'SEV 2'],
  ...given,
});
const here = { number: 1, reports: [report(1), report(7), report(6, { open: false })] };
const run = (text: string, reports: readonly ReturnType<typeof report>[] = here.reports) =>
  duplicate.execute(
    { name: 'duplicate', text, below: [] },
    aContext({ here: { ...here, reports } }),
  );

describe('/duplicate', () => {
  test.each(['#7', '7', ' #7 '])('%j closes this one into the other', (text) => {
    expect(run(text)).toEqual({
      ok: true,
      value: [{ type: 'resolved', text: null, from: 'investigating', outcome: 'duplicate', of: 7 }],
    });
  });

  test.each([
    ['', 'No incident is named', '`/duplicate #7` with the number of the incident that goes on'],
    [
      'the other one',
      '"the other one" is no number of an issue here',
      '`/duplicate #7` with the number of the incident that goes on',
    ],
    [
      '#1',
      '#1 is this incident itself',
      '`/duplicate #n` with the number of the other one, or `/false-alarm`',
    ],
    ['#6', '#6 is closed, so nothing goes on there', 'Open here: `/duplicate #7` (Search is slow)'],
    ['#9', '#9 is no open incident here', 'Open here: `/duplicate #7` (Search is slow)'],
  ])('%j is refused: %s', (text, because, tryThis) => {
    expect(run(text)).toEqual({ ok: false, refusal: { because, tryThis } });
  });

  test('where no other one is open, other endings are told', () => {
    expect(run('#9', [report(1)])).toMatchObject({
      refusal: {
        tryThis: 'No other incident is open here: `/resolve` or `/false-alarm` ends this one',
      },
    });
  });
});
