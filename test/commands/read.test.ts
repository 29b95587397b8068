import { describe, expect, test } from '@jest/globals';
import { readComment } from '../../src/commands/read.ts';
import type { EventBody } from '../../src/core/events.ts';
import { aComment, aContext, aDoer, anIncident, linesOf } from '../support/builders.ts';
import { refusal, typed } from './typed.ts';

const stranger = { actor: aDoer('zoe', { may: false }) };

describe('a comment', () => {
  test('without a command is nothing', () => {
    expect(typed('I am looking at the graphs')).toEqual({
      verdict: 'nothing',
      bodies: [],
      lines: [],
    });
  });

  test('is carried out line by line, each where it stands', () => {
    const heard = typed('/sev 1\nand\n/mitigating');
    expect(heard.verdict).toBe('accepted');
    expect(heard.lines).toMatchObject([
      [0, [{ type: 'severity-changed' }]],
      [2, [{ type: 'status-changed' }]],
    ]);
  });

  test('is refused where one line is, and the others are carried out all the same', () => {
    const heard = typed('/sev 1\n/sev 9\n/mitigating');
    expect(heard.verdict).toBe('refused');
    expect(heard.bodies.map(({ type }) => type)).toEqual([
      'severity-changed',
      'refused',
      'status-changed',
    ]);
  });

  test('is judged line by line by what the lines before have left', () => {
    let incident = anIncident();
    const told: EventBody[] = [];
    readComment(
      aComment('', { lines: linesOf('/resolve\n/mitigating') }),
      () => aContext({ incident }),
      (_line, bodies) => {
        told.push(...bodies);
        if (bodies[0]?.type === 'resolved') incident = anIncident({ status: 'resolved' });
      },
    );
    expect(told).toMatchObject([
      { type: 'resolved' },
      { type: 'refused', because: 'This incident is resolved' },
    ]);
  });
});

describe('whoever may not command', () => {
  test('is not allowed to', () => {
    expect(typed('/sev 1', stranger)).toMatchObject({
      verdict: 'refused',
      bodies: [{ type: 'not-allowed', line: '/sev 1' }],
    });
  });

  test('may ask, and not again and again', () => {
    expect(typed('/help', stranger)).toMatchObject({ verdict: 'accepted' });
    const often = { actor: aDoer('zoe', { may: false, often: true }) };
    expect(typed('/help\n/timeline', often)).toMatchObject({ verdict: 'refused', bodies: [] });
  });

  test('hears nothing of a near miss, which is likely to be somebody else’s word', () => {
    expect(typed('/resolv', stranger)).toMatchObject({ verdict: 'nothing', bodies: [] });
  });
});

test('a near miss is no command, and is told which one it resembles', () => {
  expect(typed('/resolv now').verdict).toBe('refused');
  expect(refusal('/resolv now')).toEqual({
    because: '`/resolv` is no command',
    tryThis: 'Did you mean `/resolve`? `/help` lists all',
  });
});
