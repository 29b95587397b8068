import { describe, expect, test } from '@jest/globals';
import { commands } from '../../src/commands/index.ts';
import { parseCommands } from '../../src/commands/parse.ts';
import { commandLines } from '../../src/github/comment.ts';

const found = (text: string): readonly string[] =>
  parseCommands(commandLines(text), commands).map(({ line, words, command, resembles }) => {
    const name = command?.name ?? `nearly ${resembles}`;
    return `${line}: ${name} (${[words.text, ...words.below].join('|')})`;
  });

describe('commands in a comment:', () => {
  test.each([
    ['one', '/sev 1 all', ['0: sev (1 all)']],
    ['its number right behind it', '/sev1 all', ['0: sev (1 all)']],
    ['in any case, by any of its names', '/Severity 1', ['0: sev (1)']],
    ['under other words', 'On it.\n/ack', ['1: ack ()']],
    ['several', '/ack\n/sev 1\n/ic @bo', ['0: ack ()', '1: sev (1)', '2: ic (@bo)']],
    ['with the lines below', '/note a\nb\n\nc', ['0: note (a|b||c)']],
    ['up to the next one', '/update a\nb\n/note c', ['0: update (a|b)', '2: note (c)']],
    ['without the lines below where it takes none', '/ack\nthanks', ['0: ack ()']],
    [
      'with a foreign slash word below',
      '/note a\n/var/log is full',
      ['0: note (a|/var/log is full)'],
    ],
    ['with what is quoted below', '/note he said\n\n> /sev 1', ['0: note (he said||> /sev 1)']],
    ['with a near miss in front', '/mitigatin now', ['0: nearly mitigating (now)']],
    ['with a letter too many', '/notes x', ['0: nearly note (x)']],
    ['of two letters swapped', '/udpate x', ['0: nearly update (x)']],
  ])('%s', (_, text, typed) => {
    expect(found(text)).toEqual(typed);
  });
});

describe('no commands:', () => {
  test.each([
    ['in the middle of a line', 'we could /resolve now'],
    ['in a code block', '```\n/resolve\n```'],
    ['in code', '`/resolve`'],
    ['in a quote', '> /resolve'],
    ['in a list', '- /resolve'],
    ['indented as code', 'x\n\n    /resolve'],
    ['in HTML', '<details>\n/resolve\n</details>'],
    ['in a comment that is not seen', '<!--\n/resolve\n-->'],
    ['a path', '/var/log is full'],
    ['a path of one word', '/etc'],
    ['another bot’s command', '/deploy production'],
    ['a short word that is nearly one', '/dev is full'],
    ['a slash alone', '/ sev 1'],
    ['two slashes', '//sev 1'],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual([]);
  });
});
