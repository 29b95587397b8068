/**
 * `tocsin check [file]`: the reader of the app itself reads the file, and says what is wrong with it and where.
 *
 *     .github/incidents.yml: clocks.grace is "soon"; allowed is a length of time such as `90s`, `15m` …
 */
import { nearest } from '../core/nearest.ts';
import type { Policy } from '../core/policy.ts';
import { type Problem, problemLine } from '../core/problem.ts';
import { isReachable, reachOf } from '../core/reach.ts';
import { readPolicy } from '../github/policy-file.ts';
import type { Exit } from './exit.ts';
import { asJson, type Terminal, textOf } from './terminal.ts';
import type { JsonOption, Verb } from './verb.ts';

const PATH = '.github/incidents.yml';
const NO_FILE =
  "`tocsin init owner/repo` proposes one; without it the organisation's file holds, else the defaults";

export const check: Verb = {
  name: 'check',
  exits: ['problems'],
  define(command, does) {
    command
      .summary('Say what is wrong with a configuration file, and where')
      .description(
        'Reads a configuration as the app reads it and lists what is wrong with it. Asks nobody: no token, no network.',
      )
      .argument('[file]', 'the file, or - for what is piped in', PATH)
      .action(does(checkFile));
  },
};

async function checkFile(terminal: Terminal, path: string, options: JsonOption): Promise<Exit> {
  const file = path === '-' ? 'stdin' : path;
  const { policy, problems } = readPolicy(await textOf(terminal, path, NO_FILE), file);
  const warnings = policy ? warningsAbout(policy) : [];
  if (options.json) terminal.say(asJson({ file, ok: problems.length === 0, problems, warnings }));
  else
    terminal.say([...problems.map(problemLine), ...endWith(file, problems, warnings)].join('\n'));
  return problems.length > 0 ? 'problems' : 'done';
}

function endWith(
  file: string,
  problems: readonly Problem[],
  warnings: readonly string[],
): readonly string[] {
  if (problems.length > 0)
    return [
      `${problems.length} problem${problems.length === 1 ? '' : 's'}; until mended the last good file holds, else the defaults`,
    ];
  return [...warnings.map((warning) => `${file}: note: ${warning}`), `${file} is good`];
}

/** What is allowed and yet may surprise at three in the morning. */
function warningsAbout(policy: Policy): readonly string[] {
  const called = [...new Set([...policy.severities.flatMap(({ page }) => page), policy.manager])];
  const empty = called.filter((group) => !isReachable(reachOf(policy, group, [])));
  if (empty.length === 0) return [];
  const meant = Object.keys(policy.responders).filter((group) => !called.includes(group));
  const named = empty.map((group) => {
    const near = nearest(group, meant);
    return near === null ? group : `${group} (did you mean ${near}?)`;
  });
  return [`nobody is in ${named.join(', ')}: calling them would reach nobody`];
}
