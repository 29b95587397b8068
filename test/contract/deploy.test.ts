import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { validate } from 'dockerfile-utils';
import { load } from 'js-yaml';
import { VARIABLES } from '../../src/variables.ts';
import { isThere } from './sources.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const image = read('deploy/Dockerfile');
const unit = read('deploy/tocsin.service');
const { dependencies, scripts } = JSON.parse(read('package.json')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
};
const START = 'src/start.mjs';
/** What is set for Node and for the things beside the app. */
const NOT_OURS = ['NODE_ENV'];

const named = (text: string): readonly string[] =>
  [...text.matchAll(/\b([A-Z][A-Z_]+)=/g)].flatMap(([, name = '']) =>
    NOT_OURS.includes(name) ? [] : [name],
  );

describe('the image', () => {
  test('is of the Node that the tests run on, in both stages', () => {
    const bases = [...image.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    const base = `node:${dependencies.node}-bookworm-slim`;
    expect(bases).toEqual([base, base]);
  });

  test('is written as the linter of the Docker extension wants it', () => {
    const complaints = (text: string) => validate(text).map(({ message }) => message);
    expect(complaints(image)).toEqual([]);
    expect(complaints(image.replace('--interval', '--every'))).toEqual(['Unknown flag: every']);
  });

  test('copies what is there and lets in what it copies', () => {
    const copied = [...image.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) =>
      paths.split(' '),
    );
    const letIn = [...read('deploy/Dockerfile.dockerignore').matchAll(/^!(.+)$/gm)];
    expect(new Set(letIn.map(([, path]) => path))).toEqual(new Set(copied));
    expect(copied.filter((path) => !isThere(path))).toEqual([]);
    expect(copied).toContain('src');
  });

  test('is not root, starts what `npm start` starts, and asks whether it is well', () => {
    expect(image).toMatch(/^USER node$/m);
    expect(image).toContain(`CMD ["node", "${START}"]`);
    expect(scripts.start).toBe(`node ${START}`);
    // Not whether it is ready: while GitHub is away it must not be restarted, for it takes webhooks in.
    expect(image).toMatch(/^HEALTHCHECK .*\/healthz/m);
    expect(image).not.toContain('/readyz');
  });
});

test.each([
  ['the image', image],
  ['the unit', unit],
])('%s sets only what the app knows', (_what, text) => {
  const known = VARIABLES.map(({ name }) => name);
  const set = named(text.replaceAll(/^#.*$/gm, ''));
  expect(set.filter((name) => !known.includes(name))).toEqual([]);
  expect(set).toContain('TOCSIN_DATA');
});

test('the unit starts the same, and waits as long as a pass may last', () => {
  expect(unit).toMatch(new RegExp(`^ExecStart=\\S+/node ${START}$`, 'm'));
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(45);
});

test('the servers of the compose file use its database, and may end their passes', () => {
  const { services } = load(read('deploy/compose.yml')) as {
    readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  expect(services.tocsin).toMatchObject({
    build: { context: '..', dockerfile: 'deploy/Dockerfile' },
    environment: {
      DATABASE_URL: expect.stringMatching(/^postgres:\/\/tocsin:.*@postgres\/tocsin$/),
    },
    depends_on: { postgres: { condition: 'service_healthy' } },
    stop_grace_period: '60s',
  });
  expect(services.postgres?.healthcheck).toBeDefined();
});
