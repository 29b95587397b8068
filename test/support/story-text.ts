import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const markdown = unified().use(remarkParse).use(remarkGfm);
const MENTION = /(?<![\w@/.-])@([a-z\d](?:[a-z\d-]*[a-z\d])?)(?![\w/])/gi;

const known = new Map<string, Root>();

/** Each step of a story looks at the comments of the ones before it again. */
function parsed(text: string): Root {
  const root = known.get(text) ?? markdown.parse(text);
  known.set(text, root);
  return root;
}

/** A comment as somebody reads it: no syntax, nothing hidden, one space between words, ` | ` between cells. */
export const readable = (text: string): string => plain(wordsOf(parsed(text)));

/** Text to be looked for in a readable one. */
export const plain = (text: string): string =>
  text.replaceAll('\u200b', '').replace(/\s+/g, ' ').trim();

/** Whom GitHub notifies of a comment: `@login` in its text, and neither in code nor in HTML. */
export const mentionsIn = (text: string): readonly string[] => [
  ...new Set(textsIn(parsed(text)).flatMap((words) => logins(words))),
];

const logins = (words: string): readonly string[] =>
  [...words.matchAll(MENTION)].map((match) => (match[1] ?? '').toLowerCase());

function wordsOf(node: Nodes): string {
  if (node.type === 'html') return '';
  if (node.type === 'break') return '\n';
  if ('value' in node) return node.value;
  if (!('children' in node)) return '';
  const between = node.type === 'tableRow' ? ' | ' : isRun(node) ? '' : '\n';
  return node.children.map(wordsOf).join(between);
}

const RUNS: readonly Nodes['type'][] = [
  'paragraph',
  'heading',
  'strong',
  'emphasis',
  'delete',
  'link',
  'tableCell',
];
const isRun = ({ type }: Nodes): boolean => RUNS.includes(type);

function textsIn(node: Nodes): readonly string[] {
  if (node.type === 'text') return [node.value];
  if (!('children' in node)) return [];
  let inCode = false;
  return node.children.flatMap((child) => {
    // GitHub looks for nobody in code, be it written with backticks or with a tag.
    if (child.type === 'html') inCode = /^<code>$/.test(child.value);
    return inCode ? [] : textsIn(child);
  });
}
