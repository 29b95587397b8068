import { isLogin } from '../core/login.ts';

/*
 * People's words in our Markdown: to a reader they look as they were typed, to GitHub they are nothing but text.
 *
 * GitHub works in two steps, and each needs its own defence.
 * 1. Markdown to HTML. What could be syntax is written as a character reference: by CommonMark's rules that can
 *    never be structure, and unlike a backslash it also holds in a cell of a table and within HTML.
 * 2. Filters over the *text* of that HTML, where references are long decoded: @name, #12, GH-12, owner/repo#12.
 *    Only a character in between keeps them from matching: U+200B, which is not seen, is no part of a word
 *    and survives GitHub's sanitizer. Addresses that GitHub would link by itself are broken up the same way.
 *
 * Other addresses stay links, in angle brackets, where nothing is parsed. One of an issue, a pull request or a
 * discussion does not: GitHub would write "mentioned this" there, and after "fixes" might close it.
 */

const GAP = '&#8203;';
const LONGEST_INLINE = 500;
const LONGEST_QUOTE = 4_000;

const ADDRESS = /https?:\/\/[^\s<>"'`|\\^{}…\p{Cf}]+/giu;
const REFERENCE = /\/(?:issues?|pulls?|discussions)\/+\d/i;
/** What GitHub's filters and its linking of addresses begin with. */
const FOUND_IN_TEXT = /@|www(?=\.)|:(?=\/\/)|(?<![a-z\d])GH-(?=\d)|#(?=\d)/i;
/** An underscore between letters is never emphasis, and names in snake_case are frequent. */
const SYNTAX = /(?<![a-z\d])_|_(?![a-z\d])|&(?! )|[<>\\`*[\]~|$#]/i;
const ACTIVE = new RegExp(`(?<found>${FOUND_IN_TEXT.source})|${SYNTAX.source}`, 'gi');
/** Lists, underlines of headings, rows of tables; and the slash by which other bots know a command. */
const AT_LINE_START = /^(?:-(?=[\s:-]|$)|\+(?=\s|$)|=(?=[\s=]|$)|:(?=-)|\/|\d{1,9}[.)](?=\s|$))/;

/** A text on one line, at most 500 characters long. Addresses become links. */
export const inline = (text: string): string => guardStart(linked(oneLine(text)));

/** Our own words on one line, with people's among them: what stands between backticks is code. */
export const prose = (text: string): string =>
  guardStart(
    oneLine(text)
      .split(/`([^`]+)`/)
      .map((piece, at) => (at % 2 === 1 ? code(piece) : linked(piece)))
      .join(''),
  );

/** As `inline`, but addresses stay text: for where a link could not stand (a link's own text, HTML). */
export const unlinked = (text: string): string => guardStart(separated(oneLine(text)));

/**
 * A text as a block quote that keeps its lines and paragraphs, at most 4,000 characters long; empty for an empty
 * text. A blank line must follow, or Markdown adds the next line to the quote.
 */
export function quote(text: string): string {
  const lines = cut(withoutControls(text), LONGEST_QUOTE)
    .split('\n')
    .map((line) => guardStart(linked(line.replace(/\s+/g, ' ').trim())));
  const paragraphs = lines
    .join('\n')
    .trim()
    .replace(/\n{3,}/g, '\n\n');
  return paragraphs === '' ? '' : paragraphs.replace(/^/gm, '> ').replace(/ $/gm, '');
}

/** Mentions a person, who is notified. What cannot be a login is printed like any text. */
export const mention = (login: string): string => (isLogin(login) ? `@${login}` : inline(login));

/**
 * A text as code on one line. Backticks do not protect a pipe in a table, nor anything in HTML, so what has
 * any special character is written in tags. There GitHub's filters do not look: it can be copied as it is.
 */
export function code(text: string): string {
  const line = oneLine(text);
  const escaped = line.replace(
    ACTIVE,
    (active) => active.slice(0, -1) + reference(active.slice(-1)),
  );
  if (line === '') return '';
  return escaped === line ? `\`${line}\`` : `<code>${escaped}</code>`;
}

/**
 * A text between backticks that stand in the template. Nothing can be escaped there, so four characters give
 * way to others of the same look, and what GitHub's filters seek is separated even there.
 */
export const insideCode = (text: string): string =>
  oneLine(text).replace(ACTIVE, (active, found) =>
    found ? `${active}\u200b` : (LOOKALIKES[active] ?? active),
  );

const LOOKALIKES: Readonly<Record<string, string>> = { '`': 'ˋ', '|': '∣', '<': '‹', '&': '＆' };

/** A link, for addresses of our own; the text alone where the address is not absolute http(s). */
export function link(text: string, url: string): string {
  const address = URL.canParse(url) ? new URL(url) : null;
  if (!address || !/^https?:$/.test(address.protocol)) return inline(text);
  const target = address.href.replace(/[^\w\-.~:/?#&+,;=%]/gu, encoded).replaceAll('&', '&amp;');
  return `[${unlinked(text) || unlinked(url)}](${target})`;
}

const encoded = (character: string): string => {
  const percent = encodeURIComponent(character);
  return percent === character ? `%${character.charCodeAt(0).toString(16).toUpperCase()}` : percent;
};

const oneLine = (text: string): string =>
  cut(withoutControls(text).replace(/\s+/g, ' ').trim(), LONGEST_INLINE);

/** Every kind of line end becomes a line feed. Marks that turn the direction of what follows are dropped too. */
const withoutControls = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/gu, '');

/** Cuts neither a character nor an address in half. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '');
  return `${kept.replace(/https?:\/\/\S*$/i, '').trimEnd()}…`;
}

const linked = (line: string): string => {
  let done = 0;
  let result = '';
  for (const match of line.matchAll(ADDRESS)) {
    const address = withoutTail(match[0]);
    if (!mayBeLinked(address)) continue;
    result += `${separated(line.slice(done, match.index))}<${address}>`;
    done = match.index + address.length;
  }
  return result + separated(line.slice(done));
};

const separated = (line: string): string =>
  line.replace(ACTIVE, (active, found) => (found ? active + GAP : reference(active)));

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const reference = (character: string): string =>
  NAMED[character] ?? `&#${character.charCodeAt(0)};`;

const guardStart = (line: string): string =>
  line.replace(AT_LINE_START, (start) => start.slice(0, -1) + reference(start.slice(-1)));

/** The end of a sentence is not part of an address; brackets are, where the address has opening ones. */
const withoutTail = (address: string): string =>
  address.replace(/[([]/.test(address) ? /[.,:;!?*_~]+$/ : /[.,:;!?*_~)\]]+$/, '');

/** A reference like `&lt;` in it would be decoded in some renderers and not in others: such stays text. */
function mayBeLinked(address: string): boolean {
  if (!URL.canParse(address) || /&#?\w+;/.test(address)) return false;
  return [address, new URL(address).href].every((form) => !REFERENCE.test(decoded(form)));
}

const decoded = (address: string): string =>
  address.replace(/%([2-7][\da-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
