import type { Context, Rules } from '../core/decide.ts';
import type { EventBody, EventOf } from '../core/events.ts';
import type { Comment } from '../core/snapshot.ts';
import { at } from './at.ts';
import { commands } from './index.ts';
import { note } from './note.ts';
import { parseCommands, type Typed } from './parse.ts';

/** A gist has that many characters for each command. */
const WIDTH = 3;
/** Commands are told apart by their first words: behind those stand reasons, and a slip mended there is no news. */
const WORDS = 2;

/** Which commands stand in a comment, in as few characters as tell them apart: the record keeps them. */
export const gistOf: Rules['gist'] = (comment) =>
  commandsIn(comment)
    .map((typed) => codeOf(typed, comment))
    .join('');

/** What an edit of a comment comes to: notes that read otherwise, and the first command that was not there before. */
export const readEdit: Rules['edit'] = (comment, { notes, gist }, context) => {
  const typed = commandsIn(comment);
  const left: string[] = (gist ?? '').match(new RegExp(`.{${WIDTH}}`, 'g')) ?? [];
  const added = typed.find((one) => {
    const index = left.indexOf(codeOf(one, comment));
    if (index < 0) return true;
    left.splice(index, 1);
    return false;
  });
  const written = typed.filter(isNote).flatMap((one) => noteIn(one, context));
  return { changed: changes(notes, written), added: gist === null ? null : (added?.raw ?? null) };
};

type Noted = Extract<EventBody, { type: 'noted' }>;

const commandsIn = ({ lines }: Comment): readonly Typed[] =>
  parseCommands(lines, commands).filter(({ command }) => command !== null);

const isNote = ({ command }: Typed): boolean => command === note || command === at;

/** A note is one whatever it says: what it says is compared by itself. */
function codeOf(typed: Typed, comment: Comment): string {
  const { words, command } = typed;
  const said = isNote(typed) && command?.understands(words, comment.at).ok;
  const about = said ? [] : words.text.toLowerCase().split(/\s+/).slice(0, WORDS);
  return shortHash([said ? 'note' : (command?.name ?? ''), ...about].join(' '));
}

/** FNV-1a, folded to what fits: two commands of one comment look alike once in 46,656 times. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return (hash % 36 ** WIDTH).toString(36).padStart(WIDTH, '0');
}

function noteIn({ command, words }: Typed, context: Context): readonly Noted[] {
  const result = command?.execute(words, context);
  return result?.ok ? result.value.filter((body): body is Noted => body.type === 'noted') : [];
}

/** Notes that are as they were are left alone; of the others each takes the words of the one in its place. */
function changes(before: readonly EventOf<'noted'>[], now: readonly Noted[]): readonly EventBody[] {
  const isSame = (one: Noted, other: Noted): boolean =>
    one.text === other.text && one.happened === other.happened;
  const stays = now.map((one) => before.find((other) => isSame(one, other)) ?? null);
  const open = before.filter((one) => !stays.includes(one));
  return now
    .filter((_, index) => stays[index] === null)
    .slice(0, open.length)
    .map(({ type: _type, ...words }, index) => ({
      type: 'note-edited',
      note: open[index]?.via ?? '',
      ...words,
    }));
}
