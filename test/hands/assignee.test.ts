import { describe, expect, test } from '@jest/globals';
import { assignee } from '../../src/hands/assignee.ts';
import { aContext, aDoer, anAct, anIncident } from '../support/builders.ts';

const incident = anIncident({ roles: { ic: 'bo', ops: 'bo', comms: 'mia' } });

describe('the assignees', () => {
  test('somebody new takes part, without a role', () => {
    const act = anAct({ kind: 'assigned', login: 'zoe' });
    expect(assignee.read(act, aContext({ incident }))).toEqual([{ type: 'joined', login: 'zoe' }]);
  });

  test('whoever is taken off loses every role', () => {
    const act = anAct({ kind: 'unassigned', login: 'bo' });
    expect(assignee.read(act, aContext({ incident }))).toEqual([
      { type: 'role-freed', role: 'ic', from: 'bo' },
      { type: 'role-freed', role: 'ops', from: 'bo' },
    ]);
  });

  test('whoever held no role and is taken off leaves no gap', () => {
    const act = anAct({ kind: 'unassigned', login: 'zoe' });
    expect(assignee.read(act, aContext({ incident }))).toEqual([]);
  });

  test('another bot takes no role away', () => {
    const act = anAct({ kind: 'unassigned', login: 'bo' });
    const actor = aDoer('robo[bot]', { bot: true });
    expect(assignee.read(act, aContext({ incident, actor }))).toEqual([]);
  });
});
