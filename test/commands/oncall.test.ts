import { describe, expect, test } from '@jest/globals';
import { refusal, typed } from './typed.ts';

describe('/oncall', () => {
  test.each([
    ['/oncall', null],
    ['/on-call', null],
    ['/oncall director', 'director'],
    ['/oncall Eng-Manager', 'eng-manager'],
  ])('%s asks for %s', (text, group) => {
    expect(typed(text)).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'oncall-asked', group }],
    });
  });

  test('of a group that there is not is refused, with those that there are', () => {
    expect(refusal('/oncall directors')).toEqual({
      because: 'No group is called "directors"',
      tryThis:
        'Did you mean `/oncall director`? All there are: `/oncall on-call`, `/oncall eng-manager`, `/oncall director`, `/oncall execs`',
    });
    expect(refusal('/oncall @ana')?.tryThis).toMatch(/^One of `\/oncall on-call`/);
  });

  test.each([
    ['/oncall director, execs', ['execs']],
    ['/oncall director execs on-call', ['execs', 'on-call']],
    ['/oncall director,director', undefined],
  ])('%s asks for several, each once', (text, more) => {
    expect(typed(text).bodies).toEqual([
      { type: 'oncall-asked', group: 'director', ...(more ? { more } : {}) },
    ]);
  });

  test('a slip within a list is named, and nothing is answered', () => {
    expect(refusal('/oncall execs, directr')).toMatchObject({
      because: 'No group is called "directr"',
      tryThis: expect.stringMatching(/^Did you mean `\/oncall director`\?/),
    });
  });

  test('may be asked when the incident is resolved', () => {
    expect(typed('/oncall', { incident: { status: 'resolved' } }).verdict).toBe('accepted');
  });
});
