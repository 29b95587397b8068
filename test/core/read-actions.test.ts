import { describe, expect, test } from '@jest/globals';
import { decide, type Rules } from '../../src/core/decide.ts';
import type { IncidentEvent } from '../../src/core/events.ts';
import type { PostmortemIssue, TrackedIssue } from '../../src/core/snapshot.ts';
import {
  aDeclaration,
  aPostmortemIssue,
  aRecord,
  aSnapshot,
  aTrackedIssue,
  at,
  told,
} from '../support/builders.ts';

const rules: Rules = {
  comment: () => 'nothing',
  gist: () => '',
  edit: () => ({ changed: [], added: null }),
  act: () => [],
  timers: [],
};
const opened = { at: at('10:41'), by: null, via: 'world:action:5:0' };
const history: readonly IncidentEvent[] = [
  aDeclaration(),
  told({ type: 'action-added', text: 'x', owner: null, due: null, repository: null }),
  told({ type: 'resolved', text: null, from: 'monitoring' }, { at: at('10:40') }),
  told({ type: 'postmortem-owed', due: at('2026-11-25 10:40') }, { at: at('10:40') }),
  told({ type: 'postmortem-opened', number: 2 }, opened),
  told({ type: 'action-opened', id: '5:0', number: 7, ref: '#7' }, opened),
];

function news(
  { items = [], ...postmortem }: Partial<PostmortemIssue> & { items?: readonly TrackedIssue[] },
  { events = history, now = at('11:00') } = {},
): readonly IncidentEvent[] {
  const snapshot = aSnapshot({ postmortem: aPostmortemIssue(postmortem), items });
  const input = { snapshot, record: aRecord(events), letters: [], now, editedBy: null };
  const decision = decide(rules, input);
  if (!decision.incident) throw new Error(decision.because);
  return decision.record.events.slice(events.length);
}

describe('an action item', () => {
  const done = aTrackedIssue({ open: false, closedAt: at('10:50') });

  test('that somebody closed is done, once, and open again when somebody reopens it', () => {
    const closed = news({ items: [done] });
    expect(closed).toMatchObject([
      { type: 'action-closed', id: '5:0', ref: '#7', at: at('10:50') },
    ]);
    const events = [...history, ...closed];
    expect(news({ items: [done] }, { events })).toEqual([]);
    expect(news({ items: [aTrackedIssue()] }, { events })).toMatchObject([
      { type: 'action-reopened', id: '5:0' },
    ]);
  });

  test('closed before the newest thing known is told after it', () => {
    const early = aTrackedIssue({ open: false, closedAt: at('10:30') });
    expect(news({ items: [early] })).toMatchObject([{ type: 'action-closed', at: at('10:41') }]);
  });

  test('that is not shown may be shown late; long after it is gone', () => {
    expect(news({}, { now: at('10:50') })).toEqual([]);
    expect(news({}, { now: at('10:52') })).toMatchObject([{ type: 'action-gone', ref: '#7' }]);
  });
});

describe('a sub-issue of the postmortem', () => {
  const theirs = aTrackedIssue({ number: 9, id: 1009, title: 'Theirs', parent: 1002 });
  const items = [aTrackedIssue()];

  test('that people made counts, once; ours counts already', () => {
    const found = news({ items, subIssues: [aTrackedIssue({ parent: 1002 }), theirs] });
    expect(found).toMatchObject([
      { type: 'action-found', id: '#9', title: 'Theirs', number: 9, repository: null },
    ]);
    const events = [...history, ...found];
    expect(news({ items: [...items, theirs], subIssues: [theirs] }, { events })).toEqual([]);
  });

  test('that is closed already is done', () => {
    const closed = { ...theirs, open: false, closedAt: at('10:20') };
    expect(news({ items, subIssues: [closed] })).toMatchObject([
      { type: 'action-found' },
      { type: 'action-closed', id: '#9' },
    ]);
  });

  test('that people took away counts no longer', () => {
    const events = [...history, ...news({ items, subIssues: [theirs] })];
    const away = [...items, { ...theirs, parent: null }];
    expect(news({ items: away, subIssues: [] }, { events })).toMatchObject([
      { type: 'action-gone', id: '#9' },
    ]);
  });

  test('of another repository is named with it', () => {
    const elsewhere = { ...theirs, repository: 'acme/payments' };
    expect(news({ items, subIssues: [elsewhere] })).toMatchObject([{ id: 'acme/payments#9' }]);
  });
});
