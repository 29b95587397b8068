import { expect, test } from '@jest/globals';
import { comms } from '../../src/commands/comms.ts';
import { roleTable } from './role-table.ts';

roleTable('comms');

test('the help says what the role is for', () => {
  expect(comms.summary).toContain('keeps status page');
});
