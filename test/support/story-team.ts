import { z } from 'zod';
import { alone, type Sentence, sentence } from './story-sentence.ts';

const MEMBERSHIP = '/orgs/{org}/teams/{team_slug}/memberships/{username}';
const text = z.string();

const templateAt = (name: string | undefined): string =>
  `.github/incident-templates/${name}.md.hbs`;
const ownerOf = (home: string): string => home.split('/')[0] ?? '';

/** What a team has on GitHub beside its policy: teams, and words of its own. */
export const ofTheTeam: readonly Sentence[] = [
  sentence(
    /^the team (?<name>[\w-]+) is$/,
    z.array(text),
    ({ stage, home }, { name = '' }, members) =>
      stage.sandbox.world.team(ownerOf(home), name, members),
  ),
  sentence(/^GitHub does not show who is in a team$/, alone, ({ stage }) =>
    stage.sandbox.trouble.fail({ method: 'GET', route: MEMBERSHIP, times: 1_000, status: 403 }),
  ),
  sentence(/^the template (?<name>\S+) becomes$/, text, ({ stage, home }, { name }, source) =>
    stage.sandbox.world.addFile(home, templateAt(name), source),
  ),
  sentence(
    /^the organisation's template (?<name>\S+) becomes$/,
    text,
    ({ stage, home }, words, source) =>
      stage.sandbox.world.addFile(`${ownerOf(home)}/.github`, templateAt(words.name), source),
  ),
];
