/**
 * `tocsin init owner/repo`: makes the labels that are missing and proposes, in one pull request, the issue form, a
 * configuration to fill in, and templates to start from. What is there already stays as it is.
 */
import type { Octokit } from '@octokit/rest';
import { everyLabel } from '../core/every-label.ts';
import type { Label } from '../core/label.ts';
import { DEFAULT_POLICY } from '../core/policy.ts';
import { createLabel } from '../effects/github-writes.ts';
import { policyToday } from '../github/policy-today.ts';
import { connect } from './connect.ts';
import { type Exit, Stop } from './exit.ts';
import { repositoryIn } from './places.ts';
import { type Home, type Proposed, propose } from './proposal.ts';
import { starterFiles } from './starter-files.ts';
import { asJson, type Terminal } from './terminal.ts';
import { hasStatus } from './trouble.ts';
import type { JsonOption, Verb } from './verb.ts';

interface Options extends JsonOption {
  readonly dryRun?: true;
}

export const init: Verb = {
  name: 'init',
  exits: ['refused', 'later'],
  define(command, does) {
    command
      .summary('Make the labels, and propose form, configuration and templates')
      .description(
        'Makes the labels that are missing, and opens one pull request with the issue form, a configuration to fill in and templates to start from. Nothing that is there is changed; run again, it adds what is missing since.',
      )
      .argument('<owner/repo>', 'the repository')
      .option('--dry-run', 'say what would be done, and do nothing')
      .action(does(initRepository));
  },
};

async function initRepository(terminal: Terminal, typed: string, options: Options): Promise<Exit> {
  const dryRun = options.dryRun ?? false;
  const { owner, name } = repositoryIn(typed);
  const github = connect(terminal);
  const home = await homeOf(github, owner, name);
  const force = await policyToday(github, { owner, name });
  const labels = await makeLabels(github, home, {
    wanted: everyLabel(force?.policy ?? DEFAULT_POLICY),
    dryRun,
  });
  terminal.tell(`Labels: ${labels.made.length} made, ${labels.there.length} there already`);
  const proposed = await propose(github, home, {
    files: starterFiles(),
    dryRun,
    progress: (line) => terminal.tell(line),
  });
  const done = { repository: `${owner}/${name}`, dryRun, labels, ...proposed };
  terminal.say(options.json ? asJson(done) : textOf(done));
  return 'done';
}

/** The repository as it can be written to. Throws where it cannot. */
async function homeOf(github: Octokit, owner: string, repo: string): Promise<Home> {
  const { data } = await github.rest.repos.get({ owner, repo }).catch((error: unknown) => {
    if (!hasStatus(error, 404)) throw error;
    throw new Stop(
      'refused',
      `There is no repository ${owner}/${repo}, or this token may not see it`,
    );
  });
  if (data.archived)
    throw new Stop('refused', `${data.full_name} is archived: nothing can be written there`);
  if (!data.permissions?.push)
    throw new Stop(
      'refused',
      `This token may read ${data.full_name} but not write to it: labels and a pull request need the right to push`,
    );
  return { owner: data.owner.login, repo: data.name, base: data.default_branch };
}

interface Labels {
  readonly made: readonly string[];
  readonly there: readonly string[];
}

/** GitHub does not tell upper from lower case in a label's name. */
async function makeLabels(
  github: Octokit,
  { owner, repo }: Home,
  { wanted, dryRun }: { readonly wanted: readonly Label[]; readonly dryRun: boolean },
): Promise<Labels> {
  const found = await github.paginate(github.rest.issues.listLabelsForRepo, {
    owner,
    repo,
    per_page: 100,
  });
  const known = new Set(found.map(({ name }) => name.toLowerCase()));
  const missing = wanted.filter(({ name }) => !known.has(name.toLowerCase()));
  for (const label of dryRun ? [] : missing) await createLabel(github, { owner, repo }, label);
  return {
    made: missing.map(({ name }) => name),
    there: wanted.filter((label) => !missing.includes(label)).map(({ name }) => name),
  };
}

interface Done extends Proposed {
  readonly repository: string;
  readonly dryRun: boolean;
  readonly labels: Labels;
}

function textOf({ repository, dryRun, labels, files, branch, pullRequest }: Done): string {
  const list = (names: readonly string[]): string => (names.length > 0 ? names.join(', ') : 'none');
  const word = dryRun ? 'would be ' : '';
  const added = files.filter(({ state }) => state === 'added');
  const pull =
    pullRequest === null
      ? []
      : [`Pull request #${pullRequest.number} ${pullRequest.state}: ${pullRequest.url}`];
  const nothing = added.length === 0 && labels.made.length === 0;
  return [
    repository,
    `Labels ${word}made: ${list(labels.made)}`,
    ...(labels.there.length > 0 ? [`Labels there already: ${list(labels.there)}`] : []),
    ...files.map(({ path, state }) => `  ${path}: ${state === 'added' ? `${word}added` : state}`),
    ...(branch && added.length > 0 ? [`On the branch ${branch}`] : []),
    ...pull,
    ...(nothing ? ['Nothing is left to do here.'] : []),
  ].join('\n');
}
