/** What differs between two runs of the same play, and what stands for it. */
const STANDS_FOR: readonly (readonly [RegExp, string])[] = [
  [/<!-- tocsin:record \S+ \S+ -->/g, ''],
  [/<!-- tocsin:opening \S+ \S+ -->/g, ''],
  [/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/g, 'GUID'],
  [/https?:\/\/[^\s)">\]]+/g, 'URL'],
  [/\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?/g, 'DAY'],
  [/\b\d\d:\d\d(?::\d\d)?\b/g, 'TIME'],
  [/\b(?:\d+d )?(?:\d+h )?\d+ ?(?:m|h|s|d)\b/g, 'SPAN'],
  // Database ids, times in ms, GraphQL ids.
  [/\b\d{5,}\b/g, 'N'],
  [/\b[A-Z]{1,5}_[\w-]{6,}/g, 'NODE'],
  [/#(?:&#8203;|\u200b)?\d+/g, '#N'],
  [/"number":\d+/g, '"number":N'],
  // When it was seen, where that was later than declared; whether what comes next is there already.
  [/, seen TIME UTC/g, ''],
  [/; its issue opens next, with the timeline already in it\./g, ' in #N.'],
  [/\s+/g, ' '],
];

/** A text without all that two runs of the same play need not have in common. */
export const plainWords = (text: string): string =>
  STANDS_FOR.reduce((words, [what, name]) => words.replace(what, name), text).trim();
