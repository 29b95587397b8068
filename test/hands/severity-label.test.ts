import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { severityLabel } from '../../src/hands/severity-label.ts';
import { aContext, aDoer, anAct, anIncident, at } from '../support/builders.ts';

const read = (
  kind: 'labeled' | 'unlabeled',
  label: string,
  given: { incident?: Partial<Incident>; bot?: boolean; may?: boolean } = {},
) => {
  const { incident, bot = false, may = !bot } = given;
  const actor = aDoer('ana', { bot, may });
  const context = aContext({ incident: anIncident(incident), actor });
  return severityLabel.read(anAct({ kind, label }), context);
};
const changed = (to: number) => [{ type: 'severity-changed', from: 2, to, why: null }];

const declined = (about: string, bot: boolean) => [
  { type: 'hand-declined', act: 'added-label', about, bot, again: false },
];

describe('a severity label put on', () => {
  test.each([
    ['is that severity', 'SEV 1', {}, changed(1)],
    ['may be milder too', 'SEV 3', {}, changed(3)],
    [
      'of a severity that nobody had chosen is a choice',
      'SEV 2',
      { severityGiven: false },
      changed(2),
    ],
    ['again changes nothing', 'SEV 2', {}, []],
    ['in the same second as a worse one is not heard', 'SEV 3', { severitySince: at('10:05') }, []],
    ['in the same second as a milder one is', 'SEV 1', { severitySince: at('10:05') }, changed(1)],
    [
      'after it was taken off is back',
      'SEV 2',
      { missingLabels: { 'SEV 2': 1 } },
      [{ type: 'label-returned', label: 'SEV 2' }],
    ],
    ['after the end changes nothing', 'SEV 1', { status: 'resolved' as const }, []],
    ['of no severity is none of its business', 'bug', {}, []],
  ])('%s', (_, label, incident, bodies) => {
    expect(read('labeled', label, { incident })).toEqual(bodies);
  });

  test('by another bot may make it worse, never milder', () => {
    expect(read('labeled', 'SEV 1', { bot: true })).toEqual(changed(1));
    expect(read('labeled', 'SEV 3', { bot: true })).toEqual(declined('SEV 3', true));
    expect(read('labeled', 'SEV 2', { bot: true })).toEqual([]);
  });
});

describe('nobody is called by', () => {
  const incident = { doubt: 'stranger' } as const;

  test('the label of a form that a stranger filled in', () => {
    expect(read('labeled', 'SEV 1', { incident, may: false })).toEqual(declined('SEV 1', false));
    const early = { ...incident, declaredAt: at('10:05') };
    expect(read('labeled', 'SEV 1', { incident: early, may: false })).toEqual([]);
  });

  test('a bot that labels a report which nobody has vouched for', () => {
    expect(read('labeled', 'SEV 1', { incident, bot: true })).toEqual(declined('SEV 1', true));
  });

  test('but by somebody with the right, who thereby confirms it', () => {
    expect(read('labeled', 'SEV 1', { incident })).toEqual(changed(1));
  });
});

describe('the severity that a report in doubt has already', () => {
  const put = (time: string, incident: Partial<Incident>, may = true) =>
    severityLabel.read(
      anAct({ kind: 'labeled', label: 'SEV 2' }, { at: at(time) }),
      aContext({ incident: anIncident(incident), actor: aDoer('ana', { may }) }),
    );

  test.each([
    ['confirms it', '10:05', { doubt: 'stranger' }, true, changed(2)],
    [
      'confirms it when it was taken off and put on again',
      '10:05',
      { doubt: 'stranger', missingLabels: { 'SEV 2': 1 } },
      true,
      changed(2),
    ],
    ['was part of the report', '10:00', { doubt: 'stranger' }, true, []],
    ['put on by a stranger vouches for nothing', '10:05', { doubt: 'stranger' }, false, []],
    [
      'was put on before a late report was seen',
      '10:05',
      { doubt: 'late', seenAt: at('12:00') },
      true,
      [],
    ],
    [
      'confirms a late report once it was seen',
      '12:01',
      { doubt: 'late', seenAt: at('12:00') },
      true,
      changed(2),
    ],
  ] as const)('%s', (_, time, incident, may, bodies) => {
    expect(put(time, incident, may)).toEqual(bodies);
  });
});

describe('a severity label taken off', () => {
  test.each([
    ['is missed', 'SEV 2', {}, [{ type: 'label-removed', label: 'SEV 2' }]],
    ['that was not in force is not', 'SEV 1', {}, []],
    ['after the end is not', 'SEV 2', { status: 'resolved' as const }, []],
  ])('%s', (_, label, incident, bodies) => {
    expect(read('unlabeled', label, { incident })).toEqual(bodies);
  });
});
