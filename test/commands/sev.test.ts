import { describe, expect, test } from '@jest/globals';
import { refusal, typed } from './typed.ts';

const changed = (to: number, why: string | null = null) => [
  { type: 'severity-changed', from: 2, to, why },
];

describe('/sev', () => {
  test.each([
    ['/sev 1', changed(1)],
    ['/severity 3', changed(3)],
    ['/SEV 1', changed(1)],
    ['/sev SEV 1', changed(1)],
    ['/sev sev1', changed(1)],
    ['/sev   1   all customers  ', changed(1, 'all customers')],
  ])('%s changes the severity', (text, bodies) => {
    expect(typed(text)).toMatchObject({ verdict: 'accepted', bodies });
  });

  test('of what it is already changes nothing', () => {
    expect(typed('/sev 2')).toMatchObject({ verdict: 'accepted', bodies: [] });
  });

  test.each([
    ['a reason is kept', '/sev 2 not for all', {}],
    ['nobody had chosen it yet', '/sev 2', { severityGiven: false }],
    ['a stranger reported it', '/sev 2', { doubt: 'stranger' as const }],
    ['it was seen late', '/sev 2', { doubt: 'late' as const }],
  ])('of what it is already is noted where %s', (_, text, incident) => {
    expect(typed(text, { incident }).bodies).toMatchObject([{ from: 2, to: 2 }]);
  });

  test.each([
    ['/sev', 'No severity is named', /^`\/sev 2`/],
    ['/sev high', '"high" names no severity', /^`\/sev 2`/],
    ['/sev one', '"one" names no severity', /^`\/sev 2`/],
    ['/sev 9', 'There is no severity 9', /^One of `\/sev 1`, .*`\/sev 4`$/],
    ['/sev 0', 'There is no severity 0', /^One of `\/sev 1`/],
  ])('%s is refused', (text, because, tryThis) => {
    expect(refusal(text)).toEqual({ because, tryThis: expect.stringMatching(tryThis) });
  });

  test('of a resolved incident is refused', () => {
    const incident = { status: 'resolved' } as const;
    expect(refusal('/sev 1', { incident })).toMatchObject({ because: 'This incident is resolved' });
  });
});
