import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { code, inline, link, mention, quote, unlinked } from '../../src/render/markdown.ts';
import { drawn } from '../support/drawn.ts';

const parser = unified().use(remarkParse).use(remarkGfm);
const parse = (markdown: string): Root => parser.parse(markdown);

function* nodesOf(node: Nodes): Generator<Nodes> {
  yield node;
  if ('children' in node) for (const child of node.children) yield* nodesOf(child);
}

const typesIn = (tree: Nodes): Set<string> => new Set([...nodesOf(tree)].map((node) => node.type));

/** What a reader sees, links and code included. */
const seen = (node: Nodes): string => {
  if (node.type === 'text' || node.type === 'inlineCode') return node.value;
  if (node.type === 'paragraph' || node.type === 'tableCell' || !('children' in node)) {
    return 'children' in node
      ? node.children.map(seen).join('')
      : node.type === 'break'
        ? '\n'
        : '';
  }
  return node.children.map(seen).join(node.type === 'blockquote' ? '\n\n' : '');
};

/** Where GitHub's filters look: text outside of links and code, character references decoded. */
const filtered = (node: Nodes): string[] => {
  if (node.type === 'text') return [node.value];
  if (node.type === 'link' || !('children' in node)) return [];
  return node.children.flatMap(filtered);
};

/** After html-pipeline's mention filter and GitHub's documentation of references. */
const CALLS = [
  /(?:^|[^a-z0-9])@[a-z0-9]/i,
  /#\d/,
  /(?:^|\W)GH-\d/i,
  /(?:https?|ftp):\/\//i,
  /(?:^|\W)www\./i,
];

const bare = (text: string): string => text.replaceAll('\u200b', '');

function expectNothingBut(tree: Root, allowed: readonly string[]): void {
  expect([...typesIn(tree)].filter((type) => !['root', 'text', ...allowed].includes(type))).toEqual(
    [],
  );
  for (const text of filtered(tree)) for (const call of CALLS) expect(text).not.toMatch(call);
  for (const node of nodesOf(tree)) {
    if (node.type === 'link') expect(node.url).not.toMatch(/\/(issues|pull|discussions)\/\d/i);
  }
}

const nasty = [
  '@ana¦@org/team¦&#64;ana¦&commat;ana¦&#x40;ana¦@¦ana¦a@example.com¦mailto:a@b.c¦org/repo@abc',
  '#12¦&#35;12¦#¦12¦GH-7¦gh-7¦GH-¦org/repo#3¦fixes ¦Duplicate of ¦/ack¦/¦:tada:',
  'https://github.com/o/r/issues/1¦https://github.com/o/r/pull/2/files¦www.github.com/o/r/issues/1',
  'http://ghe.example/o/r/%69ssues/9¦<https://github.com/o/r/pull/1>¦HTTPS://github.com/o/r/discussions/1',
  'https://example.com/a_b*c?d=e&f=g¦https://example.com/a_(b)¦https://¦http://¦ftp://a.b/c¦www¦www.a.b¦://',
  '<!--¦-->¦<!-- tocsin:1 -->¦<b>¦</details>¦<details>¦<script>¦<a href="¦<pre>¦<?¦<![CDATA[¦<¦>¦&¦&amp;¦&lt;¦;',
  '`¦``¦```¦~~~¦~~¦~¦*¦**¦_¦__¦\\¦\\\\¦\\*¦\\|¦|¦| a | b |¦|-|-|¦$¦$$¦$a$¦{{x}}¦"¦\'¦',
  '[a](https://b.c)¦![¦](¦[^1]¦[^1]: ¦[x]¦[ ]¦[!NOTE]¦[a]: b¦[¦]¦(¦)¦!¦# ¦## a¦> ¦- ¦+ ¦* ¦1. ¦1) ¦12.¦-¦+',
  '===¦=¦---¦- - -¦***¦:-¦-:¦:-:¦:¦.¦a¦1¦é¦😀¦…¦ﬁ¦snake_case¦ ¦    ¦\t¦\n¦\n\n¦\r\n¦\r¦  \n',
  '\u200b¦\u200d¦\u202e¦\u2066¦\u2028¦\u2029¦\u0085¦\u00a0¦\ufeff¦\0¦\u001b¦\v¦\f¦\ud800¦\udc00',
].flatMap((pieces) => pieces.split('¦'));

const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...nasty), { maxLength: 14 }) },
  { weight: 1, arbitrary: fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }) },
  { weight: 1, arbitrary: fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }) },
);
const texts = anyText.map((pieces) => pieces.join(''));

/** As a reader would see the source itself, on one line. */
const oneLine = (text: string): string =>
  bare(
    text
      .toWellFormed()
      .replace(/[\r\n\v\f\u0085\u2028\u2029]+/g, '\n')
      .replace(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, ''),
  )
    .replace(/\s+/g, ' ')
    .trim();

