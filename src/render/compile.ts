import Handlebars from 'handlebars';
import { code, inline, insideCode, link, mention, prose, quote, unlinked } from './markdown.ts';
import { type Rules, secure } from './template-rules.ts';

/** Fills a template with a view that was read as JSON. Throws where a field is missing, with its name. */
type Fill = (view: unknown) => string;

/** Handlebars' parser takes more than linear time, and a repository may bring templates of its own. */
const LONGEST_SOURCE = 16_384;
const MOST_COMPILED = 512;

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

/** Also what cannot be compiled is kept: it is not parsed again by every pass. */
const cache = new Map<string, { readonly fill: Fill } | { readonly error: unknown }>();

/**
 * The template that a source comes to, out of memory where it was compiled before. Throws what is wrong with
 * it; see template-rules.ts.
 */
export function compiled(source: string, rules: Rules): Fill {
  const key = `${rules.deepest} ${source}`;
  const known = cache.get(key) ?? attempt(source, rules);
  const [oldest] = cache.keys();
  if (cache.size >= MOST_COMPILED && oldest !== undefined) cache.delete(oldest);
  cache.set(key, known);
  if ('error' in known) throw known.error;
  return known.fill;
}

function attempt(source: string, rules: Rules): { readonly fill: Fill } | { error: unknown } {
  try {
    const fill = compile(source, rules);
    warm(fill);
    return { fill };
  } catch (error) {
    return { error };
  }
}

/** Handlebars writes its code at the first filling: that is not to count against the template's time. */
function warm(fill: Fill): void {
  try {
    fill(null);
  } catch {
    // A field is missing, of course.
  }
}

function compile(source: string, rules: Rules): Fill {
  if (source.length > LONGEST_SOURCE) {
    throw new Error(`it is ${source.length} characters long, ${LONGEST_SOURCE} are allowed`);
  }
  const render = handlebars.compile(secure(handlebars.parse(source), { source, ...rules }), {
    strict: true,
    // Every output passes a printer of ours (template-rules.ts), which escapes for Markdown, not for HTML.
    noEscape: true,
    knownHelpersOnly: true,
    knownHelpers: KNOWN,
  });
  return (view) =>
    render(view, { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
}

/** Handlebars writes `"field" not defined in [object Object]` and keeps the line beside it. */
export function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const line = 'lineNumber' in cause ? cause.lineNumber : undefined;
  const missing = /^("[^"]*") not defined in /.exec(cause.message)?.[1];
  const ofText = /^Cannot use 'in' operator to search for '([^']*)'/.exec(cause.message)?.[1];
  const reason = missing
    ? `${missing} is missing`
    : ofText
      ? `"${ofText}" is missing`
      : cause.message;
  return line === undefined ? reason : `line ${line}: ${reason}`;
}
