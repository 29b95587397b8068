/**
 * `npm run docs` prints what the documentation says about commands, variables and metrics out of the code, and the
 * policy file's JSON Schema;
 * with `--check` it writes nothing and exits 1 where a page has fallen behind.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { commands } from '../commands/index.ts';
import { SCHEMA_PAGE, schemaText } from '../github/policy-json-schema.ts';
import { METRICS } from '../metrics/catalogue.ts';
import { VARIABLES } from '../variables.ts';
import { COMMAND_FOLDER, commandPages, type Page } from './command-pages.ts';

const ROOT = new URL('../../', import.meta.url);
/** Pages by people with generated parts in them. One that is not written yet is passed over. */
const PAGES = ['README.md', 'docs/before/install.md', 'docs/before/watching.md'] as const;

/** Every generated part by the name in its markers. */
const PARTS: Readonly<Record<string, () => string>> = {
  commands: commandTable,
  environment: environmentTable,
  metrics: metricsTable,
};

/** Pages whose text is not what the code says, with the text they should have. */
export function outdated(read: (page: string) => string | null): readonly Page[] {
  const filled = PAGES.flatMap((page) => {
    const text = read(page);
    return text === null ? [] : [{ page, text: withParts(text) }];
  });
  const schema = { page: SCHEMA_PAGE, text: schemaText() };
  return [...filled, ...commandPages(), schema].filter(({ page, text }) => read(page) !== text);
}

/** Pages about commands that there are no more. */
export const surplus = (pages: readonly string[]): readonly string[] => {
  const wanted = commandPages().map(({ page }) => page);
  return pages.filter((page) => page.startsWith(`${COMMAND_FOLDER}/`) && !wanted.includes(page));
};

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

function metricsTable(): string {
  return table(
    ['Name', 'Kind', 'Labels', 'What it tells'],
    Object.entries(METRICS).map(([name, { kind, labels, says }]) => [
      `\`${name}\``,
      kind,
      labels.map((label) => `\`${label}\``).join(', ') || '–',
      says,
    ]),
  );
}

/** A pipe would end the cell. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');

function main(check: boolean): void {
  const read = (page: string): string | null => {
    const file = new URL(page, ROOT);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  };
  const folder = new URL(`${COMMAND_FOLDER}/`, ROOT);
  if (!check) mkdirSync(folder, { recursive: true });
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const gone = surplus(there.map((name) => `${COMMAND_FOLDER}/${name}`));
  const stale = outdated(read);
  if (!check) for (const { page, text } of stale) writeFileSync(new URL(page, ROOT), text);
  if (!check) for (const page of gone) rmSync(new URL(page, ROOT));
  for (const { page } of stale)
    process.stdout.write(
      check ? `${page} is out of date: run \`npm run docs\`\n` : `${page} written\n`,
    );
  for (const page of gone)
    process.stdout.write(
      check ? `${page} is about no command: run \`npm run docs\`\n` : `${page} removed\n`,
    );
  if (check && stale.length + gone.length > 0) process.exitCode = 1;
}

if (import.meta.main) main(process.argv.includes('--check'));
