import { describe, expect, test } from '@jest/globals';
import type { Doer } from '../../src/core/decide.ts';
import type { Incident } from '../../src/core/incident.ts';
import { openClosed } from '../../src/hands/open-closed.ts';
import { aContext, aDoer, anAct, anIncident } from '../support/builders.ts';

const read = (kind: 'closed' | 'reopened', given: Partial<Incident>, doer: Partial<Doer> = {}) =>
  openClosed.read(
    anAct({ kind }),
    aContext({ incident: anIncident(given), actor: aDoer('ana', doer) }),
  );
const stranger = { may: false };
const resolved = { type: 'resolved', text: null, from: 'investigating' };

describe('closing', () => {
  test.each([
    ['resolves', {}, {}, [resolved]],
    ['says from where', { status: 'monitoring' }, {}, [{ ...resolved, from: 'monitoring' }]],
    ['twice is once', { status: 'resolved' }, {}, []],
    ['by a stranger is declined', {}, stranger, [{ type: 'close-declined', times: 1 }]],
    [
      'by a stranger again is counted',
      { closeDeclined: 1 },
      stranger,
      [{ type: 'close-declined', times: 2 }],
    ],
    ['by a stranger ends what was never confirmed', { doubt: 'stranger' }, stranger, [resolved]],
    ['by a stranger ends a ticket', { severity: 4 }, stranger, [resolved]],
    [
      'by a bot does not even end that',
      { severity: 4 },
      { may: false, bot: true },
      [{ type: 'close-declined', times: 1, bot: true }],
    ],
  ] as const)('%s', (_, incident, doer, bodies) => {
    expect(read('closed', incident, doer)).toEqual(bodies);
  });
});

describe('closing says why', () => {
  test.each([
    ['as not planned it was a false alarm', 'not-planned', 'false-alarm'],
    ['as a duplicate it was another one’s', 'duplicate', 'duplicate'],
  ] as const)('%s', (_, reason, outcome) => {
    const act = anAct({ kind: 'closed', reason });
    expect(openClosed.read(act, aContext())).toEqual([{ ...resolved, outcome }]);
  });
});

describe('reopening', () => {
  test.each([
    ['opens the incident again', { status: 'resolved' }, {}, [{ type: 'reopened', why: null }]],
    ['what is open changes nothing', {}, {}, []],
    [
      'by a stranger does not',
      { status: 'resolved' },
      stranger,
      [{ type: 'hand-declined', act: 'reopened', about: null, bot: false, again: false }],
    ],
    [
      'what ended when its label was taken off is reopening an ordinary issue',
      { status: 'resolved', unlabelled: { by: 'ana', at: 1 } },
      {},
      [],
    ],
  ] as const)('%s', (_, incident, doer, bodies) => {
    expect(read('reopened', incident, doer)).toEqual(bodies);
  });
});
