import type { Command } from '../commands/command.ts';
import { commands, topics } from '../commands/index.ts';
import { type Answer, answersOf, otherAnswers } from '../commands/refusals.ts';

export interface Page {
  /** Its path from the root of the repository. */
  readonly page: string;
  readonly text: string;
}

export const COMMAND_INDEX = 'docs/during/commands.md';
export const COMMAND_FOLDER = 'docs/during/commands';

const WRITTEN = '<!-- Written by `npm run docs` out of src/commands/: change it there. -->';

const WHO: Readonly<Record<Command['who'], string>> = {
  anyone: 'anyone; without the right to command, three times an hour',
  responder:
    'whoever may command here: in public repositories triage and up, holders of a role, and people in a group of the policy',
};
const DURING: Readonly<Record<Command['during'], string>> = {
  open: 'while the incident is open',
  resolved: 'once the incident is resolved',
  any: 'at any time',
};

/** The index of all commands, and a page for each. */
export const commandPages = (): readonly Page[] => [
  { page: COMMAND_INDEX, text: index() },
  ...commands.map((command) => ({ page: pageOf(command), text: pageAbout(command) })),
];

const pageOf = ({ name }: Command): string => `${COMMAND_FOLDER}/${name}.md`;

function index(): string {
  return `# Commands

${WRITTEN}

A command stands at the start of a line of a comment, in any case; never inside code, a quote or HTML. Several in
one comment run in order and are answered in one reply. 🚀 says that all were carried out; 😕 and a reply say what to
type instead. A slash word that is none of ours is left alone, unless it is nearly one.

A comment's commands run once, as they stand when the comment is first read. Editing it runs nothing and deleting it
undoes nothing; the words of a [note](commands/note.md) are shown as they were last edited. A comment that somebody
else edited before it was read runs nothing.

Times are UTC, or in a zone that is named: \`14:05\`, \`14:05 Europe/Berlin\`, \`yesterday 23:50\`, \`2026-11-23 14:05\`.

${topics.map(({ title, commands }) => `## ${title}\n\n${tableOf(commands)}`).join('\n\n')}

## What is answered to what is no command

${answers(otherAnswers())}
`;
}

/** A pipe would end the cell. */
const tableOf = (listed: readonly Command[]): string =>
  [
    '| Command | What it does |',
    '| --- | --- |',
    ...listed.map(
      ({ name, usage, summary }) =>
        `| [\`${usage.replaceAll('|', '\\|')}\`](commands/${name}.md) | ${summary.replaceAll('|', '\\|')} |`,
    ),
  ].join('\n');

function pageAbout(command: Command): string {
  const { aliases = [], usage, summary, examples, who, during, takesLines } = command;
  const facts = [
    `**Who:** ${WHO[who]}.`,
    `**When:** ${DURING[during]}.`,
    ...(aliases.length > 0
      ? [`**Also:** ${aliases.map((alias) => `\`/${alias}\``).join(' ')}.`]
      : []),
    ...(takesLines ? ['**Takes** the lines below it too, up to the next command.'] : []),
  ];
  const refused = answersOf(command);
  const cannot =
    refused.length > 0 ? answers(refused) : 'There is nothing about it that could not be done.';
  return `# \`${usage}\`

${WRITTEN}

${summary}.

${facts.map((fact) => `- ${fact}`).join('\n')}

${examples.map((example) => `\`\`\`\n${example}\n\`\`\``).join('\n\n')}

## What it answers when it can't

${cannot}

[All commands](../${COMMAND_INDEX.split('/').at(-1)})
`;
}

const answers = (all: readonly Answer[]): string =>
  all
    .map(
      ({ typed, when, because, tryThis }) =>
        `- \`${typed}\`${when === null ? '' : ` ${when}`}: ${because}. ${tryThis}.`,
    )
    .join('\n');
