import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Answer } from '../../src/commands/refusals.ts';
import { createRenderer, loadTemplates } from '../../src/render/templates.ts';
import { filesLike, type Source } from '../contract/sources.ts';

const folder = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const GOLDEN = folder('../golden/refusals.md');
const HOW = 'UPDATE_GOLDEN=1 npm run unit -- test/commands/refusals';
const renderer = createRenderer(loadTemplates(folder('../../templates')));

/** Where `refuse` was called from while all cases were answered: `src/commands/sev.ts:31:14`. */
const called = new Set<string>();
let chapters: readonly { readonly title: string; readonly answers: readonly Answer[] }[] = [];
let answering: readonly string[] = [];
let names: readonly string[] = [];

beforeAll(async () => {
  const result = await import('../../src/core/result.ts');
  const refuse = (because: string, tryThis: string) => {
    const caller = new Error().stack?.split('\n')[2] ?? '';
    called.add(/(src\/[\w/.-]+:\d+:\d+)/.exec(caller)?.[1] ?? caller);
    return result.refuse(because, tryThis);
  };
  jest.unstable_mockModule('../../src/core/result.ts', () => ({ ok: result.ok, refuse }));
  const refusals = await import('../../src/commands/refusals.ts');
  const { commands } = await import('../../src/commands/index.ts');
  answering = refusals.answering();
  names = commands.map(({ name }) => name);
  chapters = [
    ...commands.map((command) => ({
      title: `/${command.name}`,
      answers: refusals.answersOf(command),
    })),
    { title: 'Whatever is typed', answers: refusals.otherAnswers() },
  ];
});

/** Every place in these files at which something is refused. */
const sitesIn = (sources: readonly Source[]): readonly string[] =>
  sources.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, row) =>
        [...line.matchAll(/(?<![\w.'])refuse\(/g)].map(
          (match) => `${path}:${row + 1}:${match.index + 1}`,
        ),
      ),
  );

/** Refusals that nobody has tried, each with what to do about it. */
const untried = (sources: readonly Source[], tried: ReadonlySet<string>): readonly string[] =>
  sitesIn(sources)
    .filter((site) => !tried.has(site))
    .map((site) => `${site} is refused in no case: add what is typed to src/commands/refusals.ts`);

describe('every refusal of a command', () => {
  /** What commands share stands in the core. */
  const sources = filesLike('src/commands/*.ts', 'src/core/when.ts');

  test('is tried, each place at which one is made', () => {
    expect(sitesIn(sources).length).toBeGreaterThan(35);
    expect(untried(sources, called)).toEqual([]);
  });

  test('that nobody tries is found', () => {
    const text = "  if (x) return refuse('No', '`/x`');\n  return prefuse(1) + it.refuse(2);\n";
    expect(untried([{ path: 'src/commands/x.ts', text }], called)).toEqual([
      'src/commands/x.ts:1:17 is refused in no case: add what is typed to src/commands/refusals.ts',
    ]);
  });

  test('belongs to a command that there is', () => {
    expect(answering.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('says what to type instead', () => {
    const answers = chapters.flatMap((chapter) => chapter.answers);
    expect(answers.filter(({ tryThis }) => !tryThis.includes('`/'))).toEqual([]);
  });

  test('reads as it did', () => {
    const text = chapters
      .filter(({ answers }) => answers.length > 0)
      .map(({ title, answers }) => `# ${title}\n\n${answers.map(entry).join('\n\n')}\n`)
      .join('\n');
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(GOLDEN, text);
    if (!existsSync(GOLDEN)) throw new Error(`Write test/golden/refusals.md with: ${HOW}`);
    // Where the new words are meant: UPDATE_GOLDEN=1 npm run unit -- test/commands/refusals
    expect(text).toBe(readFileSync(GOLDEN, 'utf8'));
  });
});

function entry({ typed, when, because, tryThis }: Answer): string {
  const view = { line: typed, because, tryThis };
  const said = renderer.render([{ template: 'refused', view }]);
  return `<!-- ${typed}${when === null ? '' : ` · ${when}`} -->\n${said}`;
}