const runs = drawn(75);

describe('inline, whatever the text', () => {
  test('is text and links, and calls nobody', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(inline(text)).not.toMatch(/[\r\n\u2028\u2029]|<!/);
        expectNothingBut(parse(inline(text)), ['paragraph', 'link']);
      }),
      runs,
    );
  });

  test('looks as it was typed', () => {
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(oneLine(text).length < 400 && text.length < 400);
        expect(oneLine(seen(parse(inline(text))))).toBe(oneLine(text));
        expect(oneLine(seen(parse(unlinked(text))))).toBe(oneLine(text));
      }),
      runs,
    );
  });

  test('stays between what stands around it', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const tree = parse(`**X:** ${inline(text)} tail\n\n## Next`);
        expect(tree.children.map((node) => node.type)).toEqual(['paragraph', 'heading']);
        const [first] = tree.children;
        const parts = first?.type === 'paragraph' ? first.children : [];
        expect(parts[0]).toMatchObject({ type: 'strong', children: [{ value: 'X:' }] });
        expect(parts.at(-1)).toMatchObject({
          type: 'text',
          value: expect.stringMatching(/ tail$/),
        });
      }),
      runs,
    );
  });

  test('stays in its cell', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const tree = parse(`| a | b |\n|---|---|\n| ${inline(text)} |${inline(text)}|\n\nend`);
        expect(tree.children.map((node) => node.type)).toEqual(['table', 'paragraph']);
        const [table] = tree.children;
        const rows = table?.type === 'table' ? table.children : [];
        expect(rows.map((row) => row.children.length)).toEqual([2, 2]);
        expectNothingBut(tree, ['paragraph', 'link', 'table', 'tableRow', 'tableCell']);
      }),
      runs,
    );
  });

  test('stays in its item, heading and quote', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const tree = parse(
          `- a ${inline(text)}\n- b\n\n# ${inline(text)}\n\n> ${inline(text)}\n\nend`,
        );
        const types = tree.children.map((node) => node.type);
        expect(types).toEqual(['list', 'heading', 'blockquote', 'paragraph']);
        expectNothingBut(tree, ['list', 'listItem', 'heading', 'blockquote', 'paragraph', 'link']);
      }),
      runs,
    );
  });

  test('unlinked has no links either', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(unlinked(text)).not.toMatch(/[<>]/);
        expectNothingBut(parse(unlinked(text)), ['paragraph']);
      }),
      runs,
    );
  });
});

describe('quote, whatever the text', () => {
  test('is paragraphs in one block quote, and what follows is outside', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const quoted = quote(text);
        for (const line of quoted.split('\n')) if (quoted !== '') expect(line).toMatch(/^>/);
        const tree = parse(`**X**\n${quoted}\n\n# Next`);
        const types = tree.children.map((node) => node.type);
        expect(types).toEqual(
          quoted === '' ? ['paragraph', 'heading'] : ['paragraph', 'blockquote', 'heading'],
        );
        expect(quoted).not.toContain('<!');
        expectNothingBut(parse(quoted), ['blockquote', 'paragraph', 'link']);
      }),
      runs,
    );
  });

  test('looks as it was typed', () => {
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(text.length < 3_000);
        expect(oneLine(seen(parse(quote(text))))).toBe(oneLine(text));
      }),
      runs,
    );
  });

  test('keeps lines and paragraphs', () => {
    expect(quote('\r\n a\r\nb  \n\n\n\n- c\n')).toBe('> a\n> b\n>\n> &#45; c');
  });
});

describe('code, whatever the text', () => {
  test('is code and nothing else, in a cell too', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const tree = parse(`| a | b |\n|---|---|\n| ${code(text)} | b |\n\nend`);
        expect(tree.children.map((node) => node.type)).toEqual(['table', 'paragraph']);
        const html = [...nodesOf(tree)].flatMap((node) =>
          node.type === 'html' ? [node.value] : [],
        );
        if (html.length > 0) expect(html).toEqual(['<code>', '</code>']);
        const row = tree.children[0]?.type === 'table' ? tree.children[0].children[1] : undefined;
        expect(row?.children.length).toBe(2);
        fc.pre(text.length < 400);
        expect(oneLine(row?.children[0] ? seen(row.children[0]) : '')).toBe(oneLine(text));
      }),
      runs,
    );
  });

  test.each([
    ['/sev 2', '`/sev 2`'],
    ['/ic @ana', '<code>/ic &#64;ana</code>'],
    ['a`b|c', '<code>a&#96;b&#124;c</code>'],
    ['', ''],
  ])('%j', (text, written) => {
    expect(code(text)).toBe(written);
  });
});

