import { expect, test } from '@jest/globals';
import { othersOpen, type Report } from '../../src/core/reports.ts';
import { aSnapshot, DECLARED } from '../support/builders.ts';

const report = (number: number, given: Partial<Report> = {}): Report => ({
  number,
  title: `Incident ${number}`,
  author: 'bo',
  createdAt: DECLARED,
  open: true,
  labels: ['incident', 'SEV 2'],
  ...given,
});

test('other incidents are those that run: not this one, no report in doubt, nothing closed', () => {
  const reports = [
    report(1),
    report(2),
    report(3, { labels: ['incident'] }),
    report(4, { labels: ['incident', 'SEV 1', 'unconfirmed'] }),
    report(5, { open: false }),
  ];
  expect(othersOpen(aSnapshot({ reports })).map(({ number }) => number)).toEqual([2]);
});
