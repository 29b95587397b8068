import { describe, expect, test } from '@jest/globals';
import { gistOf, readEdit } from '../../src/commands/edited.ts';
import { readComment } from '../../src/commands/read.ts';
import { decide, type Input, type Rules } from '../../src/core/decide.ts';
import type { IncidentEvent } from '../../src/core/events.ts';
import { EMPTY_RECORD } from '../../src/core/record.ts';
import { nextDue } from '../../src/core/run-clocks.ts';
import type { Act, Comment } from '../../src/core/snapshot.ts';
import { readAct } from '../../src/hands/index.ts';
import { timers } from '../../src/timers/index.ts';
import {
  aBot,
  aComment,
  aDeclaration,
  anAct,
  anIncident,
  aPerson,
  aPolicy,
  aPostmortemIssue,
  aRecord,
  aSnapshot,
  at,
  told,
} from '../support/builders.ts';

const quiet: Rules = {
  comment: readComment,
  gist: gistOf,
  edit: readEdit,
  act: readAct,
  timers: [],
};
const rules: Rules = { ...quiet, timers };
const called = told(
  {
    type: 'paged',
    number: 0,
    reason: 'declared',
    groups: [{ group: 'on-call', people: ['ana'] }],
    unfilled: [],
  },
  { at: at('10:00'), by: null, via: 'hand:declared' },
);
const declared = [aDeclaration(), called];

interface Given extends Partial<Input> {
  readonly comments?: readonly Comment[];
  readonly acts?: readonly Act[];
  readonly using?: Rules;
}

function decided({ comments = [], acts = [], using = quiet, ...given }: Given = {}) {
  const decision = decide(using, {
    snapshot: aSnapshot({ comments, acts, rights: { ana: true, bo: true } }),
    record: aRecord(declared),
    letters: [],
    now: at('10:06'),
    editedBy: null,
    ...given,
  });
  if (!decision.incident) throw new Error(decision.because);
  const before = given.record?.events.length ?? declared.length;
  return { ...decision, news: decision.record.events.slice(before) };
}

const types = (news: readonly IncidentEvent[]): readonly string[] => news.map(({ type }) => type);

