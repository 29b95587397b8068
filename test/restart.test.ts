import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../src/core/time.ts';
import { setStage } from '../src/sandbox/stage.ts';

const REPOSITORIES = 120;

/**
 * A page of repositories is a hundred, a sweep asks about fifty: 500 repositories of 50 installations are 154 requests,
 * as `npm run bench -- --only many` counts them for ten thousand incidents.
 */
test('a restart asks by the repository, not by the incident, and every clock is armed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-restart-'));
  const start = Date.parse('2026-11-23T10:00:00Z');
  const stage = await setStage({ start, queueFile: join(folder, 'queue'), sweepEvery: 9 * HOUR });
  try {
    const { world, requests } = stage.sandbox;
    for (let index = 0; index < REPOSITORIES; index += 1)
      world.repository(`acme/shop-${index}`, { collaborators: { ana: 'admin' } });
    world.installApp('acme');
    await stage.settle();
    await stage.wind(MINUTE);
    const where = ['acme/shop-0', 'acme/shop-110'];
    for (const full of where) {
      const [owner = '', repo = ''] = full.split('/');
      const here = { owner, repo };
      const ana = stage.as('ana').rest.issues;
      await ana.create({ ...here, title: 'Down', labels: ['incident', 'SEV 2'] });
      await stage.settle();
      await ana.createComment({ ...here, issue_number: 1, body: '/ic' });
    }
    await stage.settle();
    await stage.wind(MINUTE);
    // What happened in the second of the last read is looked at once more, by any sweep.
    await stage.sweep();
    await stage.settle();
    await stage.stopApp();
    const before = where.map((full) => world.issue(full, 1).comments.length);
    const from = requests.length;
    await stage.startApp();
    await stage.settle();
    const counts: Record<string, number> = {};
    for (const { route } of requests.slice(from)) counts[route] = (counts[route] ?? 0) + 1;
    expect(counts).toEqual({
      'GET /app/installations': 1,
      'POST /app/installations/{installation_id}/access_tokens': 1,
      'GET /installation/repositories': 2,
      'GraphQL Sweep': 3,
      'GET /app/hook/deliveries': 1,
    });
    await stage.wind(11 * MINUTE);
    for (const [index, full] of where.entries()) {
      const said = world.issue(full, 1).comments.slice(before[index]);
      expect(said.map(({ body }) => body).join('\n')).toContain('still investigating');
    }
  } finally {
    await stage.close();
    rmSync(folder, { recursive: true });
  }
});
