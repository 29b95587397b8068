/** `/ops @bo`: who fixes; see giving.ts. */
import { roleCommand } from './giving.ts';

export const ops = roleCommand('ops');
