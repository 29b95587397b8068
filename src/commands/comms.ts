/** `/comms @eve`: who informs; see giving.ts. */
import { roleCommand } from './giving.ts';

export const comms = roleCommand('comms');