describe('what is read', () => {
  test('is not read again where its name has left the record and it is as old as that', () => {
    const record = aRecord(declared, { forgotten: at('10:05') });
    const comments = [aComment('/sev 1'), aComment('/sev 3', { id: 6, at: at('10:05') + 1 })];
    const acts = [anAct({ kind: 'assigned', login: 'zoe' }, { id: 'A1', at: at('10:05') })];
    const { news, record: after } = decided({ record, comments, acts });
    expect(types(news)).toContain('severity-changed');
    expect(after.comments).toEqual({ 6: 'accepted' });
    expect(after.acts).toEqual([]);
    expect(after.forgotten).toBe(at('10:05'));
  });

  test('is read once', () => {
    const comments = [aComment('/sev 1'), aComment('hello', { id: 6, author: aPerson('zoe') })];
    const acts = [anAct({ kind: 'assigned', login: 'zoe' }, { id: 'A1' })];
    const first = decided({ comments, acts });
    expect(first.record.comments).toEqual({ 5: 'accepted', 6: 'nothing' });
    expect(first.record.acts).toEqual(['A1']);
    expect(first.news).not.toEqual([]);
    expect(decided({ comments, acts, record: first.record }).news).toEqual([]);
  });

  test('is read in the order of GitHub’s times: within a second comments first, then by id', () => {
    const comments = [
      aComment('/note last', { id: 9, at: at('10:05:02') }),
      aComment('/note third', { id: 8 }),
      aComment('/note second', { id: 7 }),
    ];
    const acts = [
      anAct({ kind: 'assigned', login: 'hand' }, { id: 'A1', at: at('10:05') }),
      anAct({ kind: 'assigned', login: 'first' }, { id: 'A2', at: at('10:04') }),
    ];
    const record = aRecord([...declared, told({ type: 'acknowledged' }, { at: at('10:01') })]);
    const said = decided({ comments, acts, record }).news.map((event) =>
      event.type === 'noted' ? event.text : event.type === 'joined' ? event.login : event.type,
    );
    expect(said).toEqual(['first', 'second', 'third', 'hand', 'last']);
  });

  test.each([
    [
      'a comment from before the declaration',
      { comments: [aComment('/sev 1', { at: at('09:59') })] },
    ],
    [
      'an act from before the declaration',
      { acts: [anAct({ kind: 'closed' }, { at: at('09:59') })] },
    ],
    ['a bot’s command', { comments: [aComment('/sev 1', { author: aBot('robo[bot]') })] }],
    [
      'our own act',
      { acts: [anAct({ kind: 'closed' }, { actor: { login: 'tocsin', bot: true, ours: true } })] },
    ],
  ])('%s is not heard', (_, given) => {
    expect(decided(given).news).toEqual([]);
  });

  test('a bot that the policy trusts is heard, but is nobody’s answer', () => {
    const snapshot = aSnapshot({
      policy: aPolicy({ bots: ['robo'] }),
      comments: [aComment('/sev 3', { author: aBot('robo') })],
      acts: [anAct({ kind: 'closed' }, { at: at('10:06'), actor: aBot('robo[bot]') })],
      rights: {},
    });
    const news = decided({ snapshot }).news.map(({ type }) => type);
    expect(news).toContain('severity-changed');
    expect(news).toContain('resolved');
    expect(news).not.toContain('acknowledged');
  });

  test('GitHub’s time of the newest is kept, for reads look back from there', () => {
    expect(decided({ comments: [aComment('x', { at: at('10:05:30') })] }).record.newest).toBe(
      at('10:05:30'),
    );
  });

  test('a line of a comment is its cause, by GitHub’s time', () => {
    const [event] = decided({ comments: [aComment('first\n/sev 1')] }).news;
    expect(event).toMatchObject({ via: 'comment:5:1', at: at('10:05'), by: 'ana' });
  });
});

describe('an answer acknowledges:', () => {
  const stranger = aPerson('zoe');
  test.each([
    ['a comment by somebody called', { comments: [aComment('on it')] }],
    ['a command by somebody called', { comments: [aComment('/mitigating')] }],
    ['/ack', { comments: [aComment('/ack')] }],
    ['a mistyped command: whoever typed it is there', { comments: [aComment('/sev 9')] }],
    ['a label by somebody called', { acts: [anAct({ kind: 'labeled', label: 'bug' })] }],
    ['assigning oneself', { acts: [anAct({ kind: 'assigned', login: 'ana' })] }],
    [
      'a comment by somebody called who may not command',
      { snapshot: aSnapshot({ comments: [aComment('on it')], rights: {} }) },
    ],
    [
      '/ack by somebody in a configured group, even where GitHub gives them no right',
      { snapshot: aSnapshot({ comments: [aComment('/ack')], rights: {} }) },
    ],
  ])('%s', (_, given) => {
    const { incident } = decided(given);
    expect(incident).toMatchObject({ acknowledgedAt: at('10:05'), acknowledgedBy: 'ana' });
  });

  test.each([
    ['a comment by a stranger', { comments: [aComment('me too', { author: stranger })] }],
    ['a word of whoever declared', { comments: [aComment('hm', { author: aPerson('bo') })] }],
    ['assigning somebody else', { acts: [anAct({ kind: 'assigned', login: 'mia' })] }],
    [
      'a label by a bot',
      { acts: [anAct({ kind: 'labeled', label: 'x' }, { actor: aBot('ana') })] },
    ],
    ['closing', { acts: [anAct({ kind: 'closed' })] }],
  ])('not %s', (_, given) => {
    expect(decided(given).incident.acknowledgedAt).toBeNull();
  });

  test('not the declaration itself, even by somebody on call', () => {
    const act = anAct({ kind: 'labeled', label: 'incident' }, { id: 'L1', at: at('10:00') });
    const snapshot = aSnapshot({ issue: { labels: ['incident'] }, acts: [act] });
    const { incident } = decided({ snapshot, record: EMPTY_RECORD });
    expect(incident).toMatchObject({ declaredBy: 'ana', acknowledgedAt: null });
  });

  test('not a word from before anybody was wanted, which GitHub showed late', () => {
    const reopened = told({ type: 'reopened', why: null }, { at: at('10:05:30') });
    const end = told({ type: 'resolved', text: null, from: 'monitoring' }, { at: at('10:04') });
    const record = aRecord([...declared, end, reopened]);
    expect(decided({ comments: [aComment('on it')], record }).incident.acknowledgedAt).toBeNull();
  });

  test('the first one counts', () => {
    const comments = [aComment('on it'), aComment('me too', { id: 6, at: at('10:05:30') })];
    expect(decided({ comments }).incident.acknowledgedAt).toBe(at('10:05'));
  });
});

