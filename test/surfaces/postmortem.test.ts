import { describe, expect, test } from '@jest/globals';
import type { IncidentEvent } from '../../src/core/events.ts';
import { plan as planned } from '../../src/core/plan.ts';
import type { Milestone, PostmortemIssue } from '../../src/core/snapshot.ts';
import { postmortem } from '../../src/surfaces/postmortem.ts';
import {
  aDeclaration,
  aMilestone,
  aPolicy,
  aPostmortemIssue,
  aRecord,
  at,
  aWorld,
  told,
} from '../support/builders.ts';

const end = { at: at('10:40'), via: 'comment:5:0' };
const owed: readonly IncidentEvent[] = [
  aDeclaration(),
  told({ type: 'role-given', role: 'ic', to: 'ana', from: null }),
  told({ type: 'resolved', text: 'rolled back', from: 'monitoring' }, end),
  told({ type: 'postmortem-owed', due: at('2026-11-25 10:40') }, end),
];
const opened: readonly IncidentEvent[] = [
  ...owed,
  told({ type: 'postmortem-opened', number: 2 }, end),
];
const closed: readonly IncidentEvent[] = [...opened, told({ type: 'postmortem-closed' }, end)];

describe('a postmortem that has no issue yet', () => {
  const plan = (events: readonly IncidentEvent[], labels: readonly string[] = ['postmortem']) =>
    postmortem.plan(aWorld({ record: aRecord(events), snapshot: { repository: { labels } } }));

  test('is opened: owned by the commander, with what is known already', () => {
    const [effect, ...others] = plan(owed);
    expect(others).toEqual([]);
    expect(effect).not.toHaveProperty('assignees');
    expect(effect).toMatchObject({
      kind: 'open-issue',
      once: 'postmortem',
      title: 'Postmortem: Checkout is down',
      labels: ['postmortem'],
      parts: [
        {
          template: 'postmortem',
          view: {
            owner: 'ana',
            toResolve: '40m',
            postmortem: { due: '2026-11-25 10:40 UTC' },
            history: [{ text: 'bo declared SEV 2' }, {}, {}, {}],
          },
        },
      ],
    });
  });

  test('is not, once it was waived; but one that was opened meanwhile comes to be known', () => {
    const waived = [...owed, told({ type: 'postmortem-waived', why: 'known' }, end)];
    expect(plan(waived)).toEqual([]);
    const record = aRecord(waived);
    const meanwhile = aWorld({ record, snapshot: { found: { postmortem: 2 } } });
    expect(planned([postmortem], meanwhile).recovered).toMatchObject({ postmortem: { ref: 2 } });
  });

  test('needs its label', () => {
    expect(plan(owed, [])[0]).toMatchObject({ kind: 'create-label', name: 'postmortem' });
  });

  test('is not opened while the incident is open again', () => {
    expect(plan([...owed, told({ type: 'reopened', why: null }, { at: at('10:41') })])).toEqual([]);
  });

  test('that nobody owes is not opened', () => {
    expect(plan([aDeclaration()])).toEqual([]);
  });

  test('has a title that GitHub takes', () => {
    const world = aWorld({
      record: aRecord(owed),
      snapshot: { issue: { title: 'x'.repeat(256) }, repository: { labels: ['postmortem'] } },
    });
    const [effect] = postmortem.plan(world);
    expect(effect && 'title' in effect && effect.title).toHaveLength(256);
  });
});

