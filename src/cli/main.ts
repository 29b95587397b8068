#!/usr/bin/env node
/** `tocsin`: the operator's door. What it can do: docs/before/cli.md. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { run } from './program.ts';

const print = (stream: NodeJS.WriteStream, line: string): void => void stream.write(`${line}\n`);

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  now: () => Date.now(),
  say: (line) => print(process.stdout, line),
  tell: (line) => print(process.stderr, line),
  read: (path) => (path === '-' ? text(process.stdin) : readFile(path, 'utf8')),
});
