import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { MINUTE } from '../src/core/time.ts';
import { setStage } from '../src/sandbox/stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what a pass said and did not live to note is found, though GitHub shows it seconds later', async () => {
  const stage = await setStage({
    start: Date.parse('2026-11-23T10:00:00Z'),
    queueFile: join(folder, 'queue.sqlite'),
  });
  const { world, trouble } = stage.sandbox;
  const ana = stage.as('ana').rest.issues;
  const here = { owner: 'acme', repo: 'shop' };
  world.repository('acme/shop', { collaborators: { ana: 'admin' } });
  world.installApp('acme');
  const said = () =>
    world.issue('acme/shop', 1).comments.filter(({ body }) => body.includes('**Status Update:**'));
  try {
    await stage.settle();
    await stage.wind(MINUTE);
    await ana.create({ ...here, title: 'Search is slow', labels: ['incident', 'SEV 2'] });
    await stage.settle();
    await stage.wind(MINUTE);
    // A read, the card, and what is said.
    stage.crashAt(3, 'after');
    await ana.createComment({ ...here, issue_number: 1, body: '/update all is slow' });
    await stage.settle();
    expect(stage.crashed()).toBe(true);
    expect(said()).toHaveLength(1);
    trouble.lag(1, 3);
    await stage.startApp();
    await stage.settle();
    await stage.wind(MINUTE);
    expect(said()).toHaveLength(1);
  } finally {
    await stage.close();
  }
});
