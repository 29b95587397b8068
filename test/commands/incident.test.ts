import { describe, expect, test } from '@jest/globals';
import { refusal } from './typed.ts';

describe('/incident', () => {
  test('where there is one already says so', () => {
    expect(refusal('/incident 1')).toMatchObject({
      because: 'This issue is an incident already',
      tryThis: expect.stringContaining('`/sev 1`'),
    });
  });
});
