import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { Part } from '../core/effects.ts';
import { code, inline, insideCode, link, mention, prose, quote, unlinked } from './markdown.ts';
import { secure } from './template-rules.ts';

export interface Renderer {
  /**
   * One message: each part's template with its view, a blank line between them; at most `longest`
   * (else 60,000) characters.
   *
   * A view is read as JSON: a field that is `undefined` is missing, and a missing field throws wherever it
   * is used, with the template's name, the line and the field. `null` is a field without a value.
   */
  render(parts: readonly Part[], longest?: number): string;
}

/** GitHub takes 65,536 characters; the rest is for what is hidden below the text. */
const LONGEST_MESSAGE = 60_000;
/** Handlebars' parser takes more than linear time, and a repository may bring templates of its own. */
const LONGEST_SOURCE = 16_384;
const MOST_COMPILED = 256;

type Compiled = (view: unknown) => string;

/** @param sources template name → Handlebars source, see template-rules.ts for what it may contain */
export function createRenderer(sources: Readonly<Record<string, string>>): Renderer {
  const renderPart = ({ template, view }: Part): string => {
    const source = Object.hasOwn(sources, template) ? sources[template] : undefined;
    if (source === undefined) throw new Error(`There is no template "${template}"`);
    try {
      return compiled(source)(JSON.parse(JSON.stringify(view ?? null)));
    } catch (cause) {
      throw new Error(`Template "${template}", ${reasonOf(cause)}`, { cause });
    }
  };
  return {
    render(parts, longest = LONGEST_MESSAGE) {
      const texts = parts.map(renderPart).map((text) => text.trim());
      return cut(tidy(texts.filter((text) => text !== '').join('\n\n')), longest);
    },
  };
}

/** The templates of a folder by name: `card` is the text of `card.md.hbs`. */
export function loadTemplates(folder: string): Record<string, string> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md.hbs'));
  return Object.fromEntries(
    files.map((file) => [
      file.slice(0, -'.md.hbs'.length),
      readFileSync(join(folder, file), 'utf8'),
    ]),
  );
}

const handlebars = Handlebars.create();
handlebars.unregisterHelper('log');
handlebars.unregisterHelper('lookup');
const printers = { inline, unlinked, insideCode, code, prose, login: mention };
for (const [name, print] of Object.entries(printers)) {
  handlebars.registerHelper(name, (value: unknown, about: string) => print(textOf(value, about)));
}
// The blank line keeps what the template says next out of the quote.
handlebars.registerHelper('quote', (value: unknown, about: string) => {
  const quoted = quote(textOf(value, about));
  return quoted === '' ? '' : `${quoted}\n\n`;
});
handlebars.registerHelper('link', (text: unknown, url: unknown, about: string) =>
  link(textOf(text, about), textOf(url, about)),
);

function textOf(value: unknown, about: string): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error(`${about} is not a text: ${JSON.stringify(value)?.slice(0, 80)}`);
}

const KNOWN = Object.fromEntries(Object.keys(handlebars.helpers).map((name) => [name, true]));

const cache = new Map<string, Compiled>();

function compiled(source: string): Compiled {
  const known = cache.get(source);
  if (known) return known;
  if (source.length > LONGEST_SOURCE) {
    throw new Error(`it is ${source.length} characters long, ${LONGEST_SOURCE} are allowed`);
  }
  const render = handlebars.compile(secure(handlebars.parse(source), source), {
    strict: true,
    // Every output passes a printer of ours (template-rules.ts), which escapes for Markdown, not for HTML.
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: KNOWN,
  });
  const compiled: Compiled = (view) =>
    render(view, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
  const [oldest] = cache.keys();
  if (cache.size >= MOST_COMPILED && oldest !== undefined) cache.delete(oldest);
  cache.set(source, compiled);
  return compiled;
}

/** Handlebars writes `"field" not defined in [object Object]` and keeps the line beside it. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const line = 'lineNumber' in cause ? cause.lineNumber : undefined;
  const missing = /^("[^"]*") not defined in /.exec(cause.message)?.[1];
  const reason = missing ? `${missing} is missing` : cause.message;
  return line === undefined ? reason : `line ${line}: ${reason}`;
}

const tidy = (text: string): string => text.replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n');

/** Cuts between two lines where there is one not too far up. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest - 3).toWellFormed();
  const end = kept.lastIndexOf('\n');
  return `${kept.slice(0, end > longest / 2 ? end : undefined).trimEnd()}\n\n…`;
}
