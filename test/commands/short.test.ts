import { describe, expect, test } from '@jest/globals';
import { severityNamed } from '../../src/commands/incident.ts';
import { aDoer, at } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

const resolved = { incident: { status: 'resolved' } } as const;

describe('/ack', () => {
  test.each(['/ack', '/acknowledge', '/ack on my way'])('%s acknowledges', (text) => {
    expect(typed(text).bodies).toEqual([{ type: 'acknowledged' }]);
  });

  test('after the first one joins', () => {
    const incident = { acknowledgedAt: at('10:02') };
    expect(typed('/ack', { incident }).bodies).toEqual([{ type: 'joined', login: 'ana' }]);
  });
});

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

describe('/resolve', () => {
  test.each([
    ['/resolve', null],
    ['/resolved', null],
    ['/resolve rolled back', 'rolled back'],
  ])('%s resolves', (text, said) => {
    expect(typed(text).bodies).toEqual([{ type: 'resolved', text: said, from: 'investigating' }]);
  });
});

describe('/reopen', () => {
  test.each([
    ['/reopen', null],
    ['/reopen it is back', 'it is back'],
  ])('%s reopens', (text, why) => {
    expect(typed(text, resolved).bodies).toEqual([{ type: 'reopened', why }]);
  });

  test('of an open incident is refused', () => {
    expect(refusal('/reopen')).toEqual({
      because: 'This incident is open',
      tryThis: expect.stringContaining('`/resolve`'),
    });
  });
});

describe('/confirm', () => {
  test('confirms what is in doubt', () => {
    const incident = { doubt: 'stranger' } as const;
    expect(typed('/confirm', { incident }).bodies).toEqual([{ type: 'confirmed' }]);
  });

  test('of what is confirmed is refused', () => {
    expect(refusal('/confirm')).toMatchObject({ because: 'This incident is confirmed' });
  });
});

describe('/incident', () => {
  test('where there is one already says so', () => {
    expect(refusal('/incident 1')).toMatchObject({
      because: 'This issue is an incident already',
      tryThis: expect.stringContaining('`/sev 1`'),
    });
  });

  test.each([
    ['1', 1],
    ['sev 2 checkout is down', 2],
    ['SEV3', 3],
    ['', null],
    ['checkout is down', null],
    ['12345', null],
  ])('"%s" behind it names the severity %s', (text, severity) => {
    expect(severityNamed(text)).toBe(severity);
  });
});

test('/help is for everybody', () => {
  const zoe = aDoer('zoe', { may: false });
  expect(typed('/help', { actor: zoe })).toMatchObject({
    verdict: 'accepted',
    bodies: [{ type: 'helped' }],
  });
});

test.each(['/sev 1', '/status mitigating', '/update x', '/ack', '/resolve', '/confirm'])(
  '%s of a resolved incident is refused',
  (text) => {
    expect(refusal(text, resolved)).toEqual({
      because: 'This incident is resolved',
      tryThis: '`/reopen` first, with why',
    });
  },
);
