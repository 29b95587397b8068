import { expect, test } from '@jest/globals';
import { duplicate } from '../../src/hands/duplicate.ts';
import { aContext, aDoer, anAct, anIncident } from '../support/builders.ts';

test.each([
  ['by somebody with the right is noted', {}, {}, [{ type: 'duplicate-marked', of: 7 }]],
  ['twice is once', { duplicateOf: 7 }, {}, []],
  [
    'of another one then is the newer word',
    { duplicateOf: 6 },
    {},
    [{ type: 'duplicate-marked', of: 7 }],
  ],
  ['without the right is not heard', {}, { may: false }, []],
] as const)('a mark %s', (_, incident, doer, bodies) => {
  const context = aContext({ incident: anIncident(incident), actor: aDoer('ana', doer) });
  expect(duplicate.read(anAct({ kind: 'marked-duplicate', of: 7 }), context)).toEqual(bodies);
});
