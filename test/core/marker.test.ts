import { expect, test } from '@jest/globals';
import { markerFor, markerIn } from '../../src/core/marker.ts';

test.each([
  ['an act', markerFor('say:comment:5', null), { once: 'say:comment:5', of: null, home: null }],
  [
    'an act for an incident',
    markerFor('postmortem', 12),
    { once: 'postmortem', of: 12, home: null },
  ],
  [
    'the last one: people’s words stand above it',
    `${markerFor('page:9', 3)}\n${markerFor('page:0', null)}`,
    { once: 'page:0', of: null, home: null },
  ],
  [
    'an act in another repository',
    markerFor('action:5:0', { number: 1, home: { id: 7, owner: 'acme', name: 'my.shop' } }),
    { once: 'action:5:0', of: 1, home: { id: 7, owner: 'acme', name: 'my.shop' } },
  ],
  ['nothing where there is none', 'Hello <!-- tocsin:record v1 abc -->', null],
  ['nothing where it is cut', '<!-- tocsin:act page:0', null],
])('a marker names %s', (_, body, marker) => {
  expect(markerIn(body)).toEqual(marker);
});

test('a marker is not seen by a reader', () => {
  expect(markerFor('page:0', 1)).toBe('<!-- tocsin:act page:0 of #1 -->');
});
