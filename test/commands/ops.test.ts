import { expect, test } from '@jest/globals';
import { ops } from '../../src/commands/ops.ts';
import { roleTable } from './role-table.ts';

roleTable('ops');

test('the help says what the role is for', () => {
  expect(ops.summary).toContain('restores service');
});
