import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRenderer, loadTemplates } from '../../src/render/templates.ts';

const render = (source: string, view: unknown = {}): string =>
  createRenderer({ sample: source }).render([{ template: 'sample', view }]);

describe('what is printed', () => {
  test.each([
    ['a field', 'So {{x}}!', 'So @&#8203;ana &lt;b&gt;!'],
    ['a field of a field', '{{a.b}}', '@&#8203;ana &lt;b&gt;'],
    ['an item', '{{#each list}}- {{this}}\n{{/each}}', '- @&#8203;ana &lt;b&gt;'],
    [
      'a field inside of a block',
      '{{#if x}}{{#with a}}{{b}}{{/with}}{{/if}}',
      '@&#8203;ana &lt;b&gt;',
    ],
    ['a field with the name of a helper', '{{this.code}}', '@&#8203;ana &lt;b&gt;'],
    ['a quote', '{{quote x}}\nNext', '> @&#8203;ana &lt;b&gt;\n\nNext'],
    ['a quote of nothing', 'A\n\n{{quote nothing}}\nNext', 'A\n\nNext'],
    ['a mention', 'Hey {{login who}}', 'Hey @ana'],
    ['a mention of what is no login', 'Hey {{login x}}', 'Hey @&#8203;ana &lt;b&gt;'],
    ['code', 'Type {{code x}}', 'Type <code>&#64;ana &lt;b&gt;</code>'],
    ['a link', '{{link x url}}', '[@&#8203;ana &lt;b&gt;](https://a.b/c)'],
    ['a link with a fixed text', '{{link "run" url}}', '[run](https://a.b/c)'],
    ['numbers and truth', '{{n}} {{yes}}', '-1.5 true'],
    ['no value', 'A{{nothing}}B', 'AB'],
    ['an address', 'See {{url}}', 'See <https://a.b/c>'],
    [
      'an address within HTML',
      '<summary>{{url}}</summary>',
      '<summary>https:&#8203;//a.b/c</summary>',
    ],
    ['an address as the text of a link', '[{{url}}](x)', '[https:&#8203;//a.b/c](x)'],
    ['a field between backticks', 'Type `/ic {{x}}` {{n}}', 'Type `/ic @\u200bana ‹b>` -1.5'],
    ['backticks between backticks', '`{{ticks}}`', '`ˋˋ∣`'],
    ['code after a field between backticks', '- `{{n}}`: {{code who}}', '- `-1.5`: `ana`'],
    ['a branch', '{{#if nothing}}a{{else if x}}b{{else}}c{{/if}}', 'b'],
    ['an index', '{{#each list}}{{@index}}{{/each}}', '0'],
  ])('%s', (_, source, printed) => {
    const x = '@ana <b>';
    const view = {
      x,
      a: { b: x },
      list: [x],
      code: x,
      nothing: null,
      who: 'ana',
      n: -1.5,
      yes: true,
    };
    expect(render(source, { ...view, url: 'https://a.b/c', ticks: '``|' })).toBe(printed);
  });

  test('nothing printed plainly can mention, whatever it is', () => {
    const pieces = fc.constantFrom(
      '@ana',
      '&#64;ana',
      '`',
      '<!--',
      '\n',
      '@',
      'ana',
      '|',
      '{{login who}}',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const x = parts.join('');
        const text = render('{{x}} `{{x}}` <b>{{x}}</b> [{{x}}](y)\n\n{{quote x}}', {
          x,
          who: 'ana',
        });
        expect(text).not.toMatch(/@[a-z]|&#64;|<!--/);
      }),
    );
  });

  test('functions in a view are never called', () => {
    let called = false;
    const view = {
      x: () => {
        called = true;
      },
    };
    expect(() => render('{{x}}', view)).toThrow('"x" is missing');
    expect(called).toBe(false);
  });
});

