import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { loadTemplates } from '../../src/render/templates.ts';
import { samples, spoken } from './samples.ts';

/**
 * What the page says of the messages and their fields is written by this test, out of what the samples show:
 * `UPDATE_GOLDEN=1 npm run unit -- test/render/messages`.
 */
const PAGE = new URL('../../docs/before/templates.md', import.meta.url);
const TEMPLATES = fileURLToPath(new URL('../../templates', import.meta.url));

const parts = samples.flatMap(spoken);
const messages = Object.keys(loadTemplates(TEMPLATES)).sort();

/** Every field that a message was ever given, with all that it was given as. */
function fieldsOf(message: string): ReadonlyMap<string, ReadonlySet<string>> {
  const fields = new Map<string, Set<string>>();
  for (const { view } of parts.filter(({ template }) => template === message))
    for (const [name, value] of Object.entries(view ?? {}))
      fields.set(name, new Set([...(fields.get(name) ?? []), ...kindsOf(value)]));
  return fields;
}

function kindsOf(value: unknown): readonly string[] {
  if (value === null) return ['or nothing'];
  if (typeof value === 'boolean') return ['yes or no'];
  if (typeof value === 'number') return ['number'];
  if (typeof value === 'string') return ['text'];
  if (!Array.isArray(value)) return [`with ${namesIn([value])}`];
  const inner = namesIn(value);
  return value.length === 0 ? ['list'] : [inner ? `list, each with ${inner}` : 'list', 'list'];
}

const namesIn = (values: readonly unknown[]): string =>
  [
    ...new Set(
      values.flatMap((value) =>
        typeof value === 'object' && value !== null ? Object.keys(value) : [],
      ),
    ),
  ]
    .map((name) => `\`${name}\``)
    .join(', ');

/** The fullest description of a field: a list that was ever full says what is in it. */
function described(kinds: ReadonlySet<string>): string {
  const [longest = 'nothing here'] = [...kinds]
    .filter((kind) => kind !== 'or nothing')
    .sort((a, b) => b.length - a.length);
  return kinds.has('or nothing') && kinds.size > 1 ? `${longest}, or nothing` : longest;
}

const kinds = new Map(messages.map((message) => [message, fieldsOf(message)]));
/** What is said of an incident that runs knows these; what is said before there is one, none of them. */
const card = kinds.get('card') ?? new Map<string, ReadonlySet<string>>();
const common = [...card.keys()].filter((name) => kinds.get('update')?.has(name));

const table = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function written(page: string): string {
  const fields = common
    .toSorted()
    .map((name) => [`\`${name}\``, described(card.get(name) ?? new Set())] as const);
  const others = messages.flatMap((message) => {
    const own = [...(kinds.get(message) ?? [])].filter(([name]) => !common.includes(name));
    const texts = own
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, kind]) => `\`${name}\` (${described(kind)})`);
    const alone = kinds.get(message)?.has('status') ? '' : 'these alone: ';
    return [[`\`${message}\``, texts.length > 0 ? `${alone}${texts.join(', ')}` : '–']];
  });
  const fill = {
    fields: table([['field', ''], ['---', '---'], ...fields]),
    messages: table([['message', 'fields'], ['---', '---'], ...others]),
  };
  return Object.entries(fill).reduce(
    (text, [name, part]) =>
      text.replace(
        new RegExp(`(<!-- generated: ${name} -->\n)[\\s\\S]*?(<!-- /generated -->)`),
        (_all, open: string, close: string) => `${open}${part}\n${close}`,
      ),
    page,
  );
}

const page = readFileSync(PAGE, 'utf8');
if (process.env.UPDATE_GOLDEN === '1') writeFileSync(PAGE, written(page));
const shown = readFileSync(PAGE, 'utf8');

// Where it has fallen behind: UPDATE_GOLDEN=1 npm run unit -- test/render/messages
test.each(messages)('the page has the message %s, with no field that it does not have', (name) => {
  const row = shown.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
  const fields = [...row.matchAll(/`([A-Za-z]+)` \(/g)].map(([, field]) => field);
  expect(row).not.toBe('');
  expect([...(kinds.get(name)?.keys() ?? [])]).toEqual(expect.arrayContaining(fields));
});

test('what is common to messages of an incident that runs is much', () => {
  expect(common).toEqual(expect.arrayContaining(['status', 'severity', 'roles', 'notices']));
});
