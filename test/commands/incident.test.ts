import { describe, expect, test } from '@jest/globals';
import { severityNamed } from '../../src/commands/incident.ts';
import { refusal } from './typed.ts';

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
