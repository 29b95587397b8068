import { createContext, Script } from 'node:vm';
import type { Part } from '../core/effects.ts';
import { nearest } from '../core/nearest.ts';
import type { Amiss, TeamTemplate } from '../core/team-template.ts';
import { compiled, reasonOf } from './compile.ts';

/*
 * Templates out of a repository: written by people whom the app does not know. They may do less than ours
 * and get less time; one that does not hold is told on the card, and ours is used.
 */

const THEIRS = { deepest: 2 };
/** Of each list as many are shown. */
const LONGEST_LIST = 500;
/** In milliseconds, for one template with one view; on a machine that is busy, what is left of more. */
const TIME = 50;
const TURNS = [TIME, TIME, 2 * TIME, 4 * TIME, 8 * TIME, 16 * TIME];
/** GitHub takes no longer message. */
const LONGEST = 65_536;

/** Messages that are edited in place, or are no comment: an edit calls nobody. */
const CALLING_NOBODY: ReadonlySet<string> = new Set([
  'announcement',
  'card',
  'ticket',
  'postmortem',
]);

/** What we find our own words by: it must not stand where we did not put it, but for the places that we fill. */
const MARKS = /<!--\s*tocsin:(?!due\b|items\b)/;
const MENTION = /(?<![\w@`/])@([a-z0-9][a-z0-9_-]*)/gi;

interface Team {
  /** The part in the team's words; null where there are none that hold. */
  say(part: Part, ours: string): string | null;
  amiss(): readonly Amiss[];
}

export function createTeam(templates: readonly TeamTemplate[], messages: readonly string[]): Team {
  const whys = new Map<TeamTemplate, string>();
  for (const template of templates) {
    const why = wrongWith(template, messages);
    if (why !== null) whys.set(template, why);
  }
  return {
    say({ template: name, view }, ours) {
      const template = templates.find((one) => one.name === name);
      if (!template || whys.has(template)) return null;
      try {
        const text = filled(template.text ?? '', view);
        if (text === null) return null;
        const why = CALLING_NOBODY.has(name) ? null : uncalled(text, ours);
        if (why === null) return text;
        whys.set(template, why);
      } catch (error) {
        whys.set(template, reasonOf(error));
      }
      return null;
    },
    amiss: () => [...whys].map(([template, why]) => ({ template, why })),
  };
}

/** What can be said against a template without a view; null where nothing. */
function wrongWith({ name, text }: TeamTemplate, messages: readonly string[]): string | null {
  if (!messages.includes(name)) {
    const meant = nearest(name, messages);
    return `no message is called ${name}${meant ? `, did you mean ${meant}?` : ''}`;
  }
  if (text === null) return 'it is no text, or too long';
  const mark = text.split(/\r\n?|\n/).findIndex((line) => MARKS.test(line));
  if (mark >= 0) return `line ${mark + 1}: our own marks (<!-- tocsin:) are not for templates`;
  try {
    compiled(text, THEIRS);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

function filled(source: string, view: unknown): string | null {
  const fill = compiled(source, THEIRS);
  const data: unknown = JSON.parse(
    JSON.stringify(view ?? null, (_key, value: unknown) =>
      Array.isArray(value) ? value.slice(0, LONGEST_LIST) : value,
    ),
  );
  return (
    inTime(() => fill(data))
      ?.slice(0, LONGEST)
      .toWellFormed() ?? null
  );
}

const arena: { work: () => string } = { work: () => '' };
const context = createContext(arena);
const script = new Script('work()');

/**
 * Runs what may take for ever. On a busy machine the vm's clock runs while nothing is done: what a template is
 * blamed for, it has spent itself, and twice. Null where there was no telling.
 */
function inTime(work: () => string): string | null {
  arena.work = work;
  let slow = 0;
  for (const timeout of TURNS) {
    const before = process.cpuUsage();
    try {
      return String(script.runInContext(context, { timeout }));
    } catch (error) {
      if (!isTimeout(error)) throw error;
      const { user, system } = process.cpuUsage(before);
      if ((user + system) / 1_000 >= TIME / 2) slow += 1;
      if (slow === 2) throw new Error(`it takes longer than ${TIME} ms`);
    }
  }
  return null;
}

const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

/** Whoever is called in our words must be in theirs: a message that calls nobody is a page that failed silently. */
function uncalled(theirs: string, ours: string): string | null {
  const called = mentionsIn(theirs);
  const missing = [...mentionsIn(ours)].filter((login) => !called.has(login));
  return missing.length > 0
    ? `it does not mention ${missing.join(', ')}, who must be called`
    : null;
}

const mentionsIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(MENTION)].map(([, login = '']) => login.toLowerCase()));
