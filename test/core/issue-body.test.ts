import { describe, expect, test } from '@jest/globals';
import { isSameText, withOurs } from '../../src/core/issue-body.ts';

const body =
  'Mine\n<!-- tocsin:due -->then<!-- /tocsin:due -->\n<!-- tocsin:items -->\nold\n<!-- /tocsin:items -->\nMine too';

describe('what is ours of a body', () => {
  test('is replaced, and nothing else', () => {
    expect(withOurs(body, { due: 'now', items: '' })).toBe(
      'Mine\n<!-- tocsin:due -->now<!-- /tocsin:due -->\n<!-- tocsin:items --><!-- /tocsin:items -->\nMine too',
    );
    expect(withOurs(body, { due: 'now' })).toContain('\nold\n');
  });

  test('is taken as it is written', () => {
    expect(withOurs(body, { due: '$& $1' })).toContain('-->$& $1<!--');
  });

  test('is nowhere where somebody took the markers out', () => {
    expect(withOurs('All mine', { due: 'now', items: 'x' })).toBe('All mine');
  });
});

test('other line ends are no difference', () => {
  expect(isSameText('a\r\nb', 'a\nb')).toBe(true);
  expect(isSameText('a\nb', 'a b')).toBe(false);
});
