import { shippedFile } from './shipped.ts';

/** A file that `tocsin init` proposes. */
export interface StarterFile {
  readonly path: string;
  readonly text: string;
  /** The commit's message. */
  readonly why: string;
  /** What it is, for whoever reviews it. */
  readonly about: string;
}

const FORM = '.github/ISSUE_TEMPLATE/incident.yml';
const CONFIG = '.github/incidents.yml';
const EXAMPLE = '.github/incidents.example.yml';
const TEMPLATES = '.github/incident-templates';
const HOME = 'https://github.com/tocsin/tocsin';

/** Messages that teams most often want in their own words. */
const EXAMPLES = ['postmortem', 'update'];

/** What a repository starts with. None of it changes what happens until somebody fills it in. */
export const starterFiles = (): readonly StarterFile[] => [
  {
    path: FORM,
    text: shippedFile(FORM),
    why: 'Declare incidents by a form',
    about: 'the form by which anybody declares an incident',
  },
  {
    path: CONFIG,
    text: configToFillIn(shippedFile(EXAMPLE)),
    why: 'Say whom an incident calls',
    about: 'who is called; all other settings have their defaults',
  },
  {
    path: `${TEMPLATES}/README.md`,
    text: README,
    why: 'Say how to put messages into words of our own',
    about: 'how to put messages into your own words',
  },
  ...EXAMPLES.map((name) => ({
    path: `${TEMPLATES}/examples/${name}.md.hbs`,
    text: shippedFile(`templates/${name}.md.hbs`),
    why: `Keep Tocsin's words for the ${name} at hand`,
    about: `Tocsin's own words for the ${name}, to start from; not used where it lies`,
  })),
];

/** The example's part about people, as comments: nobody is called by names out of an example. */
export function configToFillIn(example: string): string {
  const people = example.split(/\n{2,}/).find((block) => /^responders:/m.test(block)) ?? '';
  const commented = people
    .split('\n')
    .map((line) => (line.startsWith('#') ? line : `# ${line}`))
    .join('\n');
  return `\
# How incidents run here. Every setting is optional: what is left out has its default. \`tocsin check\` reads this
# file as the app does. Every setting with its default: ${HOME}/blob/main/${EXAMPLE}

${commented}
`;
}

const README = `\
# Incidents in our own words

A file here that is named as one of [Tocsin's messages](${HOME}/tree/main/templates), \`update.md.hbs\` say, is used in
its place. One that does not work is not used, and the incident's card says why. \`examples/\` is not looked at: copy a
file from there to here to begin with.

\`tocsin render update --file .github/incident-templates/update.md.hbs\` shows what it looks like in use.
`;
