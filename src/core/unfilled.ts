/**
 * What our template asks for, word for word: where such a line still stands, nobody has answered it. A test
 * holds the list against `templates/postmortem.md.hbs`.
 */
export const INSTRUCTIONS: readonly string[] = [
  'Two or three sentences for somebody who was not there: what broke, for whom, for how long, what ended it.',
  'Who was hit, how many, what they could not do, what it cost.',
  'Write here.',
  'Systems and decisions, not people: what made this possible, and what made it worse?',
  'What will be different, who does it, by when. `/action @name what by 2026-12-01` in a comment opens each as an issue of its own.',
];

/** The action items that we list ourselves answer their section, whatever else stands in it. */
const LISTED = /<!-- tocsin:items -->([\s\S]*?)<!-- \/tocsin:items -->/;
const ITALIC = /^([*_])(?![*_\s])((?:(?!\1).)+)\1$/s;

interface Section {
  readonly name: string;
  readonly text: string;
}

/**
 * The sections (headings of the second level) of a postmortem that nobody has written: one of our instructions
 * still stands there, or nothing does but instructions in italics, empty lists and empty tables.
 */
export const unfilledIn = (body: string): readonly string[] =>
  sectionsOf(body).flatMap(({ name, text }) => (isUnfilled(text) ? [name] : []));

function isUnfilled(text: string): boolean {
  if (LISTED.exec(text)?.[1]?.trim()) return false;
  const paragraphs = text
    .replace(/<!--[\s\S]*?-->/g, '')
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+\n|\n\s+/g, '\n').trim());
  const asked = text.split('\n').flatMap((line) => ITALIC.exec(line.trim())?.[2] ?? []);
  if (asked.some((instruction) => INSTRUCTIONS.includes(instruction))) return true;
  return paragraphs.every((paragraph) => ITALIC.test(paragraph) || saysNothing(paragraph));
}

/** Headings below, rules, list marks without text, and the head of a table in which nothing stands. */
function saysNothing(paragraph: string): boolean {
  const lines = paragraph.split('\n');
  const rule = lines.findIndex((line) => /^\|?[\s:|-]*-[\s:|-]*$/.test(line) && line.includes('|'));
  return lines
    .slice(rule + 1)
    .filter((line) => !/^#{3,6}\s/.test(line))
    .every((line) => !/[\p{L}\p{N}]/u.test(line.replace(/^\d+[.)]|^[-*+] \[x\]/i, '')));
}

function sectionsOf(body: string): readonly Section[] {
  const sections: { name: string; text: string }[] = [];
  let fence: string | null = null;
  for (const line of body.replace(/\r\n?/g, '\n').split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? null;
    const heading = fence === null ? /^ {0,3}##\s+(.*?)(?:\s+#+)?\s*$/.exec(line) : null;
    if (fence === null) fence = mark;
    else if (mark?.startsWith(fence)) fence = null;
    const last = sections.at(-1);
    if (heading) sections.push({ name: heading[1] ?? '', text: '' });
    else if (last) last.text += `${line}\n`;
  }
  return sections;
}
