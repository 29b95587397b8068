/** `/comms @eve`: who informs; see role.ts. */
import { roleCommand } from './role.ts';

export const comms = roleCommand('comms', 'keeps status page, stakeholders and channel informed');
