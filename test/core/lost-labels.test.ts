import { describe, expect, test } from '@jest/globals';
import { isOfLostLabel, lostLabels } from '../../src/core/lost-labels.ts';
import type { Act } from '../../src/core/snapshot.ts';
import { type Instant, MINUTE } from '../../src/core/time.ts';
import {
  aDeclaration,
  anAct,
  aPerson,
  aRecord,
  aSnapshot,
  tocsin,
  told,
} from '../support/builders.ts';

const OURS = ['incident', 'SEV 2', 'status: investigating'];
const MANY = Array.from({ length: 100 }, (_, index) => `label ${index}`);
const settled = aRecord(undefined, { settled: 1 });
const put = OURS.map((label) =>
  anAct({ kind: 'labeled', label }, { id: `put:${label}`, actor: tocsin }),
);
const knowing = (labels: readonly string[], acts: readonly Act[] = put) =>
  aSnapshot({ repository: { labels }, acts });

describe('a label is lost', () => {
  test.each<[string, readonly string[], Parameters<typeof lostLabels>[1], readonly string[]]>([
    ['that the repository no longer has', ['incident', 'bug'], settled, OURS.slice(1)],
    ['never where it has them all', OURS, settled, []],
    ['never before we have put it there', [], aRecord(), []],
    ['never as far as we know, where there are more than are listed', MANY, settled, []],
    ['never without an incident', [], aRecord([]), []],
    [
      'never once the incident is over',
      [],
      aRecord([aDeclaration(), told({ type: 'resolved', text: null, from: 'investigating' })], {
        settled: 2,
        revision: 3,
      }),
      [],
    ],
    [
      'not a third time',
      OURS.slice(1),
      aRecord(
        [
          aDeclaration(),
          told({ type: 'label-lost', label: 'incident' }),
          told({ type: 'label-lost', label: 'incident' }),
        ],
        { settled: 3 },
      ),
      [],
    ],
  ])('%s', (_, labels, record, lost) => {
    expect(lostLabels(knowing(labels), record)).toEqual(
      lost.map((label) => ({
        type: 'label-lost',
        label,
        ...(label.startsWith('status') ? { of: 'status' } : {}),
      })),
    );
  });
});

test('a label that nobody has put there yet is not lost: who was to make it died before', () => {
  const [incident] = put;
  const acts = incident ? [incident] : [];
  expect(lostLabels(knowing(['bug'], acts), settled)).toEqual([
    { type: 'label-lost', label: 'incident' },
  ]);
});

describe('a label that was lost is lost again', () => {
  const lost = told({ type: 'label-lost', label: 'SEV 2' });
  const record = aRecord([aDeclaration(), lost], { settled: 2 });
  const back = (at: Instant, actor = tocsin): Act =>
    anAct({ kind: 'labeled', label: 'SEV 2' }, { at, actor });
  test.each<[string, readonly Act[], readonly string[]]>([
    ['not before we have put it there again', [], []],
    ['not by what we did before', [back(lost.at - MINUTE)], []],
    ['nor by what others did', [back(lost.at, aPerson('ana'))], []],
    ['once we have', [back(lost.at)], ['SEV 2']],
  ])('%s', (_, acts, again) => {
    const snapshot = { ...knowing(['incident', 'status: investigating']), acts };
    expect(lostLabels(snapshot, record)).toEqual(
      again.map((label) => ({ type: 'label-lost', label })),
    );
  });
});

describe('an unlabelling says nothing about the incident', () => {
  const act = anAct({ kind: 'unlabeled', label: 'SEV 2' });
  test.each<[string, readonly string[], boolean]>([
    ['where the repository has lost the label', ['incident'], true],
    ['but does where it has it', ['SEV 2'], false],
    ['but may where not all labels are known', MANY, false],
  ])('%s', (_, labels, lost) => expect(isOfLostLabel(knowing(labels), act)).toBe(lost));
});
