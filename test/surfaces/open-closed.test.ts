import { describe, expect, test } from '@jest/globals';
import type { Incident } from '../../src/core/incident.ts';
import { openClosed } from '../../src/surfaces/open-closed.ts';
import { anIncident, aWorld } from '../support/builders.ts';

describe('the issue is', () => {
  test.each<[string, Partial<Incident>, boolean, readonly object[]]>([
    ['open while the incident runs', {}, true, []],
    [
      'closed once it is resolved',
      { status: 'resolved' },
      true,
      [{ kind: 'close-issue', reason: 'completed' }],
    ],
    [
      'closed as not planned after a false alarm',
      { status: 'resolved', outcome: 'false-alarm' },
      true,
      [{ kind: 'close-issue', reason: 'not_planned' }],
    ],
    [
      'closed as a duplicate',
      { status: 'resolved', outcome: 'duplicate' },
      true,
      [{ kind: 'close-issue', reason: 'duplicate' }],
    ],
    ['left closed then', { status: 'resolved' }, false, []],
    [
      'opened again after the first end by a stranger',
      { closeDeclined: 1 },
      false,
      [{ kind: 'reopen-issue' }],
    ],
    [
      'closed again after a stranger has opened it, once',
      { status: 'resolved', declined: { 'reopened:': 1 } },
      true,
      [{ kind: 'close-issue', reason: 'completed' }],
    ],
    [
      'left open after the second time',
      { status: 'resolved', declined: { 'reopened:': 2 } },
      true,
      [],
    ],
    [
      'an ordinary one where its label was taken off',
      { status: 'resolved', unlabelled: { by: 'ana', at: 1 } },
      true,
      [],
    ],
    ['left closed after the second', { closeDeclined: 2 }, false, []],
  ])('%s', (_, given, open, effects) => {
    const world = aWorld({ incident: anIncident(given), snapshot: { issue: { open } } });
    expect(openClosed.plan(world)).toEqual(effects);
  });
});
