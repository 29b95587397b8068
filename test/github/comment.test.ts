import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commandLines } from '../../src/github/comment.ts';
import { scanLines } from '../../src/github/comment-scan.ts';
import { drawn } from '../support/drawn.ts';

/** Texts of the lines on which a command may stand. */
const plainOf = (body: string): string[] =>
  commandLines(body)
    .filter((line) => line.plain)
    .map((line) => line.text);

describe('a command may stand', () => {
  test.each([
    ['alone', '/ack', ['/ack']],
    ['between lines of text', 'so\n/ack\nit is', ['so', '/ack', 'it is']],
    ['after CRLF', 'so\r\n\r\n/ack  \r\n', ['so', '/ack']],
    ['after a lone CR', 'so\r/ack', ['so', '/ack']],
    ['behind a byte order mark', '\ufeff/ack', ['/ack']],
    ['after a few spaces', '  /ack', ['  /ack']],
    ['after a line with code in it', 'see `x`\n/ack', ['see `x`', '/ack']],
    ['before emphasis', '/update **all** is `well` _now_', ['/update **all** is `well` _now_']],
    ['inside of emphasis over lines', 'so **it\n/ack\nis**', ['so **it', '/ack', 'is**']],
    ['after a hard break', 'so  \n/ack\\\nyes', ['so', '/ack\\', 'yes']],
    ['after a fence is closed', '```\n/resolve\n```\n/ack', ['/ack']],
    ['after a list, with a blank line', '- a\n\n/ack', ['/ack']],
    ['after a comment is closed', '<!-- /resolve -->\n\n/ack', ['/ack']],
    ['after folded logs', '<details>\n\n/resolve\n\n</details>\n\n/ack', ['/ack']],
    [
      'after a tag that is none',
      'the host <foo> is down\n\n/ack',
      ['the host <foo> is down', '/ack'],
    ],
    ['after a break tag', 'so<br>\n/ack', ['so<br>', '/ack']],
    ['after text under a rule', '***\n/ack', ['/ack']],
  ])('%s', (_, body, plain) => {
    expect(plainOf(body)).toEqual(plain);
  });
});

describe('a command may not stand', () => {
  test.each([
    ['in a code span', '`/ack`'],
    ['in a code span over lines', 'so `a\n/ack\nb`'],
    ['in a fence', '```sh\n/ack\n```'],
    ['in a fence of tildes', '~~~\n/ack\n~~~'],
    ['in a fence that nobody closed', '```\n\n/ack'],
    ['in a longer fence', '````\n```\n/ack\n```\n````'],
    ['in indented code', '    /ack'],
    ['in code after a tab', '\t/ack'],
    ['in a quote', '> /ack'],
    ['in a lazily continued quote', '> so\n/ack'],
    ['in a quote in a quote', '> > so\n/ack'],
    ['in a list', '- so\n  /ack'],
    ['in a heading', '# /ack'],
    ['in an underlined heading', '/ack\n---'],
    ['in an HTML block', '<div>\n/ack\n</div>'],
    ['in an HTML block with blank lines', '<details>\n\n/ack\n\n</details>'],
    ['in a quote written as HTML', '<blockquote>\n\n/ack'],
    ['in preformatted HTML', '<pre>\n\n/ack\n</pre>'],
    ['in inline HTML', 'so <b>it\n/ack\n</b>'],
    ['in an HTML comment', '<!--\n/ack\n-->'],
    ['in an HTML comment with blank lines', '<!--\n\n/ack\n\n-->'],
    ['in an HTML comment that nobody closed', '<!--\n\n/ack'],
    ['in an HTML comment after text', 'so <!--\n/ack\n-->'],
    ['in an attribute', 'so <a title="\n/ack\n">x</a>'],
    ['in the address of a link', 'so [a](\n/ack\n)'],
    ['in the address of a definition', '[a]:\n/ack'],
  ])('%s', (_, body) => {
    expect(plainOf(body).filter((text) => text.includes('/ack'))).toEqual([]);
  });
});

