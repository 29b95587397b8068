import { describe, expect, test } from '@jest/globals';
import type { Wave } from '../../src/core/incident.ts';
import { aDoer, aPolicy, at } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

const wave = (group: string, people: readonly string[], given: Partial<Wave> = {}): Wave => ({
  number: 0,
  at: at('10:02'),
  via: 'comment:4:0',
  reason: 'asked',
  groups: [{ group, people }],
  unfilled: [],
  ...given,
});

describe('/page', () => {
  test('in a drill calls nobody and shows who would have been called', () => {
    const [body, ...others] = typed('/page director', { incident: { drill: true } }).bodies;
    expect(others).toEqual([]);
    expect(body).toMatchObject({ type: 'page-rehearsed', groups: [{ group: 'director' }] });
  });

  test.each([
    ['/page director', { group: 'director', people: ['dan'] }, null],
    ['/PAGE Director', { group: 'director', people: ['dan'] }, null],
    [
      '/page director the database is gone',
      { group: 'director', people: ['dan'] },
      'the database is gone',
    ],
    ['/page @zoe', { group: '@zoe', people: ['zoe'] }, null],
    ['/page @Zoe bring the key', { group: '@zoe', people: ['zoe'] }, 'bring the key'],
  ])('%s calls them', (text, group, message) => {
    expect(typed(text)).toMatchObject({
      verdict: 'accepted',
      bodies: [{ type: 'paged', number: 0, reason: 'asked', groups: [group], message }],
    });
  });

  test('is the next call of the incident, whatever was lost of it', () => {
    const incident = { waves: [wave('on-call', ['ana'])], earlierCalls: 3 };
    expect(typed('/page director', { incident }).bodies).toMatchObject([{ number: 4 }]);
  });

  test.each([
    ['/page', 'Nobody is named', '`/oncall` lists groups'],
    ['/page direktor', 'No group is called "direktor"', 'Did you mean `/page director`?'],
    ['/page zoe', 'No group is called "zoe"', 'One of `/page on-call`, `/page eng-manager`'],
    ['/page @acme/sre', '"@acme/sre" is a team', '`/page @name`'],
    ['/page @', '"@" is not a login', '`/page @name`'],
    ['/page @zoe! now', '"@zoe!" is not a login', '`/page @name`'],
  ])('%s is refused: %s', (text, because, tryThis) => {
    expect(refusal(text)?.because).toContain(because);
    expect(refusal(text)?.tryThis).toContain(tryThis);
  });

  test('a group that nobody is configured for is refused', () => {
    const policy = aPolicy({ responders: { 'on-call': ['ana'] } });
    expect(refusal('/page execs', { policy })).toEqual({
      because: 'Nobody is configured for execs',
      tryThis: expect.stringContaining('`/page @name` calls a person'),
    });
  });

  test.each([
    ['a group', '/page director', wave('director', ['dan']), 'The group director was called'],
    ['a person', '/page @zoe', wave('@zoe', ['zoe']), '"zoe" was called'],
    ['somebody in a group', '/page @dan', wave('director', ['dan']), '"dan" was called'],
    [
      'with the same words',
      '/page director come',
      wave('director', ['dan'], { message: 'come' }),
      'The group director was called',
    ],
  ])('%s that was called already is not called twice for the same', (_, text, before, because) => {
    expect(refusal(text, { incident: { waves: [before] } })).toEqual({
      because: expect.stringContaining(`${because} 2026-11-23 10:02 UTC`),
      tryThis: expect.stringContaining('`/escalate` calls whoever is next'),
    });
  });

  test.each([
    ['with something new to say', '/page director the backup is gone too', {}],
    ['of an incident that was opened again', '/page director', { reopenedAt: at('10:03') }],
  ])('calls again %s', (_, text, given) => {
    const incident = { waves: [wave('director', ['dan'], { message: 'come' })], ...given };
    expect(typed(text, { incident }).verdict).toBe('accepted');
  });

  test('of an incident that nobody has confirmed is refused', () => {
    expect(refusal('/page director', { incident: { doubt: 'stranger' } })).toMatchObject({
      tryThis: expect.stringContaining('`/confirm`'),
    });
  });

  test('a stranger calls nobody', () => {
    const actor = aDoer('sam', { may: false });
    expect(typed('/page @zoe', { actor }).bodies).toEqual([
      { type: 'not-allowed', line: '/page @zoe' },
    ]);
  });
});
