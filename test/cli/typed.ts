import { run } from '../../src/cli/program.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { Stage } from '../../src/sandbox/stage.ts';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Given {
  readonly env?: Terminal['env'];
  readonly now?: number;
  /** What is read, by its name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly read?: Terminal['read'];
  readonly outside?: Terminal['outside'];
}

/** Runs what is typed, as `main.ts` would, and answers what came out. */
export async function typed(words: readonly string[], given: Given = {}): Promise<Ended> {
  const { env = {}, now = Date.parse('2026-11-23T10:00:00Z'), files = {} } = given;
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(words, {
    env,
    now: () => now,
    say: (text) => void out.push(text),
    tell: (text) => void err.push(text),
    read: given.read ?? (async (path) => files[path] ?? noSuchFile()),
    ...(given.outside ? { outside: given.outside } : {}),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

function noSuchFile(): never {
  throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
}

/** Types in somebody's name, against a stage's GitHub and by its clock. */
export const typedBy =
  (login: string, { sandbox, clock }: Pick<Stage, 'sandbox' | 'clock'>) =>
  (...words: readonly string[]): Promise<Ended> =>
    typed(words, {
      env: { GITHUB_TOKEN: sandbox.world.person(login).token, GITHUB_API_URL: sandbox.apiUrl },
      now: clock.now(),
    });
