import type { Line } from '../core/line.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const STARTS_A_BLOCK = /^(?:[\s>#*+-]|\d{1,9}[.)])/;
const UNDERLINES = /^ {0,3}(?:=+|-+)$/;

/**
 * Which lines are plain, found without parsing and in linear time: for comments that would keep the parser
 * busy. Where it cannot be sure it says "not plain"; after a tag, or a fence that may belong to a list, it is
 * never sure again.
 *
 * @param texts the lines, without white space at their ends
 */
export function scanLines(texts: readonly string[]): Line[] {
  let fence: string | null = null;
  let unsure = false;
  let lost = false;
  const lines = texts.map((text) => {
    const mark = FENCE.exec(text)?.[1] ?? null;
    if (fence !== null) {
      if (mark?.startsWith(fence) && text.trim() === mark) fence = null;
      return { text, plain: false };
    }
    if (mark !== null) {
      fence = mark;
      unsure = false;
      if (text.startsWith(' ') || text.slice(mark.length).includes('`')) lost = true;
      return { text, plain: false };
    }
    if (text === '') unsure = false;
    if (STARTS_A_BLOCK.test(text)) unsure = true;
    const plain = text !== '' && !unsure && !lost && !/^[<`[]/.test(text);
    if (/[`[]/.test(text)) unsure = true;
    if (text.includes('<')) lost = true;
    return { text, plain };
  });
  return withoutHeadings(lines);
}

/** An underline makes a heading of all the lines above it, up to a blank one. */
function withoutHeadings(lines: readonly Line[]): Line[] {
  let heading = false;
  return lines
    .toReversed()
    .map(({ text, plain }) => {
      heading = UNDERLINES.test(text) || (heading && text !== '');
      return { text, plain: plain && !heading };
    })
    .toReversed();
}
