/** `/ops @bo`: who fixes; see role.ts. */
import { roleCommand } from './role.ts';

export const ops = roleCommand('ops', 'investigates, fixes and restores service');
