import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { Stage } from '../../src/sandbox/stage.ts';
import { type Cost, playLife } from '../support/life.ts';

/**
 * What a SEV 1 costs in requests, from the form to the closed postmortem. The table in the docs is
 * written by this test: `UPDATE_DOCS=1 npm run unit -- test/contract/requests`.
 */
const PAGE = new URL('../../docs/inside/requests.md', import.meta.url);
const MARKERS = /(<!-- generated: requests -->\n)[\s\S]*?(<!-- \/generated -->)/;
test('a SEV 1 costs one read a pass, no write that changes nothing, one comment a thing to look at', async () => {
  const { costs, requests } = await playLife();
  for (const cost of costs) expect({ ...cost, reads: cost.passes }).toEqual(cost);
  expect(requests.filter(isIdle)).toEqual([]);
  keep(costs);
});

/** A write by the app that left everything as it was. */
const isIdle = ({ by, method, route, changed }: Stage['sandbox']['requests'][number]): boolean => {
  const isRead = method === 'GET' || /^GraphQL (Snapshot|Older|Revisions|Sweep)$/.test(route);
  return by === 'app' && !changed && !isRead && !route.includes('access_tokens');
};

function keep(costs: readonly Cost[]): void {
  const page = readFileSync(PAGE, 'utf8');
  const rows = costs.map(
    ({ what, passes, reads, rights, writes, comments }) =>
      `| ${what} | ${passes} | ${reads} | ${rights} | ${writes} | ${comments} |`,
  );
  const head =
    '| What happens | Passes | Reads | Permission look-ups | Writes | New comments |\n| --- | --- | --- | --- | --- | --- |';
  const text = page.replace(
    MARKERS,
    (_all, open, close) => `${open}${head}\n${rows.join('\n')}\n${close}`,
  );
  if (process.env.UPDATE_DOCS) writeFileSync(PAGE, text);
  else expect(page).toBe(text);
}
