import { expect, test } from '@jest/globals';
import { createHold } from '../src/hold.ts';

/** Things that come in, and those that were dropped, in order. */
function open(most: number) {
  const hold = createHold(most);
  const dropped: string[] = [];
  return { dropped, begin: (name: string) => hold.begin(() => void dropped.push(name)) };
}

test('as much as there is room for is held', () => {
  const { dropped, begin } = open(100);
  begin('a').add(60);
  begin('b').add(40);
  expect(dropped).toEqual([]);
});

test('of what is too much the largest goes, whoever came last', () => {
  const { dropped, begin } = open(100);
  const [a, b, c] = [begin('a'), begin('b'), begin('c')];
  a.add(20);
  b.add(70);
  c.add(15);
  expect(dropped).toEqual(['b']);
  a.add(50);
  c.add(20);
  expect(dropped).toEqual(['b', 'a']);
});

test('what was dropped, and what has ended, takes up no room', () => {
  const { dropped, begin } = open(100);
  const a = begin('a');
  a.add(101);
  a.add(50);
  a.end();
  const b = begin('b');
  b.add(100);
  b.end();
  b.end();
  begin('c').add(100);
  expect(dropped).toEqual(['a']);
});
