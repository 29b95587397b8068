import { describe, expect, test } from '@jest/globals';
import { refusal, typed } from './typed.ts';

const nothing = { text: '', impact: null, next: null };
const updated = (given: object) => ({
  ...nothing,
  status: 'investigating',
  type: 'updated',
  ...given,
});
const walked = (to: string) => ({ type: 'status-changed', from: 'investigating', to });

describe('/update', () => {
  test.each([
    ['/update rolling back to 1.4.1', [updated({ text: 'rolling back to 1.4.1' })]],
    [
      '/update mitigating rolling back',
      [walked('mitigating'), updated({ status: 'mitigating', text: 'rolling back' })],
    ],
    ['/update Mitigating: rolling back', [walked('mitigating'), { text: 'rolling back' }]],
    ['/update monitoring', [walked('monitoring'), updated({ status: 'monitoring' })]],
    ['/update investigating the pool', [updated({ text: 'the pool' })]],
    ['/update\nnew lines\nare text', [updated({ text: 'new lines\nare text' })]],
    [
      '/update x\nImpact: a third\nNext: watch',
      [updated({ text: 'x', impact: 'a third', next: 'watch' })],
    ],
    [
      '/update x\nimpact : a third\nNEXT STEPS: watch',
      [updated({ text: 'x', impact: 'a third', next: 'watch' })],
    ],
    ['/update Impact: a third', [updated({ impact: 'a third' })]],
    [
      '/update x\nImpact: a third\nof all shops\n\nand so on',
      [updated({ text: 'x\n\nand so on', impact: 'a third\nof all shops' })],
    ],
    ['/update x\nImpact:', [updated({ text: 'x' })]],
  ])('%j', (text, bodies) => {
    const heard = typed(text);
    expect(heard).toMatchObject({ verdict: 'accepted', bodies });
    expect(heard.bodies).toHaveLength(bodies.length);
  });

  test('takes the lines below it up to the next command', () => {
    const heard = typed('/update x\nNext: watch\n/note y');
    expect(heard.bodies).toMatchObject([{ text: 'x', next: 'watch' }, { text: 'y' }]);
  });

  test.each(['/update', '/update\n\n', '/update  '])('%j says nothing and is refused', (text) => {
    expect(refusal(text)).toEqual({
      because: 'An update says something',
      tryThis: '`/update mitigating rolling back to 1.4.1`',
    });
  });

  test('of a resolved incident is refused', () => {
    const incident = { status: 'resolved' } as const;
    expect(refusal('/update x', { incident })).toMatchObject({
      because: 'This incident is resolved',
    });
  });
});
