import { describe, expect, test } from '@jest/globals';
import { atNewHome, homeOf, movedFrom, movedHere } from '../../src/core/moved.ts';
import { reduce } from '../../src/core/reduce.ts';
import { aComment, anAct, anIncident, aRecord, aSnapshot, at, told } from '../support/builders.ts';

const receipt = (ref: number | null = null) => ({ at: 1, ref, failed: null });
const home = { repository: 7, issue: 1, name: 'acme/shop' };

describe('where an incident was', () => {
  test.each([
    ['in the same place', home, null],
    ['in another repository', { ...home, repository: 8 }, { ...home, repository: 8 }],
    ['under another number', { ...home, issue: 2 }, { ...home, issue: 2 }],
  ])('%s', (_where, saved, from) => {
    expect(movedFrom(aRecord([], { home: saved }), aSnapshot())).toEqual(from);
  });

  test('is not told by a record of before', () => {
    expect(movedFrom(aRecord(), aSnapshot())).toBeNull();
    expect(homeOf(aSnapshot())).toEqual(home);
  });
});

describe('the record goes on', () => {
  const record = aRecord(undefined, {
    newest: at('10:10'),
    comments: { 5: 'accepted' },
    acts: ['act'],
    ledger: { 'pin-card': receipt(), 'pin-issue:1': receipt(), 'page:0': receipt(77) },
  });

  test('with what it has read, where GitHub kept the ids', () => {
    const snapshot = aSnapshot({
      comments: [aComment('/ack'), aComment('/ic', { id: 6, at: at('10:09') })],
      acts: [anAct({ kind: 'closed' }), anAct({ kind: 'reopened' }, { id: 'late' })],
    });
    const { comments, acts } = atNewHome(record, snapshot);
    expect([comments, acts]).toEqual([record.comments, record.acts]);
  });

  test('with what it must have read, where GitHub gave new ones; later ones are still to be read', () => {
    const snapshot = aSnapshot({
      comments: [aComment('/ack', { id: 95 }), aComment('/ic', { id: 96, at: at('10:11') })],
      acts: [
        anAct({ kind: 'closed' }, { id: 'new' }),
        anAct({ kind: 'closed' }, { id: 'newer', at: at('10:11') }),
      ],
      found: { 'page:0': 99 },
    });
    expect(atNewHome(record, snapshot)).toMatchObject({
      comments: { 5: 'accepted', 95: 'nothing' },
      acts: ['act', 'new'],
      ledger: { 'page:0': receipt(99) },
    });
  });

  test('without the pins, which GitHub takes off', () => {
    expect(Object.keys(atNewHome(record, aSnapshot()).ledger)).toEqual(['page:0']);
  });
});

test('pagers know it by where it was declared, however often it is transferred', () => {
  const moved = (repository: number, issue: number) =>
    told(movedHere({ name: 'acme/shop', repository, issue }));
  const [first, second] = [moved(5, 3), moved(6, 1)];
  expect(reduce(anIncident(), first)).toMatchObject({ origin: { repository: 5, issue: 3 } });
  expect(reduce(reduce(anIncident(), first), second)).toMatchObject({
    origin: { repository: 5, issue: 3 },
  });
  // As older versions told of it.
  expect(reduce(anIncident(), told({ type: 'moved', from: 'acme/shop#3' }))).toEqual(anIncident());
});
