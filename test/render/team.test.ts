import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TeamTemplate } from '../../src/core/team-template.ts';
import { createRenderer, loadTemplates } from '../../src/render/templates.ts';
import { drawn } from '../support/drawn.ts';
import { samples, spoken } from './samples.ts';

const OURS = { update: 'Ours: {{x}}', page: 'Called: {{#each people}}{{login this}} {{/each}}' };
const VIEW = { x: '@ana <b>', people: ['ana', 'bo'], list: ['a'], no: null };

const template = (text: string | null, name = 'update'): TeamTemplate => ({
  name,
  oid: `oid-${text?.length}`,
  file: `acme/shop .github/incident-templates/${name}.md.hbs`,
  text,
});

/** What is said with a team's template, and why it is not used where it is not. */
function said(text: string | null, { name = 'update', view = VIEW as object } = {}) {
  const team = createRenderer(OURS).inWordsOf([template(text, name)]);
  const part = { template: Object.hasOwn(OURS, name) ? name : 'update', view };
  return { text: team.render([part]), why: team.amiss().map(({ why }) => why) };
}

const ours = 'Ours: @&#8203;ana &lt;b&gt;';

test('a team says it in its own words, which are escaped as ours are', () => {
  expect(said('Theirs: {{x}}')).toEqual({ text: 'Theirs: @&#8203;ana &lt;b&gt;', why: [] });
});

test('of other messages nothing changes', () => {
  const team = createRenderer(OURS).inWordsOf([template('Theirs', 'page')]);
  expect(team.render([{ template: 'update', view: VIEW }])).toBe(ours);
});

/** Each bound with an attack that it must hold off; what is said then is ours. */
const attacks: readonly (readonly [string, string | null, string])[] = [
  ['a field that is not there', 'a\n\n{{y}}', 'line 3: "y" is missing'],
  ['a field that is not there, in a condition', '{{#if no.y}}a{{/if}}', 'line 1: "y" is missing'],
  ['what every object has', '{{constructor}}', 'line 1: "constructor" is not a text: undefined'],
  ['what every text has', '{{x.length}}', '"length" is missing'],
  ['a way to the prototype', '{{__proto__.x}}', 'line 1: "x" is missing'],
  ['what Handlebars keeps for itself', '{{@root.constructor}}', 'is not a text: undefined'],
  ['lookup', '{{lookup this "constructor"}}', 'line 1: no helper is called "lookup"'],
  ['log', '{{log x}}', 'line 1: no helper is called "log"'],
  ['a partial', '{{> update}}', 'line 1: templates have no partials and no decorators'],
  [
    'an inline partial that calls itself',
    '{{#*inline "a"}}{{> a}}{{/inline}}{{> a}}',
    'line 1: templates have no partials and no decorators',
  ],
  ['raw output', 'a\n{{{x}}}', 'line 2: everything printed is escaped'],
  ['a tag with a field in it', '<img src="{{x}}">', 'cannot stand in a tag'],
  [
    'lists within lists within lists',
    '{{#each list}}{{#each ../list}}\n{{#each ../../list}}a{{/each}}{{/each}}{{/each}}',
    'line 2: this "each" stands in too many others',
  ],
  [
    'the same behind conditions',
    '{{#each list}}{{#if this}}{{#each ../list}}{{#with this}}{{#each ../../list}}a{{/each}}{{/with}}{{/each}}{{/if}}{{/each}}',
    'line 1: this "each" stands in too many others',
  ],
  ['a long source', 'x'.repeat(16_385), 'it is 16385 characters long, 16384 are allowed'],
  ['a source that is slow to parse', '{{#if x}}'.repeat(1_700), 'Parse error'],
  ['no Handlebars at all', '{{#each', 'Parse error on line 1'],
  ['no text', null, 'it is no text, or too long'],
  [
    'a forged mark of ours',
    'a\n<!--  tocsin:act page:0 -->',
    'line 2: our own marks (<!-- tocsin:) are not for templates',
  ],
  ['a forged record', '<!-- tocsin:record v1 AAAA -->', 'our own marks'],
];

describe('ours is said, and why, where a template brings', () => {
  test.each(attacks)('%s', (_, text, why) => {
    const { text: heard, why: whys } = said(text);
    expect(heard).toBe(ours);
    expect(whys).toEqual([expect.stringContaining(why)]);
  });
});