describe('a postmortem that has an issue', () => {
  const plan = (
    issue: Partial<PostmortemIssue>,
    milestones: readonly Milestone[] = [aMilestone()],
    events = opened,
  ) =>
    postmortem.plan(
      aWorld({
        record: aRecord(events),
        snapshot: { postmortem: aPostmortemIssue(issue), repository: { milestones } },
      }),
    );
  const dated = { milestone: { number: 4, dueOn: null } };

  test('is left alone where all is as it should be', () => {
    expect(plan(dated)).toEqual([]);
  });

  test('is the owner’s, and only once: who takes it off them meant it', () => {
    const once = 'assign-postmortem:ana';
    expect(plan({ ...dated, assignees: [] })).toEqual([
      { kind: 'assign-issue', once, issue: 2, login: 'ana' },
    ]);
    expect(plan({ ...dated, assignees: ['ana', 'bo'] })).toEqual([]);
    const done = { at: 1, ref: null, failed: null };
    const world = aWorld({
      record: aRecord(opened, { ledger: { [once]: done } }),
      snapshot: {
        postmortem: aPostmortemIssue({ ...dated, assignees: [] }),
        repository: { milestones: [aMilestone()] },
      },
    });
    expect(planned([postmortem], world)).toEqual({ effects: [], recovered: {} });
  });

  test('is not assigned while it is closed', () => {
    expect(plan({ ...dated, open: false, assignees: [] })).toEqual([]);
  });

  test('becomes a sub-issue of the incident, unless GitHub has none', () => {
    expect(plan({ ...dated, parent: null })).toEqual([{ kind: 'add-sub-issue', child: 1002 }]);
    const failed = { at: 1, ref: null, failed: 'GitHub answered 404' };
    const record = aRecord(opened, { ledger: { 'sub-issue': failed } });
    const snapshot = {
      postmortem: aPostmortemIssue({ ...dated, parent: null }),
      repository: { milestones: [aMilestone()] },
    };
    expect(postmortem.plan(aWorld({ record, snapshot }))).toEqual([]);
  });

  test('gets the new date in its line, and nothing else of it is touched', () => {
    const body = 'Mine\n**Due:** <!-- tocsin:due -->long ago<!-- /tocsin:due -->\nMine too';
    expect(plan({ ...dated, body })).toEqual([
      {
        kind: 'edit-issue',
        issue: 2,
        ours: { due: '2026-11-25 10:40 UTC', items: '' },
      },
    ]);
  });

  test('is not edited where somebody took the line out', () => {
    expect(plan({ ...dated, body: 'All mine' })).toEqual([]);
  });

  test('gets a milestone at noon UTC, which is that day everywhere', () => {
    expect(plan({}, [])).toEqual([
      {
        kind: 'create-milestone',
        title: 'Postmortems due 2026-11-25',
        due: at('2026-11-25 12:00'),
      },
    ]);
    expect(plan({})).toEqual([{ kind: 'set-milestone', issue: 2, milestone: 4 }]);
  });

  test('moves from a milestone of ours to another, but not out of one of the team’s', () => {
    const earlier = aMilestone({ number: 3, title: 'Postmortems due 2026-11-24' });
    const theirs = aMilestone({ number: 8, title: 'Sprint 12' });
    const milestones = [aMilestone(), earlier, theirs];
    expect(plan({ milestone: { number: 3, dueOn: null } }, milestones)).toEqual([
      { kind: 'set-milestone', issue: 2, milestone: 4 },
    ]);
    expect(plan({ milestone: { number: 8, dueOn: null } }, milestones)).toEqual([]);
  });

  test('gets no milestone where the policy wants the date in the body alone', () => {
    const policy = aPolicy({ postmortem: { ...aPolicy().postmortem, due: 'body' } });
    const record = aRecord(opened);
    const world = aWorld({ record, snapshot: { postmortem: aPostmortemIssue(), policy } });
    expect(postmortem.plan(world)).toEqual([]);
  });

  test('that is closed is left alone', () => {
    expect(plan({ open: false, body: 'x', parent: null })).toEqual([]);
  });

  test('which the read does not show waits for one that does', () => {
    expect(postmortem.plan(aWorld({ record: aRecord(opened) }))).toEqual([]);
    expect(plan({ number: 9, parent: null })).toEqual([]);
  });

  test.each([
    ['ours, empty and over', { title: 'Postmortems due 2026-11-20' }, opened, true],
    ['ours and empty, for it is written', {}, closed, true],
    ['not the one in use', {}, opened, false],
    [
      'not one with something in it',
      { title: 'Postmortems due 2026-11-20', openIssues: 1 },
      opened,
      false,
    ],
    ['not one that is closed', { title: 'Postmortems due 2026-11-20', open: false }, opened, false],
    ['not the team’s', { title: 'Sprint 12' }, opened, false],
  ])('milestones are closed: %s', (_, given, events, closes) => {
    const milestone = aMilestone({ openIssues: 0, ...given });
    const effects = plan(
      { ...dated, open: events === opened },
      [milestone, aMilestone({ number: 5 })],
      events,
    );
    const closing = effects.filter(({ kind }) => kind === 'close-milestone');
    expect(closing).toEqual(closes ? [{ kind: 'close-milestone', number: 4 }] : []);
  });
});
