import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { load } from 'js-yaml';
import { readPolicy } from '../../src/github/policy-file.ts';
import { SCHEMA_PAGE, schemaText } from '../../src/github/policy-json-schema.ts';

const EXAMPLE = readFileSync(
  new URL('../../.github/incidents.example.yml', import.meta.url),
  'utf8',
);
const schema: Node = JSON.parse(schemaText());
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

interface Node {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly anyOf?: readonly Node[];
}

interface Key {
  readonly path: readonly string[];
  readonly description: string | undefined;
}

/** Every key that the schema knows, at any depth; `*` stands for names that people choose. */
function keysOf(node: Node, path: readonly string[] = []): readonly Key[] {
  const named = Object.entries(node.properties ?? {}).flatMap(([key, inner]) => [
    { path: [...path, key], description: inner.description },
    ...keysOf(inner, [...path, key]),
  ]);
  const { additionalProperties: chosen } = node;
  return [
    ...named,
    ...(typeof chosen === 'object' ? keysOf(chosen, [...path, '*']) : []),
    ...(node.anyOf ?? []).flatMap((inner) => keysOf(inner, path)),
  ];
}

const has = (value: unknown, [first, ...rest]: readonly string[]): boolean => {
  if (first === undefined) return true;
  if (typeof value !== 'object' || value === null) return false;
  const below = Object.entries(value).filter(([key]) => first === '*' || key === first);
  return below.some(([, inner]) => has(inner, rest));
};

const keys = keysOf(schema).map((key) => [key.path.join('.'), key] as const);

describe('the JSON Schema', () => {
  test('knows what the file may say, and no more', () => {
    expect(keys.map(([name]) => name)).toEqual(
      expect.arrayContaining(['severities.*.label', 'roles.*.duty', 'statuses.resolved.colour']),
    );
    expect(schema.additionalProperties).toBe(false);
  });

  test.each(keys)('describes %s in one line', (_name, { description }) => {
    expect(description).toMatch(/^\S[^\n]{5,160}$/);
  });

  test.each([
    ['severitys: {}'],
    ['roles: { The Scribe: { title: Scribe } }'],
    ['severities: { 1: { colour: red } }'],
    ['statuses: { mitigating: { label: "a, b" } }'],
    ['clocks: { rounds: 11 }'],
  ])('refuses what the app refuses: %s', (text) => {
    expect(readPolicy(text).policy).toBeNull();
    expect(validate(load(text))).toBe(false);
  });

  test.each([[''], ['severities:\n  1:\n'], ['roles: { comms: null, scribe: { title: Scribe } }']])(
    'takes what the app takes: %j',
    (text) => {
      expect(readPolicy(text).problems).toEqual([]);
      expect(validate(load(text || '{}'))).toBe(true);
    },
  );
});

describe('the example', () => {
  // What a comment shows behind #| is said in use as well.
  const example = load(EXAMPLE.replace(/^#\| ?/gm, ''));

  test.each(keys)('has the key %s', (_name, { path }) => {
    // A service's groups are written as groups are.
    const [first, , ...rest] = path;
    const shown = first === 'services' && rest.length > 1 ? ['responders', ...rest] : path;
    expect(has(example, shown)).toBe(true);
  });

  test('a key that it lacked would be found', () => {
    expect(has(example, ['roles', '*', 'salary'])).toBe(false);
  });

  test('is valid by the schema that it names', () => {
    expect(validate(example)).toBe(true);
    expect(EXAMPLE.split('\n')[0]).toMatch(
      new RegExp(`^# yaml-language-server: \\$schema=https://.*/${SCHEMA_PAGE}$`),
    );
  });
});
