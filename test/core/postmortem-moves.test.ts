import { describe, expect, test } from '@jest/globals';
import { decide } from '../../src/core/decide.ts';
import type { PostmortemIssue } from '../../src/core/snapshot.ts';
import { withoutClocks } from '../laws/play.ts';
import {
  aDeclaration,
  aPostmortemIssue,
  aRecord,
  aSnapshot,
  at,
  told,
} from '../support/builders.ts';

const NOW = at('12:00');
const owed = aRecord([
  aDeclaration(),
  told({ type: 'resolved', text: null, from: 'monitoring' }, { at: at('10:40') }),
  told({ type: 'postmortem-owed', due: at('2026-11-25 10:40') }, { at: at('10:40') }),
  told({ type: 'postmortem-opened', number: 2 }, { at: at('10:41') }),
]);
const moved = (id: string, time: string) => ({ id, at: at(time), by: 'ana' });

function seenWith(given: Partial<PostmortemIssue>, record = owed) {
  const decision = decide(withoutClocks, {
    snapshot: aSnapshot({ postmortem: aPostmortemIssue({ number: 2, ...given }) }),
    record,
    letters: [],
    now: NOW,
    editedBy: null,
  });
  if (!decision.incident) throw new Error(decision.because);
  return decision;
}

const SPRINT = { number: 7, title: 'Sprint 48', dueOn: at('2026-12-04 12:00') };

describe('a postmortem that somebody moved into another milestone', () => {
  test('is due on its day, at the time of day at which it was', () => {
    const { incident } = seenWith({ milestone: SPRINT, moves: [moved('M1', '11:00')] });
    expect(incident.postmortem).toMatchObject({
      due: at('2026-12-04 10:40'),
      chosen: { milestone: 'Sprint 48', dated: true },
    });
  });

  test('keeps its date where the milestone has none, or it is in none', () => {
    const dateless = { number: 7, title: 'Some day', dueOn: null };
    for (const milestone of [dateless, null])
      expect(
        seenWith({ milestone, moves: [moved('M1', '11:00')] }).incident.postmortem,
      ).toMatchObject({ due: at('2026-11-25 10:40'), chosen: { dated: false } });
  });

  test('is read once, and of several moves the last', () => {
    const moves = [moved('M1', '11:00'), moved('M2', '11:05')];
    const { record } = seenWith({ milestone: SPRINT, moves });
    expect(record.acts).toEqual(expect.arrayContaining(['M1', 'M2']));
    const again = seenWith({ milestone: SPRINT, moves }, record);
    expect(again.record.events).toEqual(record.events);
  });

  test('is nobody’s doing where we moved it', () => {
    expect(seenWith({ milestone: SPRINT, moves: [] }).incident.postmortem).toMatchObject({
      due: at('2026-11-25 10:40'),
    });
  });
});
