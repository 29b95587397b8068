import { type Figure, holds, type Row } from './figure.ts';

/** What one bench came to. */
export interface Measured {
  readonly figure: Pick<Figure, 'name' | 'about'>;
  readonly rows: readonly Row[];
}

const HEAD = '| What | Tocsin | Baseline | Ratio | Aim |\n| --- | ---: | ---: | ---: | --- |';

/** A bench as a section of a page: what was done, and a table. */
export const section = ({ figure, rows }: Measured): string =>
  [`### ${figure.name}`, `${figure.about}.`, [HEAD, ...rows.map(line)].join('\n')].join('\n\n');

function line(row: Row): string {
  const { what, unit, ours, baseline, ratio } = row;
  const figure = (value: number): string => `${short(value)} ${unit}`.trim();
  const held = baseline === null ? '–' : figure(baseline);
  return `| ${what} | ${figure(ours)} | ${held} | ${ratio === null ? '–' : short(ratio)} | ${aimOf(row)} |`;
}

function aimOf(row: Row): string {
  const { aim } = row;
  if (!aim) return '–';
  const bound = aim.most === undefined ? `≥ ${aim.least}` : `≤ ${aim.most}`;
  const what = aim.of === 'ours' ? `${bound} ${row.unit}`.trim() : `ratio ${bound}`;
  return `${what}: ${holds(row) ? 'held' : '**missed**'}`;
}

/** Three digits are more than a bench knows. */
const short = (value: number): string =>
  value >= 1_000
    ? Math.round(value).toLocaleString('en')
    : String(Number(value.toPrecision(value >= 100 ? 3 : 2)));

const open = (name: string): string => `<!-- bench: ${name} -->\n`;
const CLOSE = '<!-- /bench -->';

/**
 * The page with what was measured in place of what stood there: a bench that was not run keeps its figures, and
 * each says when it was run. Throws where the page has no place for one.
 */
export function written(
  page: string,
  measured: readonly Measured[],
  { date, machine }: { readonly date: string; readonly machine: string },
): string {
  return measured.reduce((text, one) => {
    const start = text.indexOf(open(one.figure.name));
    const end = text.indexOf(CLOSE, start);
    if (start < 0 || end < 0) throw new Error(`the page has no place for ${one.figure.name}`);
    const body = `${section(one)}\n\n${date}, ${machine}.\n`;
    return text.slice(0, start) + open(one.figure.name) + body + text.slice(end);
  }, page);
}