describe('rights', () => {
  const byZoe = [aComment('/sev 1', { author: aPerson('zoe') })];
  test('whoever has none is not obeyed', () => {
    const { news, record } = decided({ comments: byZoe });
    expect(types(news)).toEqual(['not-allowed']);
    expect(record.comments).toEqual({ 5: 'refused' });
  });

  test.each([
    ['triage', aSnapshot({ comments: byZoe, rights: { zoe: true } }), aRecord(declared)],
    [
      'a role in this incident',
      aSnapshot({ comments: byZoe }),
      aRecord([
        ...declared,
        told({ type: 'role-given', role: 'ops', to: 'zoe', from: null }, { at: at('10:01') }),
      ]),
    ],
    [
      'a place in a configured group',
      aSnapshot({ comments: byZoe, policy: aPolicy({ responders: { security: ['zoe'] } }) }),
      aRecord(declared),
    ],
  ])('whoever has %s is', (_, snapshot, record) => {
    expect(decided({ snapshot, record }).incident.severity).toBe(1);
  });

  test('a role given in a comment’s first line holds for the next comment', () => {
    const comments = [
      aComment('/ops @zoe'),
      ...byZoe.map((c) => ({ ...c, id: 6, at: at('10:05:01') })),
    ];
    expect(decided({ comments }).incident.severity).toBe(1);
  });
});

describe('where no answer is waited for', () => {
  const ticket = [aDeclaration({ severity: 4 })];

  test.each(['on it', '/ack'])('%s acknowledges nothing', (text) => {
    const { incident } = decided({ comments: [aComment(text)], record: aRecord(ticket) });
    expect(incident.acknowledgedAt).toBeNull();
  });

  test('and a severity that waits for one finds none', () => {
    const comments = [
      aComment('on it', { id: 4, at: at('10:02') }),
      aComment('/sev 1', { author: aPerson('bo') }),
    ];
    const { incident } = decided({ comments, record: aRecord(ticket) });
    expect(incident).toMatchObject({ severity: 1, acknowledgedAt: null });
  });
});

describe('opened again', () => {
  const ended = [
    ...declared,
    told({ type: 'acknowledged' }, { at: at('10:01') }),
    told({ type: 'resolved', text: null, from: 'monitoring' }, { at: at('10:02') }),
  ];

  test.each([
    ['by a responder’s hand it is answered', { acts: [anAct({ kind: 'reopened' })] }, 'ana'],
    ['by a responder’s word too', { comments: [aComment('/reopen')] }, 'ana'],
    [
      'by whoever declared it, it waits for an answer',
      { acts: [anAct({ kind: 'reopened' }, { actor: aPerson('bo') })] },
      null,
    ],
  ])('%s', (_, given, acknowledgedBy) => {
    const { incident } = decided({ ...given, record: aRecord(ended) });
    expect(incident).toMatchObject({ status: 'investigating', acknowledgedBy });
  });
});

