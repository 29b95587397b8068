import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { type Measured, written } from './table.ts';

const PAGE = new URL('README.md', import.meta.url);

/** Puts what was measured into bench/README.md, with the day and the machine. */
export function writeToPage(measured: readonly Measured[]): void {
  const date = new Date().toISOString().slice(0, 10);
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const machine = `${availableParallelism()} cores, ${gigabytes} GB, Node ${process.versions.node.split('.')[0]}`;
  writeFileSync(PAGE, written(readFileSync(PAGE, 'utf8'), measured, { date, machine }));
}
