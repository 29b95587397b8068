import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { typed } from './typed.ts';

const folder = new URL('../../templates/', import.meta.url);
const ours = (name: string): string => readFileSync(new URL(`${name}.md.hbs`, folder), 'utf8');
const rendered = (name: string, text: string, ...more: readonly string[]) =>
  typed(['render', name, '--file', 'own.md.hbs', ...more], { files: { 'own.md.hbs': text } });

describe('a team’s own', () => {
  test('is shown in place of ours', async () => {
    const { code, out } = await rendered('update', 'Ahoy: {{text}}');
    expect(code).toBe(0);
    expect(out).toContain('Ahoy: rolling back to 1.4.1');
  });

  test('the same words look the same', async () => {
    const { out } = await typed(['render', 'card']);
    expect((await rendered('card', ours('card'))).out).toBe(out);
  });

  test.each([
    ['a field that is not there', 'one\n{{nope}}', /line 2.*nope/],
    ['unescaped', '{{{text}}}', /line 1: everything printed is escaped/],
    ['no Handlebars', '{{#if text}}', /own\.md\.hbs: .*line/s],
  ])('%s is told with its line', async (_what, text, says) => {
    const { code, out, err } = await rendered('update', text);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(says);
  });

  test('that is not there', async () => {
    const { code, err } = await typed(['render', 'update', '--file', 'gone.md.hbs']);
    expect({ code, err }).toEqual({ code: 2, err: 'There is no file gone.md.hbs.' });
  });
});

test('ours', async () => {
  const { code, out, err } = await typed(['render', 'postmortem']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^<!-- ═══ .+ ═══ -->\n\n\S/);
});

test('the fields are shown to whoever writes one', async () => {
  const { out } = await typed(['render', 'update', '--json']);
  expect(JSON.parse(out)).toEqual([
    expect.objectContaining({
      sample: 'from the form to the postmortem',
      text: expect.stringContaining('rolling back to 1.4.1'),
      view: expect.objectContaining({ text: 'rolling back to 1.4.1' }),
    }),
  ]);
  const { out: shown } = await typed(['render', 'update', '--view']);
  expect(shown).toContain('"text": "rolling back to 1.4.1"');
});

test('under a configuration of one’s own', async () => {
  const text = 'severities: { 1: { label: P1, name: Ouch } }\nresponders: { on-call: [kim] }';
  const config = ['render', 'announcement', '--config', 'own.yml'];
  const { out } = await typed(config, { files: { 'own.yml': text } });
  expect(out).toContain('P1');
  const { code, err } = await typed(config, { files: { 'own.yml': 'clocks: soon' } });
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('tocsin check own.yml') });
});

test('all of them where all are asked for', async () => {
  const count = async (...more: readonly string[]) =>
    (await typed(['render', 'card', ...more])).out.split('═══ -->').length;
  expect(await count('--all')).toBeGreaterThan(await count());
});

test.each([
  ['postmortm', /no message "postmortm"; did you mean postmortem\?/],
  ['xyzzy', /no message "xyzzy"\. Here they are action-item, /],
])('%s is none', async (name, says) => {
  const { code, err } = await typed(['render', name]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(says) });
});
