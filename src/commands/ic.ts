/** `/ic @ana`: who commands; see role.ts. */
import { roleCommand } from './role.ts';

export const ic = roleCommand('ic', 'leads, decides and communicates, and does not debug');
