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
    const actor = aDoer('robo[bot]', { bot: true, may: false });
    expect(assignee.read(act, aContext({ incident, actor }))).toEqual([
      { type: 'hand-declined', act: 'unassigned', about: 'bo', bot: true, again: false },
    ]);
    const twice = { ...incident, declined: { 'unassigned:bo': 1 } };
    expect(assignee.read(act, aContext({ incident: twice, actor }))).toMatchObject([
      { again: true },
    ]);
  });

  test('nor does somebody without the right, but from themselves', () => {
    const actor = aDoer('bo', { may: false });
    const read = (login: string) =>
      assignee.read(anAct({ kind: 'unassigned', login }), aContext({ incident, actor }));
    expect(read('mia')).toMatchObject([{ type: 'hand-declined', bot: false }]);
    expect(read('bo')).toMatchObject([{ type: 'role-freed' }, { type: 'role-freed' }]);
    expect(read('zoe')).toEqual([]);
  });
});
