/**
 * `tocsin explain owner/repo#12`: where an incident stands and why, which clocks are due when, and what the next
 * pass of the app would do. `tocsin explain --declare sev1 owner/repo`: what declaring one now would lead to.
 */
import { problemLine } from '../core/problem.ts';
import { rostersOf } from '../core/reach.ts';
import { troublesWith } from '../core/roster.ts';
import type { PolicyInForce } from '../github/policy-in-force.ts';
import { policyToday } from '../github/policy-today.ts';
import { connect } from './connect.ts';
import { declarationOf, declarationText, severityIn } from './declaration.ts';
import { type Exit, Stop } from './exit.ts';
import { explanationOf, explanationText } from './explanation.ts';
import { BOT_OPTION, botOf, botsTyped } from './ours.ts';
import { withRosters } from './outside.ts';
import { type IssueName, issueIn, type RepositoryName, repositoryIn } from './places.ts';
import { type Reading, readIncident } from './read-incident.ts';
import { asJson, type Terminal } from './terminal.ts';
import { hasStatus } from './trouble.ts';
import { unknownLogins } from './unknown-logins.ts';
import type { JsonOption, Verb } from './verb.ts';

interface Options extends JsonOption {
  readonly declare?: string;
  readonly botId?: readonly string[];
}

export const explain: Verb = {
  name: 'explain',
  exits: ['refused', 'later'],
  define(command, does) {
    command
      .summary('Say where an incident stands and why, and what would happen next')
      .description(
        'Reads an incident as the app reads it and says where it stands and why, which clocks are due when, and what the next pass would do. Nothing is written. With --declare: what declaring an incident now would lead to, and who of those it calls GitHub does not know. Schedules of PagerDuty and user groups of Slack are read where the environment has the secrets for that, as on the server.',
      )
      .argument('<place>', 'owner/repo#number; with --declare owner/repo')
      .option('--declare <severity>', 'what an incident of this severity would do now')
      .option(...BOT_OPTION)
      .action(
        does((terminal: Terminal, place: string, options: Options) =>
          options.declare === undefined
            ? explainIssue(terminal, issueIn(place), options)
            : explainDeclaring(terminal, repositoryIn(place), {
                ...options,
                declare: options.declare,
              }),
        ),
      );
  },
};

async function explainDeclaring(
  terminal: Terminal,
  repository: RepositoryName,
  { declare, json }: Options & { readonly declare: string },
): Promise<Exit> {
  const { owner, name } = repository;
  const github = connect(terminal);
  const force = await policyToday(github, repository);
  if (!force)
    throw new Stop(
      'refused',
      `There is no repository ${owner}/${name}, or this token may not see it`,
    );
  const { problems } = force;
  const policy = await withRosters(terminal, force.policy, owner);
  const severity = severityIn(declare, policy);
  const at = terminal.now();
  const declaration = declarationOf(severity, { policy, at, repository });
  const where = whereFrom(force, repository);
  const unknown = await unknownLogins(github, policy);
  for (const problem of problems) terminal.tell(problemLine(problem));
  terminal.say(
    json
      ? asJson({ policy: where, problems, unknown, ...declaration })
      : declarationText(declaration, {
          where,
          from: at,
          unknown,
          pagersAreRead: policy.pagerDuty !== null,
        }),
  );
  return 'done';
}

function whereFrom({ file, problems }: PolicyInForce, { owner, name }: RepositoryName): string {
  if (problems.length > 0) return 'the defaults, for the file is broken';
  if (!file) return 'the defaults, for there is no .github/incidents.yml';
  return file.where === 'organisation'
    ? `.github/incidents.yml of ${owner}/.github`
    : `.github/incidents.yml of ${owner}/${name}`;
}

async function explainIssue(terminal: Terminal, place: IssueName, options: Options): Promise<Exit> {
  const github = connect(terminal);
  const ours = botsTyped(options.botId) ?? (await botOf(github, place).catch(noneWhereGone));
  const reading = await rostersRead(terminal, await readIncident(github, place, ours), place.owner);
  const now = terminal.now();
  const explanation = explanationOf(reading, { ours, now });
  terminal.say(options.json ? asJson(explanation) : explanationText(explanation, now));
  return 'done';
}

/** With the lists that groups are made up of, as far as they can be read from here. */
async function rostersRead(terminal: Terminal, reading: Reading, owner: string): Promise<Reading> {
  const policy = await withRosters(terminal, reading.snapshot.policy, owner);
  const troubles = troublesWith(rostersOf(policy), policy.rosters);
  return {
    ...reading,
    snapshot: { ...reading.snapshot, policy },
    unknown: [...reading.unknown, ...troubles.map((trouble) => trouble.replace(/\.$/, ''))],
  };
}

/** What is not there is said by whoever reads the issue itself. */
function noneWhereGone(error: unknown): null {
  if (hasStatus(error, 404, 410)) return null;
  throw error;
}