test('a label that the whole repository has lost was taken off by nobody', () => {
  const acts = [anAct({ kind: 'unlabeled', label: 'incident' })];
  const labels = (names: readonly string[]) => aSnapshot({ acts, repository: { labels: names } });
  expect(types(decided({ snapshot: labels(['SEV 2']) }).news)).toEqual([]);
  expect(types(decided({ snapshot: labels(['incident']) }).news)).toEqual(['label-removed']);
});

describe('the world', () => {
  const owed = [
    ...declared,
    told({ type: 'resolved', text: null, from: 'monitoring' }, { at: at('10:02') }),
    told({ type: 'postmortem-owed', due: at('2026-11-25 10:02') }, { at: at('10:02') }),
    told({ type: 'postmortem-opened', number: 2 }, { at: at('10:02:05') }),
  ];
  const seen = (given: Parameters<typeof aPostmortemIssue>[0], record = aRecord(owed)) =>
    decided({ snapshot: aSnapshot({ postmortem: aPostmortemIssue(given) }), record });

  test('shows a postmortem that somebody closed', () => {
    const closed = seen({ open: false, closedAt: at('10:04') });
    expect(closed.news).toMatchObject([{ type: 'postmortem-closed', at: at('10:04') }]);
    expect(seen({ open: false, closedAt: at('10:04') }, closed.record).news).toEqual([]);
  });

  test('and one that somebody opened again', () => {
    const { record } = seen({ open: false, closedAt: at('10:04') });
    expect(types(seen({ open: true }, record).news)).toEqual(['postmortem-reopened']);
  });

  test('and what stands unwritten in it, once until it is closed with something else unwritten', () => {
    const end = { open: false, closedAt: at('10:04') };
    const empty = { body: '## Summary\n\n*Write here.*\n\n## Impact\n' };
    const closed = seen({ ...end, ...empty });
    expect(closed.news).toMatchObject([{ unfilled: ['Summary', 'Impact'] }]);
    const again = seen({ open: true, ...empty }, closed.record);
    expect(seen({ ...end, ...empty }, again.record).news[0]).not.toHaveProperty('unfilled');
    const better = { ...end, body: '## Summary\n\nDown.\n\n## Impact\n' };
    expect(seen(better, again.record).news).toMatchObject([{ unfilled: ['Impact'] }]);
    const whole = { ...end, body: '## Summary\n\nDown.\n\n## Impact\n\nAll.' };
    expect(seen(whole, again.record).news).toMatchObject([{ unfilled: [] }]);
  });

  test('but of one that was waived nothing is missing', () => {
    const waived = aRecord([
      ...owed,
      told({ type: 'postmortem-waived', why: 'known' }, { at: at('10:03') }),
    ]);
    const end = { open: false, closedAt: at('10:04'), body: '## Summary' };
    expect(seen(end, waived).news[0]).not.toHaveProperty('unfilled');
  });

  test('and one closed before we noted that it was open: said once all the same', () => {
    const late = aRecord([...owed, told({ type: 'postmortem-reopened' }, { at: at('10:05:30') })]);
    const closed = seen({ open: false, closedAt: at('10:04') }, late);
    expect(types(closed.news)).toEqual(['postmortem-closed']);
    expect(closed.incident.postmortem?.closedAt).toBe(at('10:05:30'));
    expect(seen({ open: false, closedAt: at('10:04') }, closed.record).news).toEqual([]);
  });

  test.each([
    ['long after it was opened is lost, once', '10:12:06', ['postmortem-lost']],
    ['soon after may be a read that lags', '10:12:05', []],
  ])('a postmortem that is not shown %s', (_, time, expected) => {
    const gone = { snapshot: aSnapshot(), now: at(time) };
    const first = decided({ ...gone, record: aRecord(owed) });
    expect(types(first.news)).toEqual(expected);
    expect(decided({ ...gone, record: first.record }).news).toEqual([]);
  });

  test('a postmortem that was written is not missed', () => {
    const { record } = seen({ open: false, closedAt: at('10:04') });
    expect(decided({ snapshot: aSnapshot(), now: at('11:00'), record }).news).toEqual([]);
  });

  test('shows another issue: that is none of ours', () => {
    expect(seen({ number: 9, open: false }).news).toEqual([]);
  });

  test('shows that somebody edited the card', () => {
    const { news } = decided({ editedBy: 'mallory' });
    expect(news).toMatchObject([{ type: 'card-restored', by: 'mallory', at: at('10:06') }]);
  });
});

