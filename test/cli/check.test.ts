import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { typed } from './typed.ts';

const PATH = '.github/incidents.yml';
const EXAMPLE = readFileSync(
  new URL('../../.github/incidents.example.yml', import.meta.url),
  'utf8',
);
const checked = (text: string, ...more: readonly string[]) =>
  typed(['check', ...more], { files: { [PATH]: text } });

test('a good file is good', async () => {
  expect(await checked(EXAMPLE)).toEqual({ code: 0, out: `${PATH} is good`, err: '' });
});

test('a group that is called elsewhere alone is not empty', async () => {
  const { out } = await checked(
    "responders: { on-call: { pagerduty: '${PAGER}' }, eng-manager: { email: ops@example.com } }",
  );
  expect(out).toContain('nobody is in director, execs');
});

test('a slip in the name of a group that is called is named', async () => {
  const { out } = await checked(
    'responders: { on-cal: [ana], eng-manager: [ben], director: [ben], execs: [ben] }',
  );
  expect(out).toContain('nobody is in on-call (did you mean on-cal?): calling them');
});

test('a group that nobody is in is told and no problem', async () => {
  const { code, out } = await checked('responders: { on-call: [ana] }');
  expect(code).toBe(0);
  expect(out).toContain('nobody is in eng-manager, director, execs');
});

test('a problem is told as the app tells it: file, place, value, what is allowed', async () => {
  const { code, out } = await checked('clocks: { grace: soon }\nmanger: mia\n');
  expect(code).toBe(1);
  expect(out).toMatch(
    /^\.github\/incidents\.yml:.*clocks\.grace is "soon"; allowed: a length of time/m,
  );
  expect(out).toMatch(/did you mean manager\?/);
  expect(out).toMatch(/^2 problems/m);
});

test('what is no YAML is told with line and column', async () => {
  const { code, out } = await checked('responders:\n  on-call: [ana\n');
  expect(code).toBe(1);
  expect(out).toMatch(/^\.github\/incidents\.yml:\d+:\d+: /);
});

test('in JSON for programs', async () => {
  const { code, out } = await checked('clocks: { grace: soon }', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    file: PATH,
    ok: false,
    problems: [{ path: 'clocks.grace', value: 'soon' }],
  });
  expect(JSON.parse((await checked('', '--json')).out)).toMatchObject({ ok: true, problems: [] });
});

test('another file, and what is piped in', async () => {
  const files = { 'other.yml': 'manager: 7\n', '-': 'clocks: { rounds: 99 }' };
  expect((await typed(['check', 'other.yml'], { files })).out).toMatch(/^other\.yml:/);
  expect((await typed(['check', '-'], { files })).out).toMatch(/^stdin:/);
});

describe('what cannot be meant', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['a file that is not there', ['check', 'gone.yml'], /no file gone\.yml.*tocsin init/],
    ['an unknown option', ['check', '--strict'], /unknown option '--strict'/],
    ['two files', ['check', 'a', 'b'], /too many arguments/],
    ['a verb misspelt', ['chek'], /unknown command 'chek'[\s\S]*Did you mean check/],
    ['no verb', [], /Usage: tocsin/],
  ])('%s', async (_what, words, says) => {
    const { code, out, err } = await typed(words);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
  });

  test('a folder is no file', async () => {
    const { code, err } = await typed(['check', 'x'], {
      read: async () => {
        throw Object.assign(new Error('EISDIR: illegal operation'), { code: 'EISDIR' });
      },
    });
    expect(code).toBe(2);
    expect(err).toContain('x cannot be read (EISDIR)');
  });
});

test('help is an answer', async () => {
  for (const words of [['--help'], ['help'], ['check', '--help']]) {
    const { code, out, err } = await typed(words);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Usage: tocsin');
  }
});

test('a mistake of ours is called one', async () => {
  const { code, err } = await typed(['check'], {
    read: () => Promise.reject(new TypeError('nobody expected this')),
  });
  expect(code).toBe(70);
  expect(err).toMatch(/mistake in Tocsin.*\n.*nobody expected this/);
});