/** An address without the differences that percent-encoding makes. */
const readable = (url: string): string =>
  new URL(url).href.replace(/(?:%[\da-f]{2})+/gi, (hex) =>
    Buffer.from(hex.replaceAll('%', ''), 'hex').toString(),
  );

describe('link, whatever the text and the address', () => {
  test('is one link to that address', () => {
    const urls = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      texts.map((t) => `https://a.b/${t}`),
    );
    fc.assert(
      fc.property(texts, urls, (text, url) => {
        fc.pre(URL.canParse(url));
        const tree = parse(`so ${link(text, url)} tail`);
        const [paragraph] = tree.children;
        const parts = paragraph?.type === 'paragraph' ? paragraph.children : [];
        expect(parts.map((node) => node.type)).toEqual(['text', 'link', 'text']);
        const [, made] = parts;
        const target = made?.type === 'link' ? made.url : '';
        expect(new URL(target).host).toBe(new URL(url).host);
        expect(readable(target)).toBe(readable(url));
        expect(typesIn(tree)).toEqual(new Set(['root', 'paragraph', 'link', 'text']));
      }),
      runs,
    );
  });

  test.each([
    ['run', 'https://a.b/c?d=e&f=(g)', '[run](https://a.b/c?d=e&amp;f=%28g%29)'],
    ['', 'https://a.b/', '[https:&#8203;//a.b/](https://a.b/)'],
    ['run', 'javascript:alert(1)', 'run'],
    ['run', '../issues/1', 'run'],
  ])('%j to %j', (text, url, written) => {
    expect(link(text, url)).toBe(written);
  });
});

describe('examples', () => {
  test.each([
    ['API 500s on checkout, error_rate > 5%', 'API 500s on checkout, error_rate &gt; 5%'],
    ['@ana and &#64;ben', '@&#8203;ana and &amp;#&#8203;64;ben'],
    [
      'fixes #12, org/repo#3, GH-7, #incident-4',
      'fixes #&#8203;12, org/repo#&#8203;3, GH-&#8203;7, &#35;incident-4',
    ],
    ['see https://a.b/c_d?e=f&g=h.', 'see <https://a.b/c_d?e=f&g=h>.'],
    ['(https://a.b/c)', '(<https://a.b/c>)'],
    ['fixes https://github.com/o/r/issues/1', 'fixes https:&#8203;//github.com/o/r/issues/1'],
    [
      'fixes https://github.com/o/r/x/../issues/1',
      'fixes https:&#8203;//github.com/o/r/x/../issues/1',
    ],
    ['www.github.com/o/r/pull/1', 'www&#8203;.github.com/o/r/pull/1'],
    ['https://github.com/o/r/issues/./1', 'https:&#8203;//github.com/o/r/issues/./1'],
    ['https://github.com/o/r/%69ssues/1', 'https:&#8203;//github.com/o/r/%69ssues/1'],
    ['https://a.b/?c&lt;d', 'https:&#8203;//a.b/?c&amp;lt;d'],
    ['/close', '&#47;close'],
    ['a\u202eb\u2066c', 'abc'],
    ['$5 and $6', '&#36;5 and &#36;6'],
    ['1. one\n2. two', '1&#46; one 2. two'],
    ['-5 is below 3.5', '-5 is below 3.5'],
    ['', ''],
  ])('%j', (text, written) => {
    expect(inline(text)).toBe(written);
  });

  test.each([
    ['ana', '@ana'],
    ['ana_acme', '@ana_acme'],
    ['org/team', 'org/team'],
    ['ana @ben', 'ana @&#8203;ben'],
    ['renovate[bot]', 'renovate&#91;bot&#93;'],
  ])('a mention of %j', (login, written) => {
    expect(mention(login)).toBe(written);
  });
});

describe('long texts are cut', () => {
  test('inline at 500 characters, with an ellipsis', () => {
    expect(inline('a'.repeat(500))).toBe('a'.repeat(500));
    expect(inline('a'.repeat(501))).toBe(`${'a'.repeat(499)}…`);
  });

  test('quotes at 4,000', () => {
    expect(quote('a'.repeat(4_001))).toBe(`> ${'a'.repeat(3_999)}…`);
  });

  test('not within a character', () => {
    expect(inline(`${'a'.repeat(498)}😀${'a'.repeat(9)}`)).toBe(`${'a'.repeat(498)}…`);
  });

  test('not within an address, which would then be another one', () => {
    expect(inline(`${'a'.repeat(480)} https://a.b/${'c'.repeat(99)}`)).toBe(`${'a'.repeat(480)}…`);
  });

  test('in bounded time', () => {
    const before = process.cpuUsage();
    for (const piece of ['http://', '@', '_', '&', '#1', ' ', '\n', 'www.', '((', 'a)', '[', '`']) {
      inline(piece.repeat(65_536));
      quote(piece.repeat(65_536));
      code(piece.repeat(65_536));
    }
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(3);
  });
});
