import { fileURLToPath } from 'node:url';
import { loadTemplates } from '../render/templates.ts';

const ROOT = new URL('../../', import.meta.url);

/** The messages that ship with Tocsin, by name. */
export const shippedTemplates = (): Record<string, string> =>
  loadTemplates(fileURLToPath(new URL('templates/', ROOT)));
