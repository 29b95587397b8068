import {
  boolCoreTag,
  defineMappingTag,
  FAILSAFE_SCHEMA,
  intJsonTag,
  loadAll,
  mapTag,
  nullCoreTag,
  YAMLException,
} from 'js-yaml';
import type { Problem } from '../core/problem.ts';
import { mayHoldSecret } from '../core/secret.ts';
import { short, UNTOLD } from './policy-problems.ts';

const LARGEST = 64 * 1024;

/**
 * Only null, true, false and whole numbers in plain decimals are more than text, so that a colour such as
 * 0e1234 or 000000 stays what was written. A key `__proto__` would be a trap to whoever copies the mapping.
 */
const SCHEMA = FAILSAFE_SCHEMA.withTags(
  nullCoreTag,
  boolCoreTag,
  intJsonTag,
  defineMappingTag(mapTag.tagName, {
    ...mapTag,
    addPair: (carrier, key, value) =>
      key === '__proto__'
        ? 'the key __proto__ is not allowed'
        : mapTag.addPair(carrier, key, value),
  }),
);

type Reading =
  | { readonly problem: null; readonly content: unknown }
  | { readonly problem: Omit<Problem, 'file'> };

/**
 * The one YAML document in `text`; undefined where there is none (an empty file, or comments alone). Aliases are
 * refused: a few lines of them unfold into gigabytes.
 */
export function readYaml(text: string): Reading {
  const size = Buffer.byteLength(text);
  if (size > LARGEST) {
    return whole(`${Math.ceil(size / 1024)} KB`, `at most ${LARGEST / 1024} KB`);
  }
  try {
    const documents = loadAll(text, { schema: SCHEMA, maxAliases: 0, maxDepth: 10 });
    if (documents.length > 1) {
      return whole(`${documents.length} documents`, 'one YAML document, without --- in between');
    }
    return { problem: null, content: documents[0] };
  } catch (thrown) {
    // js-yaml asks to catch whatever comes; a policy file never stops an incident.
    if (!(thrown instanceof YAMLException) || !thrown.mark) {
      return whole(
        shown(text),
        `YAML: ${thrown instanceof YAMLException ? thrown.reason : String(thrown)}`,
      );
    }
    const { line, column } = thrown.mark;
    return {
      problem: {
        line: line + 1,
        column: column + 1,
        path: 'this line',
        value: shown(text.split(/\r\n|\r|\n/)[line] ?? ''),
        allowed: thrown.reason.startsWith('aliases exceeded')
          ? 'no aliases (*name): write the value out once more'
          : `YAML: ${thrown.reason}`,
      },
    };
  }
}

/** What cannot be read may hold anything. */
const shown = (text: string): string => (mayHoldSecret(text) ? UNTOLD : short(text));

const whole = (value: string, allowed: string): Reading => ({
  problem: { line: 1, column: 1, path: 'the whole file', value, allowed },
});
