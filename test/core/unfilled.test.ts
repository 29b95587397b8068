import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { INSTRUCTIONS, unfilledIn } from '../../src/core/unfilled.ts';

const template = readFileSync(
  new URL('../../templates/postmortem.md.hbs', import.meta.url),
  'utf8',
).replace(/^\{\{.*\}\}$/gm, '');

test('our template asks what the list says, and nothing else', () => {
  const asked = [...template.matchAll(/^\*([^*].*)\*$/gm)].map(([, instruction]) => instruction);
  expect(new Set(asked)).toEqual(new Set(INSTRUCTIONS));
});

describe('of our template', () => {
  const written = template.replace(/^\*[^*].*\*$/gm, 'Somebody wrote this.');

  test('as it is opened, all but what is filled in is unwritten', () => {
    expect(unfilledIn(template)).toEqual([
      'Summary',
      'Impact',
      'What went well',
      'What went badly',
      'Where we got lucky',
      'Contributing causes',
      'Action items',
    ]);
  });

  test('nothing is, once every instruction has gone', () => {
    expect(unfilledIn(written)).toEqual([]);
  });

  test('a section is, while its instruction stands beside what somebody wrote', () => {
    const both = written.replace(
      '## What went well\n',
      '## What went well\n\nAll.\n*Write here.*\n',
    );
    expect(unfilledIn(both)).toEqual(['What went well']);
  });

  test('action items that we list answer for their section', () => {
    const listed = (items: string): string =>
      `## Action items\n\n*${INSTRUCTIONS.at(-1)}*\n\n<!-- tocsin:items -->${items}<!-- /tocsin:items -->\n`;
    expect(unfilledIn(listed('\n0 of 1 done\n'))).toEqual([]);
    expect(unfilledIn(listed(''))).toEqual(['Action items']);
  });
});

describe('of a section of anybody’s template', () => {
  test.each([
    ['nothing', ''],
    ['blank lines and a comment', '\n<!-- say what broke -->\n\n'],
    ['an instruction of their own', '\n*What broke, and for whom?*\n'],
    ['one with underscores, on two lines', '\n_What broke,\nand for whom?_\n'],
    ['two instructions and a rule', '*What?*\n\n*For whom?*\n\n---\n'],
    ['an empty list', '- \n- [ ] \n* [x]\n1. \n2.\n'],
    ['a table with nothing under its head', '| Item | Owner |\n| --- | --- |\n|  |  |\n'],
    ['headings with nothing under them', '### Systems\n\n### People\n'],
    ['an empty quote', '> \n'],
    ['nothing, with Windows’ line ends', '\r\n\r\n*What?*\r\n'],
  ])('%s is no answer', (_, text) => {
    expect(unfilledIn(`Before\n\n## What broke\n${text}`)).toEqual(['What broke']);
  });

  test.each([
    ['a word', 'Checkout.'],
    ['a word below their instruction', '*What broke?*\n\nCheckout.'],
    ['words of which some are in italics', '*Checkout* and *search*'],
    ['a list with one item', '- \n- checkout\n'],
    ['a table with a row', '| Item | Owner |\n| --- | --- |\n| alert | ana |\n'],
    ['a picture of the graph', '![errors](https://acme.example/graph.png)'],
    ['code', '```\n## no heading\n```'],
    ['a number', '42'],
    ['another script', '決済が止まった'],
  ])('%s is one', (_, text) => {
    expect(unfilledIn(`## What broke\n\n${text}\n`)).toEqual([]);
  });

  test('names are as they stand, and headings in code are none', () => {
    const body = '## What *broke* ##\n\n```\n## not this\n```\n\n##   Empty  \n### part\n# Title';
    expect(unfilledIn(body)).toEqual([]);
    expect(unfilledIn('~~~\n## not this\n~~~\n##   Empty  \n### part\n')).toEqual(['Empty']);
  });

  test('a text without sections lacks none', () => {
    expect(unfilledIn('We were down. We are sorry.')).toEqual([]);
    expect(unfilledIn('')).toEqual([]);
  });
});
