import type { Line } from '../core/line.ts';
import { nearest } from '../core/nearest.ts';
import type { Command, Words } from './command.ts';

/** A slash command as it stands in a comment. */
export interface Typed {
  /** Which line of the comment, from 0. */
  readonly line: number;
  readonly raw: string;
  readonly words: Words;
  /** Null for a word that is not ours but nearly. */
  readonly command: Command | null;
  /** The command that a near miss resembles. */
  readonly resembles: string | null;
}

/** A number may stand right behind the word: `/sev1` is `/sev 1`. */
const SLASH_WORD = /^\/([a-z][a-z-]*)(\d{0,2})(?:\s+(.*))?$/i;
const SHORTEST_SLIP = 4;
/** What is kept of one command's words: the comment itself holds the rest, the record has to last. */
const LONGEST = 4_000;
/** What a refusal quotes. */
const LONGEST_LINE = 200;
/** More commands than anybody types into one comment. */
const MOST = 50;

/** Every command in a comment's lines, in order. Foreign slash words are silence, near misses are not. */
export function parseCommands(
  lines: readonly Line[],
  commands: readonly Command[],
): readonly Typed[] {
  const byName = new Map(
    commands.flatMap((c) => [c.name, ...(c.aliases ?? [])].map((n) => [n, c])),
  );
  const typed: Typed[] = [];
  let taking: string[] | null = null;
  for (const [number, line] of lines.entries()) {
    const match = line.plain ? SLASH_WORD.exec(line.text) : null;
    const name = match?.[1]?.toLowerCase() ?? '';
    const command = byName.get(name) ?? null;
    const resembles = match && !command ? resemblance(name, [...byName.keys()]) : null;
    if (!match || (!command && !resembles)) {
      if (taking && lengthOf(taking) < LONGEST) taking.push(line.text.slice(0, LONGEST));
      continue;
    }
    const below: string[] = [];
    taking = command?.takesLines ? below : null;
    const text = [match[2], match[3]].filter(Boolean).join(' ').trim().slice(0, LONGEST);
    const words = { name, text, below };
    const raw = line.text.trim().slice(0, LONGEST_LINE);
    typed.push({ line: number, raw, words, command, resembles });
  }
  return typed.slice(0, MOST);
}

const lengthOf = (lines: readonly string[]): number =>
  lines.reduce((length, line) => length + line.length, 0);

/** Short words are left alone: `/dev is full` is no slip of `/sev`. */
const resemblance = (word: string, names: readonly string[]): string | null =>
  word.length < SHORTEST_SLIP
    ? null
    : nearest(
        word,
        names.filter((name) => name.length >= SHORTEST_SLIP),
      );
