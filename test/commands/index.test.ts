import { describe, expect, test } from '@jest/globals';
import { commands, topics } from '../../src/commands/index.ts';
import { parseCommands } from '../../src/commands/parse.ts';
import { at, linesOf } from '../support/builders.ts';

const examples = commands.flatMap(({ name, examples }) =>
  examples.map((example) => [example, name] as const),
);

describe('the list of commands', () => {
  test.each(examples)('the example %j is the command %s, and is understood', (example, name) => {
    const [first, ...others] = parseCommands(linesOf(example), commands);
    expect(first?.command?.name).toBe(name);
    expect(others).toEqual([]);
    expect(first?.command?.understands(first.words, at('14:30'))).toMatchObject({ ok: true });
  });

  test.each(commands.map((command) => [command.name, command] as const))(
    '/%s has a usage, a summary and an example for the help',
    (name, { usage, summary, examples }) => {
      expect(usage).toMatch(new RegExp(`^/${name}( |$)`));
      expect(summary).toMatch(/^[A-Z].*[^.]$/);
      expect(examples).not.toEqual([]);
    },
  );

  test('has each command under one heading', () => {
    expect(topics.flatMap((topic) => topic.commands)).toEqual(commands);
    expect(new Set(commands).size).toBe(commands.length);
  });

  test('has each name once', () => {
    const names = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(names).toEqual([...new Set(names)]);
  });

  test('lets only /timeline and /help be typed by everybody', () => {
    const open = commands.filter(({ who }) => who === 'anyone').map(({ name }) => name);
    expect(open).toEqual(['timeline', 'help']);
  });
});