describe('a template is refused', () => {
  test.each([
    ['with a triple stash', '{{{x}}}', 'everything printed is escaped'],
    ['with an unescaped field', '{{&x}}', 'everything printed is escaped'],
    [
      'with one inside of a block',
      '{{#if x}}{{else}}{{{x}}}{{/if}}',
      'everything printed is escaped',
    ],
    ['with a partial', '{{> x}}', 'no partials'],
    ['with a partial block', '{{#> x}}{{/x}}', 'no partials'],
    ['with an inline partial', '{{#*inline "x"}}{{/inline}}', 'no partials'],
    ['with a decorator', '{{* x}}', 'no partials'],
    ['with a helper that is not there', '{{shout x}}', 'no helper is called "shout"'],
    ['with log', '{{log x}}', 'no helper is called "log"'],
    ['with lookup', '{{lookup x "y"}}', 'no helper is called "lookup"'],
    ['with one of our printers', '{{inline x}}', 'no helper is called "inline"'],
    ['with a field as a block', '{{#x}}{{/x}}', 'no block is called "x"'],
    ['with an inverse field', '{{^x}}{{/x}}', 'no block is called "x"'],
    ['with a nested call', '{{code (login x)}}', 'a value is a field or a "text"'],
    ['with a named argument', '{{code x y=1}}', 'takes 1 value'],
    ['with too few values', '{{link x}}', 'takes 2 value'],
    ['with a name for items', '{{#each x as |y|}}{{y}}{{/each}}', 'as |name|'],
    ['with a field in a tag', '<a href="{{x}}">', 'cannot stand in a tag or an address'],
    ['with a field in an address', '[a](https://{{x}})', 'cannot stand in a tag or an address'],
    ['with a quote in a line', 'So {{quote x}}', '"quote" cannot stand in text'],
    ['with code in code', '`{{code x}}`', '"code" cannot stand in code'],
    ['that is too long', 'x'.repeat(16_385), '16384 are allowed'],
    ['that is broken', '{{#if x}}', 'Parse error'],
  ])('%s', (_, source, why) => {
    expect(() => render(source, { x: 'ana' })).toThrow(why);
  });

  test('with its name and the line', () => {
    expect(() => render('a\n\n{{{x}}}')).toThrow('Template "sample", line 3: everything printed');
  });
});

describe('a missing field throws, with the template, the line and the name', () => {
  test.each([
    ['printed', 'a\n{{x}}'],
    ['printed, in another', 'a\n{{a.x}}'],
    ['given to a helper', 'a\n{{code x}}'],
    ['as the second value of a helper', 'a\n{{link "b" x}}'],
    ['in a condition', 'a\n{{#if x}}b{{/if}}'],
    ['in a condition, in another', 'a\n{{#if a.x}}b{{/if}}'],
    ['in a second condition', 'a\n{{#if no}}b{{else if x}}c{{/if}}'],
    ['in unless', 'a\n{{#unless x}}b{{/unless}}'],
    ['as a list', 'a\n{{#each x}}b{{/each}}'],
    ['of an item', '{{#each list}}\n{{x}}{{/each}}'],
    ['above an item', '{{#each list}}\n{{../x}}{{/each}}'],
    ['because it is undefined', 'a\n{{u.x}}'],
    ['of a text', 'a\n{{t.x}}'],
    ['of nothing', 'a\n{{no.x}}'],
  ])('%s', (_, source) => {
    const view = { a: {}, no: null, list: [{}], u: { x: undefined }, t: '' };
    expect(() => render(source, view)).toThrow('Template "sample", line 2: "x" is missing');
  });

  test('also where every object has one by inheritance', () => {
    expect(() => render('{{toString}}')).toThrow();
    expect(() => render('{{constructor}}')).toThrow();
  });

  test('a list or an object is no text', () => {
    expect(() => render('\n{{a.list}}', { a: { list: [1] } })).toThrow(
      'Template "sample", line 2: "a.list" is not a text: [1]',
    );
  });
});

describe('parts', () => {
  const renderer = createRenderer({
    one: '\n One {{x}} \n\n\n',
    two: '# Two\n\n\n\n\nEnd\n',
    none: '{{x}}',
  });

  test('are joined by a blank line, without white space around and without gaps', () => {
    const parts = [
      { template: 'one', view: { x: 1 } },
      { template: 'none', view: { x: '' } },
      { template: 'two', view: null },
    ];
    expect(renderer.render(parts)).toBe('One 1\n\n# Two\n\nEnd');
  });

  test('name a template that is there', () => {
    expect(() => renderer.render([{ template: 'toString', view: {} }])).toThrow(
      'There is no template "toString"',
    );
  });

  test('may be none', () => {
    expect(renderer.render([])).toBe('');
  });

  test('are cut at 60,000 characters, between lines', () => {
    const list = Array.from({ length: 9_000 }, (_, n) => n + 10_000);
    const text = render('{{#each list}}- item {{this}}\n{{/each}}', { list });
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).toMatch(/\n- item \d{5}\n\n…$/);
    expect(render('{{#each list}}{{this}}{{/each}}', { list: list.concat(list) })).toHaveLength(
      60_000,
    );
  });

  test('of more templates than are kept compiled are right', () => {
    const sources = Array.from({ length: 600 }, (_, n) => `${n}: {{x}}`);
    expect(sources.map((source) => render(source, { x: 1 }))).toEqual(
      sources.map((_, n) => `${n}: 1`),
    );
  });
});

test('templates are loaded by name from a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  try {
    writeFileSync(join(folder, 'card.md.hbs'), '{{x}}');
    writeFileSync(join(folder, 'README.md'), 'not a template');
    expect(loadTemplates(folder)).toEqual({ card: '{{x}}' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