describe('clocks', () => {
  test('that are due together speak in one moment, which is one comment', () => {
    const record = aRecord([...declared, told({ type: 'acknowledged' }, { at: at('10:01') })]);
    const { news } = decided({ using: rules, record, now: at('10:30') });
    const clocks = news.filter((event) => event.type === 'clock-ran-out');
    expect(clocks.map(({ clock }) => clock)).toEqual(['commander-missing', 'mitigation-prompt']);
    expect(new Set(news.map(({ via }) => via))).toEqual(new Set([`clock:${at('10:30')}`]));
  });

  test('are asked after all that came in: a late answer stops them', () => {
    const given = { comments: [aComment('on it')], using: rules, now: at('10:45') };
    expect(types(decided(given).news)).not.toContain('paged');
    expect(types(decided({ ...given, comments: [] }).news)).toContain('paged');
  });

  test('wake the engine at the earliest', () => {
    expect(nextDue(timers, anIncident(), aPolicy())).toBe(at('10:30:20'));
    expect(nextDue(timers, anIncident({ doubt: 'late' }), aPolicy())).toBeNull();
  });
});

describe('an issue without a record', () => {
  const act = anAct({ kind: 'labeled', label: 'incident' }, { id: 'L1', at: at('10:00') });
  const snapshot = aSnapshot({ issue: { labels: ['incident'] }, acts: [act] });
  const fresh = { snapshot, record: EMPTY_RECORD, using: rules };

  test('that nothing declares is none, and says why', () => {
    expect(
      decide(rules, {
        snapshot: aSnapshot(),
        record: EMPTY_RECORD,
        letters: [],
        now: at('10:01'),
        editedBy: null,
      }),
    ).toEqual({ incident: null, because: 'nothing declares it an incident' });
  });

  test('is declared, and its matrix is called', () => {
    expect(types(decided(fresh).record.events)).toEqual(['declared', 'paged']);
  });

  test('declared by /incident: the letter and its comment are both answered, and it is no answer', () => {
    const letters = [{ id: 'd1', comment: 5, by: 'ana', at: at('10:05'), words: '' }];
    const { record } = decided({
      ...fresh,
      snapshot: aSnapshot({ comments: [aComment('/incident')] }),
      letters,
    });
    expect(record).toMatchObject({ letters: ['d1'], comments: { 5: 'accepted' } });
    expect(types(record.events)).toEqual(['declared', 'paged']);
  });

  test('with traces of ours is a record that was lost: read again, without a page or a clock', () => {
    const ours = anAct(
      { kind: 'labeled', label: 'SEV 2' },
      { id: 'L2', at: at('10:01'), actor: { login: 'tocsin[bot]', bot: true, ours: true } },
    );
    const lost = aSnapshot({
      issue: { labels: ['incident'] },
      acts: [act, ours],
      comments: [aComment('/sev 1')],
    });
    const { record, rebuilt, incident } = decided({ ...fresh, snapshot: lost, now: at('10:50') });
    expect(rebuilt).toBe(true);
    expect(types(record.events)).toContain('rebuilt');
    expect(types(record.events)).not.toContain('paged');
    expect(types(record.events)).not.toContain('clock-ran-out');
    expect(incident.severity).toBe(1);
  });
});

test('a command that is seen an hour late changes state but calls nobody', () => {
  const { news, incident } = decided({ comments: [aComment('/sev 1')], now: at('11:05:01') });
  expect(incident.severity).toBe(1);
  expect(types(news)).toContain('page-withheld');
  expect(types(news)).not.toContain('paged');
});