test('every line is there, with its Markdown, and not its end of line', () => {
  expect(commandLines('/update *so*  \r\n> `a`\r\n\r\n- b')).toEqual([
    { text: '/update *so*', plain: true },
    { text: '> `a`', plain: false },
    { text: '', plain: false },
    { text: '- b', plain: false },
  ]);
});

const longest = 65_536;
const fill = (piece: string): string =>
  piece.repeat(Math.ceil(longest / piece.length)).slice(0, longest);

/** Seconds of processor time: what else runs on the machine does not count. */
function secondsToRead(body: string): number {
  const before = process.cpuUsage();
  expect(commandLines(body).length).toBeGreaterThan(0);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

describe('the longest comment is read in bounded time', () => {
  test.each([
    ...[
      '>',
      '> ',
      '> > a\n\n',
      '- ',
      '+ ',
      '1. ',
      '- a\n',
      '- a\n    - b\n',
      '* * a\n',
      '>- ',
      '[ ',
    ],
    ...[
      '[',
      '![',
      '[a](',
      '[a](b) ',
      '[[a](b)',
      '[]',
      '[a]: b\n',
      '[a]:\n',
      '*',
      'a**b',
      '_a_ ',
      '\\[',
    ],
    ...[
      '`',
      'a``b`',
      '~~~ ',
      '<',
      '<a ',
      '<!-- ',
      'x <!--\n',
      '<?',
      'x<!A',
      '<![CDATA[',
      '</a',
      '<div<a',
    ],
    ...[
      '<b>',
      '<b>\n',
      '<b>a',
      '<div>\n\n',
      '<details>\n\n',
      'a\n=\n',
      '# a\n',
      '&',
      '\n',
      '\t',
      ' ',
      '\0',
    ],
    ...['a', '/ack\n', '- [ ] a\n', '| a | b |\n', 'lorem ipsum dolor\n\n'],
  ])('of %j', (piece) => {
    expect(secondsToRead(fill(piece))).toBeLessThan(2);
  });

  test.each([
    ['backticks of growing number', Array.from({ length: 360 }, (_, n) => '`'.repeat(n)).join(' ')],
    ['a deep list', Array.from({ length: 250 }, (_, n) => `${' '.repeat(n * 2)}- a`).join('\n')],
    ['as many quotes as are parsed', `${'> a\n\n'.repeat(700)}${fill('text ').slice(0, 50_000)}`],
    ['as deep a quote as is parsed', '>'.repeat(1_490)],
    ['as deep a list as is parsed', `${'+ '.repeat(1_490)}a`],
    ['as many headings as are parsed', `${'a\n=\n'.repeat(1_490)}`],
  ])('of %s', (_, body) => {
    expect(secondsToRead(body)).toBeLessThan(2);
  });

  test('and a command above thousands of quoted lines is still found', () => {
    const lines = commandLines(`/ack\n\n${'> a\n\n'.repeat(5_000)}> so\n/resolve`);
    expect(lines.filter((line) => line.plain).map((line) => line.text)).toEqual(['/ack']);
  });
});

test('the scanner calls no line plain that the parser does not', () => {
  const pieces = `/ack|> a|> /ack|- a|1. a|- \`\`\`|  \`\`\`|\`\`\`|\`\`\`\`|\`\`\`a\`b|~~~|||    a|# a|---|===|a \`b|\`
|<!--|-->|<b>|<details>|</details>|[a](|[a]:|a|  /ack|\t/ack|+|***|> \`\`\`|- > a|)`;
  const piece = fc.constantFrom(...pieces.replace('\n', '').split('|'));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (texts) => {
      const parsed = commandLines(texts.join('\n'));
      for (const [index, line] of scanLines(texts).entries()) {
        if (line.plain) expect(parsed[index]).toEqual(line);
      }
    }),
    drawn(120),
  );
});
