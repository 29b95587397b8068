import { describe, expect, test } from '@jest/globals';
import { progressOf, progressText } from '../../src/core/progress.ts';
import { anIncident, anItem, aSnapshot, aTrackedIssue, at } from '../support/builders.ts';

const actions = [
  anItem({ owner: 'bo', due: '2026-12-01' }),
  anItem({ id: '5:1', number: 8, closedAt: at('10:50') }),
  anItem({ id: '5:2', number: 3, repository: 'acme/payments' }),
];
const incident = anIncident({ actions });

describe('the list in the postmortem', () => {
  test('counts what is done and says whose it is', () => {
    expect(progressText(incident, aSnapshot(), false)).toBe(
      '\n**1 of 3 done**\n\n- #7 · bo · due 2026-12-01\n- #8 · done\n- acme/payments#3\n',
    );
  });

  test('names the repository where the postmortem is in another one', () => {
    expect(progressText(incident, aSnapshot(), true)).toContain('\n- acme/shop#7 · bo');
  });

  test('says who is assigned now, not whose it was to be', () => {
    const snapshot = aSnapshot({ items: [aTrackedIssue({ assignees: ['ana', 'mia'] })] });
    expect(progressText(incident, snapshot, false)).toContain('- #7 · ana · mia · due');
  });

  test('is empty where nothing is opened', () => {
    expect(progressText(anIncident(), aSnapshot(), false)).toBe('');
    const pending = anIncident({ actions: [anItem({ number: null })] });
    expect(progressText(pending, aSnapshot(), false)).toBe('');
  });
});

test('the card also shows what is still to be opened, and what could not be', () => {
  const refused = anItem({ number: null, refused: 'GitHub answered 404' });
  expect(progressOf(anIncident({ actions: [refused] }), aSnapshot())).toMatchObject({
    done: 0,
    total: 1,
    items: [{ number: null, refused: 'GitHub answered 404' }],
  });
  expect(progressOf(anIncident(), aSnapshot())).toBeNull();
});
