import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const run = (file: string, args: readonly string[], cwd: string, env = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, GITHUB_TOKEN: '', GH_TOKEN: '', ...env } };
    execFile(file, [...args], options, (error, out, err) => {
      const code = error === null ? 0 : Number(error.code ?? 1);
      resolve({ code, out, err });
    });
  });

/** A project of somebody's that has installed what `npm pack` made. */
let project: string;
let files: readonly string[];

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-packed-'));
  project = join(folder, 'project');
  const modules = join(project, 'node_modules');
  mkdirSync(modules, { recursive: true });
  const packed = await run('npm', ['pack', '--json', '--pack-destination', folder], ROOT);
  if (packed.code !== 0) throw new Error(packed.err);
  const [{ filename, files: inside }] = JSON.parse(packed.out);
  files = inside.map(({ path }: { readonly path: string }) => path);
  const unpacked = await run('tar', ['xzf', join(folder, filename), '-C', folder], folder);
  if (unpacked.code !== 0) throw new Error(unpacked.err);
  renameSync(join(folder, 'package'), join(modules, 'tocsin'));
  for (const name of shipped()) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
}, 60_000);
afterAll(() => rmSync(dirname(project), { recursive: true, force: true }));

/** What an install without the developers' packages would bring: by the lock, not by what happens to be here. */
function shipped(): readonly string[] {
  const { packages } = json(join(ROOT, 'package-lock.json'));
  const listed: [string, { readonly dev?: boolean }][] = Object.entries(packages);
  return listed.flatMap(([path, { dev }]) => {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? [];
    return name && !dev ? [name] : [];
  });
}

const tocsin = (words: readonly string[], env = {}): Promise<Ended> => {
  const { bin } = json(join(project, 'node_modules/tocsin/package.json'));
  const script = join('node_modules/tocsin', bin.tocsin);
  return run(process.execPath, [script, ...words], project, env);
};

describe('what npm takes', () => {
  test('runs: compiled, with its messages', () => {
    expect(files).toContain('dist/cli/main.js');
    expect(files).toContain('dist/main.js');
    expect(files).toContain('templates/card.md.hbs');
    expect(files).toContain('.github/ISSUE_TEMPLATE/incident.yml');
    expect(files).toContain('.github/incidents.example.yml');
  });

  test('holds neither sources nor tests nor the GitHub of our own', () => {
    expect(files.filter((path) => /\.ts$|\.map$|^test\/|^src\/|sandbox/.test(path))).toEqual([]);
  });
});

describe('installed elsewhere', () => {
  test('it helps', async () => {
    const { code, out, err } = await tocsin(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Usage: tocsin');
  });

  test('it reads a configuration', async () => {
    writeFileSync(join(project, 'incidents.yml'), 'clocks: { grace: soon }');
    const { code, out, err } = await tocsin(['check', 'incidents.yml']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('clocks.grace is "soon"');
  });

  test('it renders a message', async () => {
    const { code, out } = await tocsin(['render', 'update']);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('Status Update') });
  });

  test('it asks for a token', async () => {
    const { code, err } = await tocsin(['explain', 'acme/shop#1']);
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining('There is no token') });
  });
});
