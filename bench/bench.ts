import { parseArgs } from 'node:util';
import { onPostgres, onSqlite } from './acknowledge.ts';
import { commits } from './commits.ts';
import type { Figure } from './figure.ts';
import { incident } from './incident.ts';
import { many } from './many.ts';

import { paging } from './page.ts';
import { requests } from './requests.ts';
import { starting } from './start.ts';
import { type Measured, section } from './table.ts';
import { writeToPage } from './write-page.ts';

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
if (values.write) writeToPage(measured);
