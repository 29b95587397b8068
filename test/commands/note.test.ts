import { describe, expect, test } from '@jest/globals';
import { refusal, typed } from './typed.ts';

const resolved = { incident: { status: 'resolved' } } as const;

describe('/note', () => {
  test.each([
    ['/note deploy 4812', 'deploy 4812'],
    ['/note first\nsecond\n\nthird', 'first\nsecond\n\nthird'],
    ['/note\nbelow', 'below'],
  ])('%j puts a line into the timeline', (text, said) => {
    expect(typed(text).bodies).toEqual([{ type: 'noted', text: said }]);
  });

  test('is for later too', () => {
    expect(typed('/note x', resolved).verdict).toBe('accepted');
  });

  test('without a word is refused', () => {
    expect(refusal('/note')).toMatchObject({ because: 'A note says something' });
  });
});
