/**
 * `tocsin page-test on-call acme/shop`: sends a page that says TEST to every destination of a group, and prints
 * what came of each. The secrets are taken from the environment, as the server takes them.
 *
 *     PagerDuty (${PAGER}): accepted 10:02 UTC, resolved again
 */
import { groupsOf } from '../core/groups.ts';
import { nearest } from '../core/nearest.ts';
import type { Policy } from '../core/policy.ts';
import { type Problem, problemLine } from '../core/problem.ts';
import { isReachable, peopleOf, reachOf, shownRosters } from '../core/reach.ts';
import type { RosterShown } from '../core/roster.ts';
import { clockTime } from '../core/time.ts';
import { readPolicy } from '../github/policy-file.ts';
import { policyToday } from '../github/policy-today.ts';
import { openNotifiers } from '../notifiers/index.ts';
import { connect, siteOf } from './connect.ts';
import { type Exit, misused, Stop } from './exit.ts';
import { outsideOf, withRosters } from './outside.ts';
import { type RepositoryName, repositoryIn } from './places.ts';
import { rosterLine } from './reached.ts';
import { asJson, type Terminal, textOf } from './terminal.ts';
import { sendTestPage, type Tested } from './test-page.ts';
import type { JsonOption, Verb } from './verb.ts';

interface Options extends JsonOption {
  readonly config?: string;
  readonly service?: readonly string[];
}

export const pageTest: Verb = {
  name: 'page-test',
  exits: ['problems', 'refused', 'later'],
  define(command, does) {
    command
      .summary('Try whether a group can be called: send it a page that says TEST')
      .description(
        'Sends a page that says TEST to every destination of a group and prints what came of each. An alert that a pager opens for it is its own, joins no real one, and is resolved at once. Secrets (TOCSIN_SECRET_…), SMTP_URL, MAIL_FROM and ALLOWED_OWNERS are taken from the environment, as the server takes them: run it where the server runs. People who are mentioned on GitHub are named, and nothing is written there.',
      )
      .argument('<group>', 'the group, such as on-call')
      .argument('<owner/repo>', 'whose configuration holds, and whose secrets')
      .option('--config <file>', 'a configuration to try instead; no token is needed then')
      .option('--service <name...>', 'as if an incident named these services')
      .action(does(testPage));
  },
};

async function testPage(
  terminal: Terminal,
  group: string,
  place: string,
  options: Options,
): Promise<Exit> {
  const repository = repositoryIn(place);
  const { policy: written, where } = await policyFor(terminal, repository, options);
  const policy = await withRosters(terminal, written, repository.owner);
  const services = servicesTyped(options.service ?? [], policy);
  if (!groupsOf(policy).includes(group)) throw noGroup(group, groupsOf(policy));
  const reach = reachOf(policy, group, services);
  if (!isReachable(reach))
    throw new Stop(
      'problems',
      `Nobody is in ${group}: a real page would reach nobody. Put logins or destinations under "responders: ${group}" in .github/incidents.yml (${where})`,
    );
  const outside = outsideOf(terminal);
  const sending = { ...outside, notifiers: openNotifiers(outside.hands, outside.settings) };
  const rosters = shownRosters(policy, reach);
  const people = peopleOf(policy, reach, sending.hands.clock.now());
  const { destinations } = reach;
  const url = `${siteOf(terminal)}/${repository.owner}/${repository.name}`;
  const tests = await sendTestPage(
    { group, people, destinations, repository, url, policy },
    sending,
  );
  const silent = rosters.filter(({ because }) => because !== null).length;
  const failed = tests.filter(({ result }) => result === 'failed').length + silent;
  terminal.say(
    options.json
      ? asJson({
          group,
          people,
          rosters,
          policy: where,
          ok: failed === 0,
          tests: tests.map(withTime),
        })
      : textFor({ group, people, rosters, where, tests, failed }),
  );
  return failed > 0 ? 'problems' : 'done';
}

async function policyFor(
  terminal: Terminal,
  repository: RepositoryName,
  { config }: Options,
): Promise<{ readonly policy: Policy; readonly where: string }> {
  const { owner, name } = repository;
  if (config !== undefined) {
    const read = readPolicy(await textOf(terminal, config), config);
    if (!read.policy) throw broken(read.problems);
    return { policy: read.policy, where: config };
  }
  const force = await policyToday(connect(terminal), repository);
  if (!force)
    throw new Stop(
      'refused',
      `There is no repository ${owner}/${name}, or this token may not see it`,
    );
  if (force.problems.length > 0) throw broken(force.problems);
  if (!force.file) return { policy: force.policy, where: 'there is no such file yet' };
  const of = force.file.where === 'organisation' ? '.github' : name;
  return { policy: force.policy, where: `.github/incidents.yml of ${owner}/${of}` };
}

const broken = (problems: readonly Problem[]): Stop =>
  new Stop(
    'problems',
    [
      ...problems.map(problemLine),
      'Nothing was sent: while the file is broken nobody knows whom it means',
    ].join('\n'),
  );

function servicesTyped(typed: readonly string[], policy: Policy): readonly string[] {
  const known = Object.keys(policy.services);
  const wrong = typed.find(
    (one) => !known.some((name) => name.toLowerCase() === one.toLowerCase()),
  );
  if (wrong === undefined) return typed;
  const meant = nearest(wrong, known);
  throw misused(
    `No service is called "${wrong}" in the configuration. ${
      meant
        ? `Did you mean ${meant}?`
        : known.length > 0
          ? `There are ${known.join(', ')}`
          : 'It has none of its own'
    }`,
  );
}

function noGroup(typed: string, known: readonly string[]): Stop {
  const meant = nearest(typed, known);
  return misused(
    `No group is called "${typed}". ${meant ? `Did you mean ${meant}? ` : ''}There are ${known.join(', ')}`,
  );
}

const withTime = (test: Tested) => ({ ...test, at: new Date(test.at).toISOString() });

interface Told {
  readonly group: string;
  readonly people: readonly string[];
  readonly rosters: readonly RosterShown[];
  readonly where: string;
  readonly tests: readonly Tested[];
  readonly failed: number;
}

/** The whole of it as a person reads it. */
function textFor({ group, people, rosters, where, tests, failed }: Told): string {
  const named = people.length > 0 ? ` (${people.join(', ')})` : '';
  const first = [`${group}${named}, by ${where}`, ...rosters.map((one) => `  ${rosterLine(one)}`)];
  if (tests.length === 0)
    return [
      ...first,
      'Mentioned on the issue by GitHub, and called nowhere else: nothing was sent.',
    ].join('\n');
  const end =
    failed > 0
      ? `${failed} of ${tests.length + rosters.length} failed: a real page would not have come through there.`
      : 'All of it was taken. Look whether it has come: "accepted" is not yet "rung".';
  return [...first, ...tests.map((test) => `  ${lineFor(test)}`), end].join('\n');
}

function lineFor({ by, to, result, at, tries, because, after }: Tested): string {
  const times = tries > 1 ? `, tried ${tries} times` : '';
  const what = [`${result} ${clockTime(at)} UTC${times}`, ...after].join(', ');
  return `${by} (${to}): ${because === null ? what : `${what}: ${because}`}`;
}
