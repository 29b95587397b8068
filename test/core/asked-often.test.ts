import { expect, test } from '@jest/globals';
import { hasAskedOften } from '../../src/core/asked-often.ts';
import type { EventBody, IncidentEvent } from '../../src/core/events.ts';
import { at } from '../support/builders.ts';

const said = (by: string, time: string, body: EventBody = { type: 'helped' }): IncidentEvent => ({
  ...body,
  at: at(time),
  by,
  via: `comment:${time}:0`,
});
const three = [
  said('zoe', '10:00'),
  said('zoe', '10:10', { type: 'timeline-asked' }),
  said('zoe', '10:20'),
];

test.each<[what: string, events: readonly IncidentEvent[], time: string, often: boolean]>([
  ['nothing yet', [], '10:30', false],
  ['twice', three.slice(1), '10:30', false],
  ['three times', three, '10:30', true],
  ['three times, the first an hour ago', three, '11:00', false],
  ['others, three times', three.map((event) => ({ ...event, by: 'ana' })), '10:30', false],
  [
    'something else',
    three.map(({ at: when }) => ({
      ...said('zoe', '10:00', { type: 'noted', text: 'hm' }),
      at: when,
    })),
    '10:30',
    false,
  ],
])('has asked %s', (_what, events, time, often) => {
  expect(hasAskedOften(events, 'zoe', at(time))).toBe(often);
});
