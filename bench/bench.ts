import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { onPostgres, onSqlite } from './acknowledge.ts';
import { commits } from './commits.ts';
import type { Figure } from './figure.ts';
import { incident } from './incident.ts';
import { many } from './many.ts';
import { paging } from './page.ts';
import { requests } from './requests.ts';
import { starting } from './start.ts';
import { type Measured, section, written } from './table.ts';

/**
 * `npm run bench` measures all of it, `-- --only NAME` one; `--write` puts it into bench/README.md.
 * A missed aim is said and is no failure: a busy machine misses some.
 */
const FIGURES: readonly Figure[] = [
  onSqlite,
  onPostgres,
  starting,
  paging,
  many,
  incident,
  requests,
  commits,
];
const PAGE = new URL('README.md', import.meta.url);

const { values } = parseArgs({
  options: { only: { type: 'string' }, write: { type: 'boolean', default: false } },
});
const chosen = FIGURES.filter(({ name }) => values.only === undefined || name === values.only);
if (chosen.length === 0) {
  const names = FIGURES.map(({ name }) => name).join(', ');
  throw new Error(`--only ${values.only}: there is no such bench; there are ${names}`);
}
const measured: Measured[] = [];
for (const figure of chosen) {
  const rows = await figure.measure();
  measured.push({ figure, rows });
  console.log(`${section({ figure, rows })}\n`);
}
console.log(JSON.stringify(Object.fromEntries(measured.map((m) => [m.figure.name, m.rows]))));
if (values.write) {
  const date = new Date().toISOString().slice(0, 10);
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const machine = `${availableParallelism()} cores, ${gigabytes} GB, Node ${process.versions.node.split('.')[0]}`;
  writeFileSync(PAGE, written(readFileSync(PAGE, 'utf8'), measured, { date, machine }));
}
