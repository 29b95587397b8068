import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadTemplates } from '../render/templates.ts';

const ROOT = new URL('../../', import.meta.url);

/** The messages that ship with Tocsin, by name. */
export const shippedTemplates = (): Record<string, string> =>
  loadTemplates(fileURLToPath(new URL('templates/', ROOT)));

/** A file that ships with Tocsin, by its path from the root. */
export const shippedFile = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
