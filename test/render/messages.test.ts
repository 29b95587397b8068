import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { createRenderer, loadTemplates } from '../../src/render/templates.ts';
import { HOSTILE, samples, spoken } from './samples.ts';

const folder = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const TEMPLATES = folder('../../templates');
const GOLDEN = folder('../golden');
/** Written by test/commands/refusals.test.ts. */
const REFUSALS = 'refusals.md';
const UPDATE = process.env.UPDATE_GOLDEN === '1';
const HOW = 'UPDATE_GOLDEN=1 npm run unit -- test/render/messages';

const sources = loadTemplates(TEMPLATES);
const names = Object.keys(sources).sort();
const renderer = createRenderer(sources);

/** Template → how each sample renders it, each text once. */
function rendered(template: string): string {
  const texts = new Map<string, string>();
  for (const sample of samples) {
    for (const part of spoken(sample).filter((one) => one.template === template)) {
      const text = renderer.render([part]);
      if (!texts.has(text)) texts.set(text, sample.name);
    }
  }
  return [...texts].map(([text, name]) => `<!-- ═══ ${name} ═══ -->\n\n${text}\n`).join('\n');
}

const fileOf = (template: string): string => `${GOLDEN}/${template}.md`;

describe('every message reads as it did', () => {
  test.each(names)('%s', (name) => {
    const text = rendered(name);
    if (text === '')
      throw new Error(
        `No sample says "${name}". Add one to test/render/samples.ts in which it is said, then: ${HOW}`,
      );
    if (UPDATE) writeFileSync(fileOf(name), text);
    if (!existsSync(fileOf(name)))
      throw new Error(`There is no test/golden/${name}.md. Write it with: ${HOW}; then read it.`);
    // Where the new words are meant: UPDATE_GOLDEN=1 npm run unit -- test/render/messages
    expect(text).toBe(readFileSync(fileOf(name), 'utf8'));
  });

  test('and no golden file is left of a template that is gone', () => {
    const files = readdirSync(GOLDEN).filter((file) => file !== REFUSALS);
    const left = files.filter((file) => !names.includes(file.replace(/\.md$/, '')));
    if (UPDATE) for (const file of left) rmSync(`${GOLDEN}/${file}`);
    expect(
      new Set(UPDATE ? readdirSync(GOLDEN).filter((file) => file !== REFUSALS) : files),
    ).toEqual(new Set(names.map((name) => `${name}.md`)));
  });
});

describe('nothing that people write', () => {
  const hostile = samples.filter(({ world }) => JSON.stringify(world).includes('@everyone'));
  const texts = hostile.flatMap((sample) =>
    spoken(sample).map((part) => [part.template, renderer.render([part])] as const),
  );

  test('is left out of this test', () => {
    expect(HOSTILE).toContain('@everyone');
    expect(new Set(texts.map(([template]) => template)).size).toBeGreaterThan(8);
  });

  test.each([
    ['calls anybody', /@everyone/],
    ['forges a marker of ours', /<!-- tocsin:(?:act|record)/],
    ['is a heading', /^\s*#+ heading/m],
    ['refers to an issue', /fixes #1/],
    ['is HTML', /<b>/],
    ['is a command', /^\s*\/resolve/m],
    ['breaks a table', /^\|.*@.*(?<!\\)\| fixes/m],
  ])('%s', (_, forbidden) => {
    for (const [, text] of texts) expect(text).not.toMatch(forbidden);
  });
});
