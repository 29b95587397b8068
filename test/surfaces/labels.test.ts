import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { labels } from '../../src/surfaces/labels.ts';
import { anIncident, aWorld } from '../support/builders.ts';

const ALL = ['incident', 'SEV 1', 'SEV 2', 'SEV 4', 'status: investigating', 'status: monitoring'];

function planned(
  on: readonly string[],
  incident: Partial<Incident> = {},
  snapshot: Parameters<typeof aWorld>[0] = {},
): readonly string[] {
  const world = aWorld({
    incident: anIncident(incident),
    snapshot: {
      issue: { labels: on },
      repository: { labels: [...ALL, 'status: resolved', 'unconfirmed'] },
      ...snapshot.snapshot,
    },
  });
  return labels
    .plan(world)
    .map((effect) => `${effect.kind} ${'name' in effect ? effect.name : ''}`);
}

describe('the labels', () => {
  test.each<[string, readonly string[], Partial<Incident>, readonly string[]]>([
    [
      'are put on one by one',
      ['bug'],
      {},
      ['add-label incident', 'add-label SEV 2', 'add-label status: investigating'],
    ],
    ['that stand are left', ['incident', 'SEV 2', 'status: investigating'], {}, []],
    [
      'that no longer hold are taken off, one by one',
      ['incident', 'SEV 2', 'status: investigating', 'bug'],
      { severity: 1, status: 'monitoring' },
      [
        'add-label SEV 1',
        'add-label status: monitoring',
        'remove-label SEV 2',
        'remove-label status: investigating',
      ],
    ],
    [
      'say what is unconfirmed',
      ['incident', 'SEV 2', 'status: investigating'],
      { doubt: 'stranger' },
      ['add-label unconfirmed'],
    ],
    [
      'no longer say so once it is confirmed',
      ['incident', 'SEV 2', 'status: investigating', 'unconfirmed'],
      {},
      ['remove-label unconfirmed'],
    ],
    [
      'of a ticket name no status',
      ['incident', 'SEV 4', 'status: investigating'],
      { severity: 4 },
      ['remove-label status: investigating'],
    ],
    [
      'that somebody has just taken off may be half of a swap: they wait',
      ['incident', 'status: investigating'],
      { missingLabels: { 'SEV 2': 1 } },
      [],
    ],
    [
      'that a bot puts on for the second time may stay',
      ['incident', 'SEV 2', 'SEV 4', 'status: investigating'],
      { declined: { 'added-label:SEV 4': 2 } },
      [],
    ],
    [
      'of the status alone go where the incident ended because its label was taken off',
      ['SEV 2', 'status: investigating', 'unconfirmed', 'bug'],
      { status: 'resolved', unlabelled: { by: 'ana', at: 1 } },
      [],
    ],
  ])('%s', (_, on, incident, effects) => {
    expect(planned(on, incident)).toEqual(effects);
  });

  test('that the repository does not have are made first, with colour and meaning', () => {
    const [first] = labels.plan(aWorld({ snapshot: { issue: { labels: ['incident'] } } }));
    expect(first).toEqual({
      kind: 'create-label',
      name: 'SEV 2',
      colour: 'd93f0b',
      description: 'Core functionality broken for some; performance severely degraded',
    });
  });

  test('that make it an incident wait too, where a person took them off', () => {
    const on = ['SEV 2', 'status: investigating'];
    expect(planned(on, { missingLabels: { incident: 1 } })).toEqual([]);
    expect(planned(on)).toEqual(['add-label incident']);
  });

  test('that the whole repository has lost are made again and put back', () => {
    const issue = { labels: ['SEV 2', 'status: investigating'] };
    const repository = { labels: ALL.filter((name) => name !== 'incident') };
    expect(planned([], {}, { snapshot: { issue, repository } })).toEqual([
      'create-label incident',
      'add-label incident',
    ]);
  });
});

describe('with the first incident of a repository', () => {
  test('all labels come to be chosen from, after those that are needed', () => {
    const effects = planned([], {}, { snapshot: { repository: { labels: ['bug'] } } });
    expect(effects.slice(0, 6)).toEqual([
      'create-label incident',
      'create-label SEV 2',
      'create-label status: investigating',
      'add-label incident',
      'add-label SEV 2',
      'add-label status: investigating',
    ]);
    expect(effects.slice(6)).toEqual([
      'create-label SEV 1',
      'create-label SEV 3',
      'create-label SEV 4',
      'create-label status: mitigating',
      'create-label status: monitoring',
      'create-label status: resolved',
      'create-label drill',
    ]);
  });

  test('what was deleted later stays deleted', () => {
    const on = ['incident', 'SEV 2', 'status: investigating'];
    expect(planned(on, {}, { snapshot: { repository: { labels: on } } })).toEqual([]);
  });
});
