import { expect, test } from '@jest/globals';
import { ic } from '../../src/commands/ic.ts';
import { roleTable } from './role-table.ts';

roleTable('ic');

test('the help says what the role is for', () => {
  expect(ic.summary).toContain('does not debug');
});
