import { roleCommand } from './role.ts';

export const ops = roleCommand('ops', 'investigates, fixes and restores service');
