import type { Blockquote, PhrasingContent, Root, RootContent } from 'mdast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { type Html, trusted } from './html.ts';

const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*(?:\n|$)/;

/** What GitHub makes of running text: mentions and references to issues. */
const WORTH_MORE = /(?<![\w/@`])(?:@([a-z\d](?:[a-z\d-]{0,37}[a-z\d])?)|#(\d+))(?![\w@-])/gi;

const text = (value: string): PhrasingContent => ({ type: 'text', value });

/** Mentions in bold, `#12` as a link. */
function enriched(value: string, home: string): PhrasingContent[] {
  const pieces: PhrasingContent[] = [];
  let from = 0;
  for (const found of value.matchAll(WORTH_MORE)) {
    if (found.index > from) pieces.push(text(value.slice(from, found.index)));
    const [whole, , number] = found;
    pieces.push(
      number === undefined
        ? { type: 'strong', children: [text(whole)] }
        : { type: 'link', url: `${home}/issues/${number}`, children: [text(whole)] },
    );
    from = found.index + whole.length;
  }
  if (from < value.length) pieces.push(text(value.slice(from)));
  return pieces;
}

/** In issues and comments every new line is a line break. */
function broken(value: string): PhrasingContent[] {
  return value
    .split('\n')
    .flatMap((line, index) => (index === 0 ? [text(line)] : [{ type: 'break' }, text(line)]));
}

function phrased(children: readonly PhrasingContent[], home: string | null): PhrasingContent[] {
  return children.flatMap((node): PhrasingContent[] => {
    if (node.type === 'text') {
      const lines = broken(node.value);
      if (home === null) return lines;
      return lines.flatMap((one) => (one.type === 'text' ? enriched(one.value, home) : [one]));
    }
    if ('children' in node) {
      // A link within a link is none.
      const isLink = node.type === 'link' || node.type === 'linkReference';
      node.children = phrased(node.children, isLink ? null : home);
    }
    return [node];
  });
}

/** `> [!WARNING]` is a coloured box with its kind for a heading. */
function alertIn(quote: Blockquote): void {
  const [first] = quote.children;
  const lead = first?.type === 'paragraph' ? first.children[0] : undefined;
  if (first?.type !== 'paragraph' || lead?.type !== 'text') return;
  const kind = ALERT.exec(lead.value)?.[1]?.toLowerCase();
  if (kind === undefined) return;
  lead.value = lead.value.replace(ALERT, '');
  if (lead.value === '') first.children.shift();
  const title = kind.charAt(0).toUpperCase() + kind.slice(1);
  quote.data = { hName: 'div', hProperties: { className: ['alert', `alert-${kind}`] } };
  quote.children.unshift({
    type: 'paragraph',
    data: { hProperties: { className: ['alert-title'] } },
    children: [text(title)],
  });
}

function walk(node: Root | RootContent, home: string): void {
  if (node.type === 'blockquote') alertIn(node);
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
    node.children = phrased(node.children, home);
  } else if ('children' in node) {
    for (const child of node.children) walk(child, home);
  }
}

const asGithub =
  ({ home }: { readonly home: string }) =>
  (tree: Root): void =>
    walk(tree, home);

const ALERT_CLASSES = ['note', 'tip', 'important', 'warning', 'caution'].map((it) => `alert-${it}`);
const SCHEMA = {
  ...defaultSchema,
  attributes: {
    ...defaultSchema.attributes,
    div: [...(defaultSchema.attributes?.div ?? []), ['className', 'alert', ...ALERT_CLASSES]],
    p: [['className', 'alert-title']],
  },
} satisfies typeof defaultSchema;

/**
 * An issue's or comment's Markdown as GitHub shows it, sanitized; hidden comments are not in it.
 * @param home what `#12` leads under: `/acme/shop`
 */
export function rendered(markdown: string, home: string): Html {
  const processor = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(asGithub, { home })
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeRaw)
    .use(rehypeSanitize, SCHEMA)
    .use(rehypeStringify);
  return trusted(String(processor.processSync(markdown.replaceAll('\r\n', '\n'))));
}
