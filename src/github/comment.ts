import type { Html, Nodes, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Line } from '../core/line.ts';
import { scanLines } from './comment-scan.ts';

/** What a line begins with that makes a block of it, and what within the line the parser looks far for. */
const BLOCK_MARKS = /^[ \t]*(?:(?:[>#=~`*+-]|\d{1,9}[.)])[ \t]*)+/gm;
const NESTING = />|[*+-][ \t]|\d[.)]/g;
const SOUGHT = /<[!?]|\]\(/g;
/**
 * The parser's time grows with the square of the marks (13,000 quoted paragraphs: half a minute). People stay
 * far below this number; what is above is read by a scanner that would rather miss a command.
 */
const MOST_MARKS = 1_500;

/** Tags between which people show or fold away what somebody or something else said, closed or not. */
const SHOWING = new Set(['blockquote', 'code', 'del', 'details', 'kbd', 'pre', 'q', 's', 'samp']);
const VOID = new Set(['br', 'hr', 'img', 'source', 'wbr']);

/** Each pass reads an issue with all its comments again, and most of them say what they said. */
const MOST_KEPT = 500;
const LONGEST_KEPT = 2_000;
const kept = new Map<string, readonly Line[]>();

/** Where an opening or a closing tag stands; lines count from 1, as in the syntax tree. */
interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly line: number;
}

/**
 * The lines of a comment, all of them and in order, and on which of them a command may stand: those that
 * begin in a paragraph of the comment itself, outside of code, quotes, lists, headings and HTML.
 */
export function commandLines(body: string): readonly Line[] {
  const known = kept.get(body);
  if (known) return known;
  const lines = read(body);
  if (kept.size >= MOST_KEPT) kept.clear();
  if (body.length <= LONGEST_KEPT) kept.set(body, lines);
  return lines;
}

function read(body: string): readonly Line[] {
  const source = body.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const texts = source.split('\n').map((text) => text.trimEnd());
  if (isCostly(source)) return scanLines(texts);
  // Emphasis is left unparsed: it decides nothing here, and thousands of asterisks take seconds.
  const tree = fromMarkdown(source, { extensions: [{ disable: { null: ['attention'] } }] });
  const plain = new Set<number>();
  for (const node of tree.children)
    if (node.type === 'paragraph') markParagraph(node, texts, plain);
  for (const line of shownLines(tree.children, texts.length)) plain.delete(line);
  return texts.map((text, index) => ({ text, plain: text !== '' && plain.has(index + 1) }));
}

function isCostly(source: string): boolean {
  let marks = source.match(SOUGHT)?.length ?? 0;
  for (const [prefix] of source.matchAll(BLOCK_MARKS)) {
    marks += 1 + (prefix.match(NESTING)?.length ?? 0);
  }
  return marks > MOST_MARKS;
}

function markParagraph(
  paragraph: Extract<RootContent, { type: 'paragraph' }>,
  texts: readonly string[],
  plain: Set<number>,
): void {
  const { first, last } = span(paragraph);
  for (let line = first; line <= last; line += 1) plain.add(line);
  for (const node of paragraph.children) {
    if (node.type === 'text' || node.type === 'break') continue;
    const within = span(node);
    if (!beginsItsLine(node, texts)) within.first += 1;
    for (let line = within.first; line <= within.last; line += 1) plain.delete(line);
  }
}

const span = (node: Nodes): { first: number; last: number } => ({
  first: node.position?.start.line ?? 0,
  last: node.position?.end.line ?? -1,
});

function beginsItsLine(node: PhrasingContent, texts: readonly string[]): boolean {
  const start = node.position?.start;
  if (!start) return true;
  return (texts[start.line - 1] ?? '').slice(0, start.column - 1).trim() === '';
}

/** Lines that begin between an opening tag and its closing one; a tag of SHOWING needs no closing one. */
function* shownLines(nodes: readonly RootContent[], lines: number): Generator<number> {
  let open: Tag[] = [];
  let shownUpTo = 0;
  for (const tag of nodes.flatMap(tagsOf)) {
    if (!tag.closes) {
      open.push(tag);
      continue;
    }
    const start = open.findLastIndex((other) => other.name === tag.name);
    const from = open[start]?.line;
    if (from === undefined) continue;
    open = open.slice(0, start);
    for (let line = Math.max(from, shownUpTo) + 1; line <= tag.line; line += 1) yield line;
    shownUpTo = Math.max(shownUpTo, tag.line);
  }
  const unclosed = open.find((tag) => SHOWING.has(tag.name));
  for (let line = (unclosed?.line ?? lines) + 1; line <= lines; line += 1) yield line;
}

function tagsOf(node: RootContent): Tag[] {
  if (node.type === 'html') return tagsIn(node);
  if (node.type !== 'paragraph') return [];
  return node.children.flatMap((child) => (child.type === 'html' ? tagsIn(child) : []));
}

function tagsIn(html: Html): Tag[] {
  const source = html.value.replace(/<!--.*?(?:-->|$)/gs, (comment) =>
    comment.replace(/[^\n]/g, ' '),
  );
  const tags: Tag[] = [];
  let { first: line } = span(html);
  for (const match of source.matchAll(/\n|<(\/?)([a-z][a-z\d-]*)[^<>]*>/gi)) {
    const name = (match[2] ?? '').toLowerCase();
    if (name !== '' && !VOID.has(name) && !match[0].endsWith('/>')) {
      tags.push({ name, closes: match[1] === '/', line });
    }
    line += match[0].split('\n').length - 1;
  }
  return tags;
}
