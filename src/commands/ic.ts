/** `/ic @ana`: who commands; see giving.ts. */
import { roleCommand } from './giving.ts';

export const ic = roleCommand('ic');