describe('time and room are short', () => {
  const long = { x: 'x', list: Array.from({ length: 500 }, () => 'y'.repeat(100)) };

  test('what takes too long is ended', () => {
    const rows = '{{#each ../list}}{{this}}{{this}}{{this}}{{/each}}'.repeat(40);
    const { text, why } = said(`{{#each list}}${rows}{{/each}}`, { view: long });
    expect({ text, why }).toEqual({ text: 'Ours: x', why: ['it takes longer than 50 ms'] });
  });

  test('and what comes after it is said as ever', () => {
    expect(said('Theirs: {{x}}').why).toEqual([]);
  });

  test('of a list 500 are shown', () => {
    const list = Array.from({ length: 5_000 }, (_, n) => n);
    const { text, why } = said('{{#each list}}{{this}} {{/each}}', { view: { x: '', list } });
    expect(why).toEqual([]);
    expect(text.split(' ')).toHaveLength(500);
  });

  test('what is too long is cut', () => {
    const { text, why } = said('{{#each list}}{{this}}\n{{this}}\n{{/each}}', { view: long });
    expect(why).toEqual([]);
    expect(text.length).toBeLessThanOrEqual(60_000);
    expect(text).toMatch(/\n\n…$/);
  });

  test('functions in a view are never called', () => {
    const view = {
      x: 'x',
      f: () => {
        throw new Error('called');
      },
    };
    expect(said('{{f}}', { view }).why).toEqual(['line 1: "f" is missing']);
  });
});

describe('whoever is called by our words is called by theirs', () => {
  test.each([
    ['{{#each people}}{{login this}} {{/each}}', []],
    ['Hey @ana and @Bo', []],
    ['Somebody look', ['it does not mention ana, bo, who must be called']],
    ['{{#each people}}{{this}}{{/each}}', ['it does not mention ana, bo, who must be called']],
    ['@ana, `@bo`', ['it does not mention bo, who must be called']],
  ])('%s', (text, why) => {
    expect(said(text, { name: 'page' }).why).toEqual(why);
  });

  test('an edit calls nobody, so a card may leave names out', () => {
    const team = createRenderer({ card: '{{login x}}' }).inWordsOf([template('{{x}}', 'card')]);
    expect(team.render([{ template: 'card', view: { x: 'ana' } }])).toBe('ana');
    expect(team.amiss()).toEqual([]);
  });
});

test.each([
  ['updat', ['no message is called updat, did you mean update?']],
  ['weather', ['no message is called weather']],
  ['constructor', ['no message is called constructor']],
])('a template called %s is told', (name, why) => {
  expect(said('x', { name }).why).toEqual(why);
});

test('what is wrong is known before it is said, and what fails only with a view, after', () => {
  const team = createRenderer(OURS).inWordsOf([template('{{{x}}}', 'page'), template('{{y}}')]);
  expect(team.amiss().map(({ template: { name } }) => name)).toEqual(['page']);
  team.render([{ template: 'update', view: VIEW }]);
  expect(team.amiss().map(({ template: { name } }) => name)).toEqual(['page', 'update']);
});

test('whatever a team writes, something is said and nothing is thrown', () => {
  const pieces = fc.constantFrom(
    ...['{{', '}}', '{{#each list}}', '{{/each}}', '{{x}}', '{{{', '}}}', '{{else}}', '{{#if x}}'],
    ...[
      '{{/if}}',
      '{{> x}}',
      '{{../x}}',
      '{{@root.x}}',
      '{{this}}',
      '\n',
      'word',
      '`',
      '<b ',
      '](',
      '~',
    ],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const { text, why } = said(parts.join(''));
      if (why.length > 0) expect(text).toBe(ours);
      expect(text).not.toMatch(/<b>|@ana/);
    }),
    drawn(100),
  );
});

describe('our own templates', () => {
  const sources = loadTemplates(new URL('../../templates/', import.meta.url).pathname);
  const files = Object.entries(sources).map(([name, text]) => template(text, name));
  const renderer = createRenderer(sources);

  test('are such as a team may begin with', () => {
    const team = renderer.inWordsOf(files);
    for (const sample of samples) for (const part of spoken(sample)) team.render([part]);
    expect(team.amiss().map(({ template: { name }, why }) => `${name}: ${why}`)).toEqual([]);
  });
});
