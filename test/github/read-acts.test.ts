import { describe, expect, test } from '@jest/globals';
import type { ActAnswer } from '../../src/github/answers.ts';
import { actsFrom } from '../../src/github/read-acts.ts';

const HOME = 'acme/shop';
const trusted = new Set([900]);
const place = (number: number, nameWithOwner = HOME) => ({ number, repository: { nameWithOwner } });

const answer = (__typename: string, time: string, given: Partial<ActAnswer> = {}): ActAnswer => ({
  __typename,
  id: `${__typename}@${time}`,
  createdAt: `2026-11-23T${time}Z`,
  actor: { __typename: 'User', login: 'Ana', databaseId: 1 },
  ...given,
});
const closed = (time: string, stateReason: string | null, given: Partial<ActAnswer> = {}) =>
  answer('ClosedEvent', time, { stateReason, ...given });
const marked = (time: string, given: Partial<ActAnswer> = {}) =>
  answer('MarkedAsDuplicateEvent', time, { canonical: place(7), duplicate: place(1), ...given });

const read = (
  answers: readonly ActAnswer[],
  issue: { readonly state?: string; readonly stateReason?: string | null } = {},
) =>
  actsFrom(
    answers,
    { number: 1, nameWithOwner: HOME, state: 'OPEN', stateReason: null, ...issue },
    trusted,
  );

describe('why an issue was closed', () => {
  const NOW = { state: 'CLOSED' };
  const ben = { actor: { __typename: 'User', login: 'ben', databaseId: 2 } };
  test.each<[string, readonly ActAnswer[], Parameters<typeof read>[1], string | undefined]>([
    ['completed is not said', [closed('10:00:00', 'COMPLETED')], NOW, undefined],
    ['neither is what no server says', [closed('10:00:00', null)], NOW, undefined],
    [
      'not planned',
      [closed('10:00:00', 'NOT_PLANNED')],
      { ...NOW, stateReason: 'NOT_PLANNED' },
      'not-planned',
    ],
    [
      'a duplicate, as the issue tells',
      [closed('10:00:00', 'NOT_PLANNED')],
      { ...NOW, stateReason: 'DUPLICATE' },
      'duplicate',
    ],
    ['a duplicate, as the event tells', [closed('10:00:00', 'DUPLICATE')], {}, 'duplicate'],
    [
      'a duplicate, as it was marked together, though it is open again',
      [marked('09:59:58'), closed('10:00:00', 'NOT_PLANNED')],
      {},
      'duplicate',
    ],
    [
      'not as somebody else marked it',
      [marked('09:59:58', ben), closed('10:00:00', 'NOT_PLANNED')],
      {},
      'not-planned',
    ],
    [
      'not as it was marked long before',
      [marked('09:30:00'), closed('10:00:00', 'NOT_PLANNED')],
      {},
      'not-planned',
    ],
  ])('%s', (_, answers, issue, reason) => {
    const [act] = read(answers, issue).filter(({ kind }) => kind === 'closed');
    expect(act).toMatchObject({ kind: 'closed', actor: { login: 'ana' } });
    expect(act && 'reason' in act ? act.reason : undefined).toBe(reason);
  });

  test('is told of the last closing by the issue, and of those before by their own events', () => {
    const answers = [closed('10:00:00', 'NOT_PLANNED'), closed('11:00:00', 'NOT_PLANNED')];
    expect(read(answers, { ...NOW, stateReason: 'DUPLICATE' })).toMatchObject([
      { reason: 'not-planned' },
      { reason: 'duplicate' },
    ]);
  });
});

describe('a mark as a duplicate', () => {
  test.each<[string, Partial<ActAnswer>, number | null]>([
    ['of another issue here', {}, 7],
    ['of an issue elsewhere is none to follow', { canonical: place(7, 'acme/web') }, null],
    ['of what may not be seen neither', { canonical: null }, null],
    ['of a pull request neither', { canonical: {} }, null],
    [
      'of another issue as this one is not about this one',
      { canonical: place(1), duplicate: place(8) },
      null,
    ],
  ])('%s', (_, given, of) => {
    expect(read([marked('10:00:00', given)])).toEqual(
      of === null ? [] : [expect.objectContaining({ kind: 'marked-duplicate', of })],
    );
  });
});
