import { describe, expect, test } from '@jest/globals';
import type { EventBody, IncidentEvent } from '../../src/core/events.ts';
import { voice } from '../../src/surfaces/voice.ts';
import { aDeclaration, aRecord, at, aWorld, told } from '../support/builders.ts';

const refused: EventBody = { type: 'refused', line: '/sev 9', because: 'No', tryThis: 'Yes' };
const paged = (number: number): EventBody => ({
  type: 'paged',
  number,
  reason: 'severity',
  groups: [{ group: `group ${number}`, people: ['ana'] }],
  unfilled: [],
});
const helped: EventBody = { type: 'helped' };

function spoken(...events: readonly IncidentEvent[]) {
  const record = aRecord([aDeclaration(), ...events]);
  return voice.plan(aWorld({ record })).map((effect) => {
    if (effect.kind !== 'comment') throw new Error(`The voice can only comment: ${effect.kind}`);
    const { once, issue, page, parts } = effect;
    return { once, issue, page, templates: parts.map(({ template }) => template) };
  });
}

test('what is about a postmortem elsewhere is said there, though its number may be the incident’s', () => {
  const end = { at: at('10:40'), via: 'comment:5:0' };
  const record = aRecord([
    aDeclaration(),
    told({ type: 'resolved', text: null, from: 'monitoring' }, end),
    told({ type: 'postmortem-owed', due: at('2026-11-25 10:40'), repository: 'acme/papers' }, end),
    told({ type: 'postmortem-opened', number: 1 }, { ...end, via: 'world:postmortem' }),
    told(refused, { at: at('10:50'), via: 'remark:9:0' }),
  ]);
  expect(voice.plan(aWorld({ record }))).toMatchObject([
    { once: 'say:comment:5', issue: 1 },
    { once: 'say:remark:9@acme/papers#1', issue: 1, in: 'acme/papers' },
  ]);
});

describe('what is said aloud', () => {
  test('is a comment per cause: the lines of a comment share one', () => {
    const first = told(refused, { via: 'comment:5:0' });
    const second = told(helped, { via: 'comment:5:2' });
    const other = told(helped, { via: 'comment:6:0' });
    expect(spoken(first, second, other)).toEqual([
      { once: 'say:comment:5', issue: 1, page: false, templates: ['refused', 'help'] },
      { once: 'say:comment:6', issue: 1, page: false, templates: ['help'] },
    ]);
  });

  test('with a call in it is named by the call, and goes first', () => {
    const changed: EventBody = { type: 'severity-changed', from: 2, to: 1, why: null };
    expect(spoken(told(changed), told(paged(0)))).toEqual([
      { once: 'page:0', issue: 1, page: true, templates: ['severity-changed', 'page'] },
    ]);
  });

  test('with two calls in it is named by the first', () => {
    const via = 'clock:1';
    const calls = [paged(0), paged(1)].map((body) => told(body, { via }));
    expect(spoken(...calls)).toMatchObject([{ once: 'page:0', templates: ['page', 'page'] }]);
  });

  test('says the same words once', () => {
    const give = (role: 'ic' | 'ops', via: string) =>
      told({ type: 'role-given', role, to: 'ana', from: null }, { via });
    expect(spoken(give('ic', 'comment:5:0'), give('ops', 'comment:5:1'))).toMatchObject([
      { once: 'say:comment:5', templates: ['role-warning'] },
    ]);
  });

  test('about a postmortem that is gone is said nowhere', () => {
    const reminder = { type: 'clock-ran-out', clock: 'postmortem-due', since: 0, step: 1 } as const;
    const gone = [
      told({ type: 'postmortem-owed', due: at('2026-11-25 10:40') }),
      told({ type: 'postmortem-opened', number: 2 }),
      told({ ...reminder, mention: [] }, { via: 'clock:1' }),
      told({ type: 'postmortem-lost', number: 2 }),
    ];
    expect(spoken(...gone)).toEqual([]);
  });

  test('about the postmortem is said on the postmortem, beside what is said here', () => {
    const via = 'clock:1';
    const clock = (name: string) =>
      told({ type: 'clock-ran-out', clock: name, since: 0, step: 1, mention: [] }, { via });
    const owed = [
      told({ type: 'postmortem-owed', due: at('2026-11-25 10:40') }),
      told({ type: 'postmortem-opened', number: 2 }),
    ];
    expect(spoken(...owed, clock('postmortem-due'), clock('commander-missing'))).toEqual([
      { once: 'say:clock:1@2', issue: 2, page: false, templates: ['postmortem-due'] },
      { once: 'say:clock:1', issue: 1, page: false, templates: ['commander-missing'] },
    ]);
  });

  test('is what is news, not what was said before', () => {
    const record = aRecord([aDeclaration(), told(helped)], { settled: 2 });
    expect(voice.plan(aWorld({ record }))).toEqual([]);
  });

  test('is nothing where the card shows it', () => {
    expect(spoken(told({ type: 'noted', text: 'x' }), told({ type: 'acknowledged' }))).toEqual([]);
  });
});
