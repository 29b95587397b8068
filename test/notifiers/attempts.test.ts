import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { SECOND } from '../../src/core/time.ts';
import {
  again,
  done,
  LIMIT,
  perhaps,
  persist,
  refused,
  retryAfter,
  type Tried,
} from '../../src/notifiers/attempts.ts';
import { WoundClock } from '../../src/sandbox/wound-clock.ts';

const START = Date.parse('2026-11-23T03:00:00Z');

type Answer = Tried<string> | Error | 'hangs';

/** Plays the answers, one a try (the last again and again); says when each try was and what came of it all. */
async function play(...answers: readonly Answer[]) {
  const clock = new WoundClock(START);
  const tries: { readonly at: number; readonly unclear: boolean }[] = [];
  let aborted = 0;
  let finished = false;
  const running = persist({ clock, who: 'The pager' }, ({ signal, unclear }) => {
    tries.push({ at: (clock.now() - START) / SECOND, unclear });
    signal.addEventListener('abort', () => {
      aborted += 1;
    });
    const answer = answers[Math.min(tries.length, answers.length) - 1];
    if (answer === 'hangs' || answer === undefined) return new Promise(() => {});
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }).finally(() => {
    finished = true;
  });
  while (!finished) {
    await turn();
    await turn();
    const next = clock.next();
    if (!finished && next !== null) clock.windTo(next);
  }
  const outcome = await running;
  const at = tries.map((one) => one.at);
  return { outcome, at, tries, aborted, took: (clock.now() - START) / SECOND, left: clock.next() };
}

const failure = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('secret words'), { code }) });

describe('trying', () => {
  test('what is done at once is done once', async () => {
    const { outcome, at, took, left } = await play(done('ok'));
    expect(outcome).toEqual({ ok: true, value: 'ok', tries: 1 });
    expect([at, took, left]).toEqual([[0], 0, null]);
  });

  test('what is refused is not tried again', async () => {
    const { outcome, at } = await play(refused('The pager does not know the key (400)'));
    expect(outcome).toEqual({
      ok: false,
      because: 'The pager does not know the key (400).',
      tries: 1,
    });
    expect(at).toEqual([0]);
  });

  test('what may be tried again is, with longer and longer pauses, for 30 s', async () => {
    const { outcome, at, took } = await play(again('The pager answered 503'));
    expect(at).toEqual([0, 1, 3, 7, 15]);
    expect(took).toBe(15);
    expect(outcome).toEqual({
      ok: false,
      because: 'The pager answered 503 (tried 5 times in 15 s).',
      tries: 5,
    });
  });

  test('what was certainly not done leaves the next try no repeat, what perhaps was does', async () => {
    const { tries } = await play(again('429'), perhaps('502'), again('429'), done('ok'));
    expect(tries.map(({ unclear }) => unclear)).toEqual([false, false, true, true]);
  });

  test('a late success is one', async () => {
    const { outcome, at } = await play(again('503'), failure('ECONNREFUSED'), done('ok'));
    expect(outcome).toEqual({ ok: true, value: 'ok', tries: 3 });
    expect(at).toEqual([0, 1, 3]);
  });

  test('Retry-After is waited for', async () => {
    const { outcome, at } = await play(again('429', 12 * SECOND), done('ok'));
    expect(at).toEqual([0, 12]);
    expect(outcome.ok).toBe(true);
  });

  test('a Retry-After beyond what a page may wait ends it at once', async () => {
    const { outcome, took } = await play(again('The pager is busy (429)', 90 * SECOND));
    expect(took).toBe(0);
    expect(outcome).toMatchObject({
      because:
        'The pager is busy (429) and asks for 90 seconds of patience, longer than a page may wait.',
    });
  });

  test('one that no longer fits in ends it with what was tried', async () => {
    const { outcome, at } = await play(again('busy', 20 * SECOND));
    expect(at).toEqual([0, 20]);
    expect(outcome).toMatchObject({ because: 'busy (tried 2 times in 20 s).' });
  });

  test('what hangs is given up after 10 s, and all of it after 30', async () => {
    const { outcome, at, took, aborted, tries } = await play('hangs');
    expect(at).toEqual([0, 11, 23]);
    expect(took).toBe(30);
    expect(aborted).toBe(3);
    expect(tries.map(({ unclear }) => unclear)).toEqual([false, true, true]);
    expect(outcome).toMatchObject({
      because: 'The pager did not answer within 7 seconds (tried 3 times in 30 s).',
    });
  });

  test('never longer than the limit, whatever comes', async () => {
    for (const first of [again('x', 18 * SECOND), 'hangs', failure('EPIPE')] as const)
      expect((await play(first, 'hangs')).took * SECOND).toBeLessThanOrEqual(LIMIT);
  });

  test.each([
    ['ECONNREFUSED', 'it refused the connection', false],
    ['ENOTFOUND', 'its name is not known (DNS)', false],
    ['ECONNRESET', 'it broke the connection off', true],
    ['ESOMETHING_NEW', 'ESOMETHING_NEW', true],
    ['no code: a/secret', 'the connection failed', true],
  ])('a connection that fails (%s) is told without its message', async (code, why, unclear) => {
    const { outcome, tries } = await play(failure(code));
    expect(outcome).toMatchObject({
      because: `The pager could not be reached: ${why} (tried 5 times in 15 s).`,
    });
    expect(tries[1]?.unclear).toBe(unclear);
  });

  test('what is thrown at once counts as thrown later', async () => {
    const clock = new WoundClock(START);
    const running = persist({ clock, who: 'It' }, () => {
      if (clock.now() > START) return Promise.resolve(done('ok'));
      throw new Error('at once');
    });
    await turn();
    clock.windTo(START + SECOND);
    expect(await running).toMatchObject({ ok: true, tries: 2 });
  });
});

test.each([
  ['7', 7_000],
  ['0.5', 500],
  ['Mon, 23 Nov 2026 03:00:20 GMT', 20_000],
  ['Mon, 23 Nov 2026 02:00:00 GMT', 0],
  ['soon', null],
  ['', null],
  [null, null],
])('Retry-After: %j', (header, wait) => expect(retryAfter(header, START)).toBe(wait));
