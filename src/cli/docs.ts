/**
 * `npm run docs` prints what the documentation says about commands and variables out of the code;
 * with `--check` it writes nothing and exits 1 where a page has fallen behind.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Command } from '../commands/command.ts';
import { commands } from '../commands/index.ts';
import { VARIABLES } from '../env.ts';

const ROOT = new URL('../../', import.meta.url);
const REFERENCE = 'docs/during/commands.md';
/** Pages by people with generated parts in them. One that is not written yet is passed over. */
const PAGES = ['README.md', 'docs/before/install.md'] as const;

const WHO: Readonly<Record<Command['who'], string>> = {
  anyone: 'Anyone.',
  responder: 'Whoever may command here: in public repositories triage and up.',
};
const DURING: Readonly<Record<Command['during'], string>> = {
  open: 'While the incident is open.',
  resolved: 'Once the incident is resolved.',
  any: 'At any time.',
};

/** Every generated part by the name in its markers. */
const PARTS: Readonly<Record<string, () => string>> = {
  commands: commandTable,
  environment: environmentTable,
};

/** Pages whose text is not what the code says, with the text they should have. */
export function outdated(
  read: (page: string) => string | null,
): { readonly page: string; readonly text: string }[] {
  const filled = PAGES.flatMap((page) => {
    const text = read(page);
    return text === null ? [] : [{ page, text: withParts(text) }];
  });
  return [...filled, { page: REFERENCE, text: reference() }].filter(
    ({ page, text }) => read(page) !== text,
  );
}

/** The text with what stands between `<!-- generated: name -->` and `<!-- /generated -->` made anew. */
export function withParts(text: string): string {
  return text.replace(
    /(<!-- generated: ([\w-]+) -->\n)[\s\S]*?(<!-- \/generated -->)/g,
    (_whole, open: string, name: string, close: string) => {
      const part = PARTS[name];
      if (!part) throw new Error(`Nothing is generated under the name "${name}"`);
      return `${open}${part()}\n${close}`;
    },
  );
}

function commandTable(): string {
  return table(
    ['Command', 'What it does'],
    commands.map(({ usage, summary }) => [`\`${usage}\``, summary]),
  );
}

function environmentTable(): string {
  return table(
    ['Variable', 'Default', 'What it is for'],
    VARIABLES.map(({ name, fallback, says }) => [
      `\`${name}\``,
      fallback === '' ? '–' : `\`${fallback}\``,
      says,
    ]),
  );
}

/** A pipe would end the cell. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

function reference(): string {
  return `# Commands

<!-- Written by \`npm run docs\` out of src/commands/: change it there. -->

A command stands at the start of a line of a comment, in any case; never inside code, a quote or HTML.
It runs once, when the comment is made: editing the comment does not run it again. 🚀 says that it was
carried out; 😕 and a reply say what to type instead.

${commandTable()}

${commands.map(chapter).join('\n\n')}
`;
}

function chapter(command: Command): string {
  const { name, aliases = [], usage, summary, examples, who, during, takesLines } = command;
  const facts = [
    `**Who:** ${WHO[who]}`,
    `**When:** ${DURING[during]}`,
    ...(aliases.length > 0
      ? [`**Also:** ${aliases.map((alias) => `\`/${alias}\``).join(' ')}`]
      : []),
    ...(takesLines ? ['**Takes** the lines below it too, up to the next command.'] : []),
  ];
  return `## \`/${name}\`

${summary}. Typed as \`${usage}\`.

${facts.map((fact) => `- ${fact}`).join('\n')}

\`\`\`
${examples.join('\n\n')}
\`\`\``;
}

function main(check: boolean): void {
  const stale = outdated((page) => {
    const file = new URL(page, ROOT);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  });
  for (const { page, text } of stale) {
    if (!check) writeFileSync(new URL(page, ROOT), text);
    process.stdout.write(
      check ? `${page} is out of date: run \`npm run docs\`\n` : `${page} written\n`,
    );
  }
  if (check && stale.length > 0) process.exitCode = 1;
}

if (import.meta.main) main(process.argv.includes('--check'));
