import type { Command } from 'commander';
import type { Exit } from './exit.ts';
import type { Terminal } from './terminal.ts';

/** One verb of the terminal, in a file of its name. Help and docs/before/cli.md are printed from it. */
export interface Verb {
  readonly name: string;
  /** The exits it may take beside `done`, `misused` and `bug`. */
  readonly exits: readonly Exit[];
  /**
   * Gives the command its words, arguments and options. `does` makes an action of what carries it out;
   * what that answers is how the program ends.
   */
  define(command: Command, does: Does): void;
}

type Act<Args extends unknown[]> = (terminal: Terminal, ...args: Args) => Promise<Exit>;

export type Does = <Args extends unknown[]>(act: Act<Args>) => (...args: Args) => Promise<void>;

/** Every verb has it: the answer for programs. */
export interface JsonOption {
  readonly json?: true;
}

export const JSON_OPTION = ['--json', 'answer in JSON'] as const;
