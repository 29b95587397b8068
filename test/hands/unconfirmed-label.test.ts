import { expect, test } from '@jest/globals';
import { unconfirmedLabel } from '../../src/hands/unconfirmed-label.ts';
import { aContext, aDoer, anAct, anIncident } from '../support/builders.ts';

const NAME = 'unconfirmed';
const doubtful = { doubt: 'stranger' } as const;
const removed = (robot: boolean) => [
  { type: 'hand-declined', act: 'removed-label', about: NAME, bot: robot, again: false },
];
const stranger = { may: false };
const bot = { may: false, bot: true };
const declined = (robot: boolean, again = false) => [
  { type: 'hand-declined', act: 'added-label', about: NAME, bot: robot, again },
];

test.each([
  ['taken off confirms', 'unlabeled', NAME, doubtful, {}, [{ type: 'confirmed' }]],
  ['taken off by a bot confirms nothing', 'unlabeled', NAME, doubtful, bot, removed(true)],
  ['taken off by a stranger neither', 'unlabeled', NAME, doubtful, stranger, removed(false)],
  ['taken off what is confirmed changes nothing', 'unlabeled', NAME, {}, {}, []],
  ['of what is in doubt says nothing new', 'labeled', NAME, doubtful, {}, []],
  ['doubts nothing that is confirmed', 'labeled', NAME, {}, {}, declined(false)],
  ['put on by a bot does not either', 'labeled', NAME, {}, bot, declined(true)],
  [
    'put on again is told apart',
    'labeled',
    NAME,
    { declined: { [`added-label:${NAME}`]: 1 } },
    {},
    declined(false, true),
  ],
  ["after the end is anybody's", 'labeled', NAME, { status: 'resolved' }, {}, []],
  ['is the only one', 'unlabeled', 'bug', doubtful, {}, []],
] as const)('the label %s', (_, kind, label, incident, doer, bodies) => {
  const context = aContext({ incident: anIncident(incident), actor: aDoer('ana', doer) });
  expect(unconfirmedLabel.read(anAct({ kind, label }), context)).toEqual(bodies);
});
