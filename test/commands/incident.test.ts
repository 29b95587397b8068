import { describe, expect, test } from '@jest/globals';
import { at } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

describe('/incident', () => {
  test('where there is one already says so', () => {
    expect(refusal('/incident 1')).toMatchObject({
      because: 'This issue is an incident already',
      tryThis: expect.stringContaining('`/sev 1`'),
    });
  });

  const declared = { source: 'command', declaredBy: 'ana', declaredAt: at('10:05') } as const;

  test('in the comment that declared it leaves the other lines to be read', () => {
    expect(typed('/incident 1\n/ic', { incident: declared })).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'role-given', role: 'ic', to: 'ana' }],
    });
  });

  test.each([
    ['later', { ...declared, declaredAt: at('10:04') }],
    ['by somebody else', { ...declared, declaredBy: 'bo' }],
    ['where a label declared', { ...declared, source: 'label' as const }],
  ])('%s is refused', (_, incident) => {
    expect(refusal('/incident', { incident })).not.toBeNull();
  });
});
