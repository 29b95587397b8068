import type { Context } from '../core/decide.ts';
import type { EventBody } from '../core/events.ts';
import type { Incident } from '../core/incident.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Instant } from '../core/time.ts';

/** What was typed: the word after the slash, the rest of its line, and the lines below where the command takes them. */
export interface Words {
  /** Lower case, as typed: the command's name or one of its aliases. */
  readonly name: string;
  readonly text: string;
  readonly below: readonly string[];
}

interface Spec<Args> {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** As the help prints it: `/sev 2 [why]`. */
  readonly usage: string;
  readonly summary: string;
  /** Printed in the docs, parsed in the tests. */
  readonly examples: readonly string[];
  readonly who: 'anyone' | 'responder';
  /** Whether it is for an incident under way, for a resolved one, or for any. */
  readonly during: 'open' | 'resolved' | 'any';
  /** Whether the lines below belong to it, up to the next command. */
  readonly takesLines?: boolean;
  /** Whether it may be typed on the postmortem as well; the others are for the incident alone. */
  readonly alsoOnPostmortem?: boolean;
  /** `said`: when it was typed, for times that are told from there. */
  parse(words: Words, said: Instant): Result<Args>;
  /** The events it comes to; who and when are stamped on by the caller. An empty list: it was so already. */
  run(args: Args, context: Context): Result<readonly EventBody[]>;
}

/** One slash command, ready for a list: its arguments stay its own business. */
export interface Command extends Omit<Spec<unknown>, 'parse' | 'run'> {
  /** Parses and runs. Rights are checked by the caller, in one place. */
  execute(words: Words, context: Context): Result<readonly EventBody[]>;
  /** Whether the words can be understood at all: what the examples are tested with. */
  understands(words: Words, said: Instant): Result<unknown>;
}

/** Makes a command out of its description. */
export function command<Args>(spec: Spec<Args>): Command {
  const { parse, run, ...rest } = spec;
  return {
    ...rest,
    understands: parse,
    execute(words, context) {
      const resolved = context.incident.status === 'resolved';
      if (spec.during === 'open' && resolved)
        return refuse('This incident is resolved', '`/reopen` first, with why');
      if (spec.during === 'resolved' && !resolved)
        return refuse(
          'This incident is open',
          '`/resolve` ends it; until then there is nothing to reopen',
        );
      const args = parse(words, context.at);
      return args.ok ? run(args.value, context) : args;
    },
  };
}

/** Text that may be left out. */
export const optionalText = (words: Words): Result<string | null> =>
  ok(words.text === '' ? null : words.text);

/** What was so already changes nothing, but for a label that a person took off: it is asked for again. */
export const returned = (incident: Incident, label: string): readonly EventBody[] =>
  label in incident.missingLabels ? [{ type: 'label-returned', label }] : [];

/** For commands that take nothing; what stands behind them is not read. */
export const nothing = (): Result<null> => ok(null);
