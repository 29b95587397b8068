import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { decodeRecord, recordIn } from '../src/core/record.ts';
import { MINUTE } from '../src/core/time.ts';
import { setStage } from '../src/sandbox/stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'tocsin-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what a pass kept and did not live to write is written, though the card says the same to people', async () => {
  const stage = await setStage({
    start: Date.parse('2026-11-23T10:00:00Z'),
    queueFile: join(folder, 'queue.sqlite'),
  });
  const { world } = stage.sandbox;
  const ana = stage.as('ana').rest.issues;
  const here = { owner: 'acme', repo: 'shop' };
  world.person('ana');
  world.repository('acme/shop', { collaborators: { ana: 'admin' } });
  world.addLabels('acme/shop', ['incident', 'SEV 2']);
  world.installApp('acme');
  const say = async (body: string): Promise<void> => {
    await stage.wind(MINUTE);
    await ana.createComment({ ...here, issue_number: 1, body });
    await stage.settle();
  };
  const commentsRead = (): number => {
    const comments = world.issues('acme/shop')[0]?.comments ?? [];
    const [record] = comments.flatMap(({ body }) => recordIn(decodeRecord(body)) ?? []);
    return Object.keys(record?.comments ?? {}).length;
  };
  try {
    await ana.create({ ...here, title: 'Search is slow', labels: ['incident', 'SEV 2'] });
    await stage.settle();
    await say('/postmortem');
    expect(commentsRead()).toBe(1);
    // A postmortem is owed already: the card says nothing new, its record that the comment was read.
    stage.crashAt(2, 'before');
    await say('/postmortem');
    expect(stage.crashed()).toBe(true);
    await stage.startApp();
    await stage.settle();
    expect(commentsRead()).toBe(2);
  } finally {
    await stage.close();
  }
});
