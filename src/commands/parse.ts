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
      taking?.push(line.text);
      continue;
    }
    const below: string[] = [];
    taking = command?.takesLines ? below : null;
    const text = [match[2], match[3]].filter(Boolean).join(' ').trim();
    const words = { name, text, below };
    typed.push({ line: number, raw: line.text.trim(), words, command, resembles });
  }
  return typed;
}

/** Short words are left alone: `/dev is full` is no slip of `/sev`. */
const resemblance = (word: string, names: readonly string[]): string | null =>
  word.length < SHORTEST_SLIP
    ? null
    : nearest(
        word,
        names.filter((name) => name.length >= SHORTEST_SLIP),
      );
