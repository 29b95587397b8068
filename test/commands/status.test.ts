import { describe, expect, test } from '@jest/globals';
import { refusal, typed } from './typed.ts';

describe('/status', () => {
  test.each([
    ['/status mitigating', 'mitigating'],
    ['/status Monitoring', 'monitoring'],
    ['/mitigating', 'mitigating'],
    ['/mitigate', 'mitigating'],
    ['/status monitor', 'monitoring'],
    ['/MONITORING now', 'monitoring'],
  ])('%s walks there', (text, to) => {
    const bodies = [{ type: 'status-changed', from: 'investigating', to }];
    expect(typed(text)).toMatchObject({ verdict: 'accepted', bodies });
  });

  test('walks back too', () => {
    const incident = { status: 'monitoring' } as const;
    expect(typed('/investigating', { incident }).bodies).toMatchObject([
      { from: 'monitoring', to: 'investigating' },
    ]);
  });

  test('stays where it is', () => {
    expect(typed('/investigating')).toMatchObject({ verdict: 'accepted', bodies: [] });
  });

  test.each([
    ['/status', 'No status is named', /`\/mitigating`/],
    ['/status done', '"done" is no status', /`\/mitigating`.*`\/resolve`/],
    ['/status resolved', 'Resolving has a command of its own', /^`\/resolve`/],
  ])('%s is refused', (text, because, tryThis) => {
    expect(refusal(text)).toEqual({ because, tryThis: expect.stringMatching(tryThis) });
  });

  test('of a resolved incident is refused', () => {
    const incident = { status: 'resolved' } as const;
    expect(refusal('/status mitigating', { incident })).toMatchObject({
      because: 'This incident is resolved',
    });
  });
});
