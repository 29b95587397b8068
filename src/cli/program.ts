import { Command, CommanderError } from 'commander';
import { check } from './check.ts';
import { EXITS, type Exit, Stop } from './exit.ts';
import { explain } from './explain.ts';
import { exportVerb } from './export.ts';
import { init } from './init.ts';
import { pageTest } from './page-test.ts';
import { render } from './render.ts';
import type { Terminal } from './terminal.ts';
import { troubleWith } from './trouble.ts';
import { type Does, JSON_OPTION, type Verb } from './verb.ts';

/** Every verb, in the order of the help. */
export const verbs: readonly Verb[] = [init, check, explain, pageTest, exportVerb, render];

const HELP_WIDTH = 90;

const WORDS = `Runs incidents on the GitHub issue people already have open: what a terminal can do beside it.

The token for GitHub is taken from GITHUB_TOKEN or GH_TOKEN, and GitHub's address from GITHUB_API_URL (https://HOST/api/v3 for an Enterprise Server). Nothing is printed on stdout but the answer.`;

/** The commands as commander has them. `does` says what becomes of a verb's end. */
export function programFor(does: Does): Command {
  const program = new Command('tocsin').description(WORDS).exitOverride();
  for (const verb of verbs) {
    const command = program.command(verb.name).exitOverride();
    verb.define(command, does);
    command.option(...JSON_OPTION);
  }
  return program;
}

/** Runs what was typed (without `node` and the script) and answers the exit code. Never throws. */
export async function run(typed: readonly string[], terminal: Terminal): Promise<number> {
  let exit: Exit = 'done';
  const does: Does =
    (act) =>
    async (...args) => {
      exit = await act(terminal, ...args);
    };
  const program = programFor(does);
  for (const command of [program, ...program.commands])
    command.configureOutput({
      getOutHelpWidth: () => HELP_WIDTH,
      getErrHelpWidth: () => HELP_WIDTH,
      writeOut: (text) => terminal.say(text.trimEnd()),
      writeErr: (text) => terminal.tell(text.trimEnd()),
    });
  try {
    await program.parseAsync([...typed], { from: 'user' });
    return EXITS[exit].code;
  } catch (error) {
    return EXITS[endOf(error, terminal)].code;
  }
}

/** Says why a verb came to its end too early. */
function endOf(error: unknown, terminal: Terminal): Exit {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 'done' : 'misused';
  const trouble = error instanceof Stop ? error : troubleWith(error);
  if (trouble) {
    terminal.tell(trouble.message);
    return trouble.exit;
  }
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.tell(`This is a mistake in Tocsin, please report it:\n${told}`);
  return 'bug';
}
