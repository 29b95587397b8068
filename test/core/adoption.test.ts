import { describe, expect, test } from '@jest/globals';
import { adopt, type IncidentLetter } from '../../src/core/adoption.ts';
import type { Report } from '../../src/core/reports.ts';
import { type Instant, MINUTE } from '../../src/core/time.ts';
import {
  aComment,
  aForm,
  anAct,
  aPerson,
  aSnapshot,
  at,
  DECLARED,
  tocsin,
} from '../support/builders.ts';

const labeled = (label: string, time: Instant = DECLARED, actor = aPerson('bo')) =>
  anAct({ kind: 'labeled', label }, { id: `L_${label}`, at: time, actor });
const byLabel = aSnapshot({ issue: { labels: ['incident'] }, acts: [labeled('incident')] });
const letter: IncidentLetter = { id: 'd1', comment: 5, by: 'ana', at: DECLARED, words: '1' };
const NOW = at('10:01');

const declared = (...asked: Parameters<typeof adopt>) => {
  const adoption = adopt(...asked);
  return adoption.adopt ? adoption.declared : adoption.because;
};

describe('an issue becomes an incident', () => {
  test('by the label', () => {
    expect(declared(byLabel, [], NOW)).toMatchObject({
      by: 'bo',
      via: 'hand:L_incident',
      source: 'label',
      severity: 2,
      given: false,
      doubt: null,
      seenAt: NOW,
      title: 'Checkout is down',
    });
  });

  test('as a drill where that label is on it too', () => {
    const labels = ['incident', 'drill'];
    const snapshot = aSnapshot({ issue: { labels }, acts: [labeled('incident')] });
    expect(declared(snapshot, [], NOW)).toMatchObject({ drill: true });
    expect(declared(byLabel, [], NOW)).not.toHaveProperty('drill');
  });

  test('by the form, with its answers', () => {
    const snapshot = aSnapshot({ issue: { form: aForm({ severity: 3 }) } });
    expect(declared(snapshot, [], NOW)).toMatchObject({
      by: 'bo',
      via: 'form',
      source: 'form',
      severity: 3,
      given: true,
      form: aForm({ severity: 3 }),
    });
  });

  test('by the label that the form brings', () => {
    const issue = { form: aForm(), labels: ['incident'] };
    const snapshot = aSnapshot({ issue, acts: [labeled('incident')] });
    expect(declared(snapshot, [], NOW)).toMatchObject({ source: 'form', severity: 1 });
  });

  test('by /incident, in the name of whoever typed it', () => {
    expect(declared(aSnapshot(), [letter], NOW)).toMatchObject({
      by: 'ana',
      via: 'letter:d1',
      source: 'command',
      severity: 1,
      given: true,
    });
  });

  test('by /incident however old the issue, and on one where the app came later', () => {
    const snapshot = aSnapshot({ installedAt: at('2026-11-23 11:00') });
    expect(adopt(snapshot, [letter], at('2026-11-24 09:00'))).toMatchObject({ adopt: true });
  });
});

describe('an issue stays an issue', () => {
  const day = at('2026-11-24 10:00:01');
  test.each([
    ['nothing declares it', aSnapshot(), [], NOW, 'nothing declares it an incident'],
    ['the label is gone', aSnapshot({ acts: [labeled('incident')] }), [], NOW, /nothing/],
    [
      'the form’s label was taken off by hand',
      aSnapshot({
        issue: { form: aForm() },
        acts: [anAct({ kind: 'unlabeled', label: 'incident' })],
      }),
      [],
      NOW,
      /nothing/,
    ],
    [
      'it was labelled before the app was installed',
      { ...byLabel, installedAt: at('10:00:01') },
      [],
      NOW,
      /before the app was installed/,
    ],
    ['the label is older than a day', byLabel, [], day, /more than 24 hours ago/],
    [
      'it was closed before the label',
      { ...byLabel, issue: { ...byLabel.issue, open: false } },
      [],
      NOW,
      /closed already/,
    ],
    [
      'whoever typed /incident may not',
      aSnapshot({ rights: {} }),
      [letter],
      NOW,
      /nothing declares/,
    ],
  ])('where %s', (_, snapshot, letters, now, because) => {
    expect(declared(snapshot, letters, now)).toMatch(because);
  });

  test('but one closed after it was declared is adopted, to be told of', () => {
    const acts = [labeled('incident'), anAct({ kind: 'closed' }, { at: NOW })];
    const snapshot = { ...byLabel, acts, issue: { ...byLabel.issue, open: false } };
    expect(adopt(snapshot, [], at('10:02'))).toMatchObject({ adopt: true });
  });
});

describe('nobody is called yet', () => {
  test.each([
    ['where a stranger declared it', { ...byLabel, rights: {} }, NOW, 'stranger'],
    ['where it was found late', byLabel, at('11:00:01'), 'late'],
  ])('%s', (_, snapshot, now, doubt) => {
    expect(declared(snapshot, [], now)).toMatchObject({ doubt });
  });

  test('an hour is not late', () => {
    expect(declared(byLabel, [], at('11:00'))).toMatchObject({ doubt: null });
  });
});

describe('the severity at first', () => {
  const withLabels = (labels: readonly string[], times: Record<string, string>, form = aForm()) =>
    aSnapshot({
      issue: { labels: ['incident', ...labels], form },
      acts: [labeled('incident'), ...labels.map((label) => labeled(label, at(times[label] ?? '')))],
    });
  test.each([
    ['a label counts more than the form', withLabels(['SEV 3'], { 'SEV 3': '09:59' }), 3, true],
    [
      'of two labels the later one counts',
      withLabels(['SEV 1', 'SEV 3'], { 'SEV 1': '09:58', 'SEV 3': '09:59' }),
      3,
      true,
    ],
    [
      'of two set at once the higher one counts',
      withLabels(['SEV 3', 'SEV 1'], { 'SEV 1': '09:59', 'SEV 3': '09:59' }),
      1,
      true,
    ],
    ['"not sure" is what the policy says', withLabels([], {}, aForm({ severity: null })), 2, false],
    [
      'a severity that the policy does not have is none',
      withLabels([], {}, aForm({ severity: 9 })),
      2,
      false,
    ],
  ])('%s', (_, snapshot, severity, given) => {
    expect(declared(snapshot, [], NOW)).toMatchObject({ severity, given });
  });
});

describe('a record that was lost is read again', () => {
  test('where we have done something here already', () => {
    const ours = labeled('SEV 2', at('10:01'), tocsin);
    const snapshot = { ...byLabel, acts: [...byLabel.acts, ours] };
    expect(adopt(snapshot, [], NOW)).toMatchObject({ adopt: true, rebuilt: true });
    expect(adopt(byLabel, [], NOW)).toMatchObject({ adopt: true, rebuilt: false });
  });

  test('with the severity of its declaration, whatever it became', () => {
    const acts = [
      ...byLabel.acts,
      { ...labeled('SEV 1', DECLARED), id: 'first' },
      { ...labeled('status: investigating', at('10:01'), tocsin), id: 'ours' },
      { ...labeled('SEV 2', at('10:09')), id: 'later' },
    ];
    const issue = { ...byLabel.issue, labels: ['incident', 'SEV 2'] };
    expect(declared({ ...byLabel, acts, issue }, [], NOW)).toMatchObject({ severity: 1 });
    // Where nobody had given one, it is ours that tells.
    const ours = { ...labeled('SEV 3', at('10:01'), tocsin), id: 'ours' };
    const bare = { ...byLabel, acts: [...byLabel.acts, ours], issue };
    expect(declared(bare, [], NOW)).toMatchObject({ severity: 3 });
  });

  test('however old it is, and without asking again: it was one of ours', () => {
    const ours = labeled('SEV 2', at('10:01'), tocsin);
    const snapshot = { ...byLabel, acts: [...byLabel.acts, ours] };
    expect(declared(snapshot, [], at('2026-11-27 10:00'))).toMatchObject({ by: 'bo', doubt: null });
  });

  test('but what we only opened ourselves, a postmortem, was none', () => {
    const ours = labeled('postmortem', at('09:00'), tocsin);
    const snapshot = { ...byLabel, acts: [ours, ...byLabel.acts] };
    expect(adopt(snapshot, [], NOW)).toMatchObject({ adopt: true, rebuilt: false });
  });

  test('a label that we put on ourselves declares less than a person’s label or form', () => {
    const ours = { ...labeled('incident', at('10:01'), tocsin), id: 'ours' };
    const issue = { labels: ['incident'] };
    const both = aSnapshot({ issue, acts: [labeled('incident'), ours] });
    expect(declared(both, [], NOW)).toMatchObject({ by: 'bo', doubt: null });
    const form = aSnapshot({ issue: { ...issue, form: aForm() }, acts: [ours] });
    expect(declared(form, [], NOW)).toMatchObject({ by: 'bo', via: 'form', doubt: null });
  });

  test('but where nothing else is left of /incident, it is asked about rather than lost', () => {
    const ours = labeled('incident', DECLARED, tocsin);
    const snapshot = aSnapshot({ issue: { labels: ['incident'] }, acts: [ours] });
    expect(declared(snapshot, [], NOW)).toMatchObject({ by: 'tocsin[bot]', doubt: 'stranger' });
  });
});

describe('a stranger has reported much', () => {
  const zoe = aPerson('zoe');
  const ago = (minutes: number, given: Partial<Report> = {}): Report => ({
    number: 60 - minutes,
    title: 'Again',
    author: 'zoe',
    createdAt: DECLARED - minutes * MINUTE,
    open: true,
    labels: ['incident', 'SEV 2', 'unconfirmed'],
    ...given,
  });
  const three = [ago(5), ago(10), ago(59)];
  const report = (reports: readonly Report[], given: Parameters<typeof aSnapshot>[0] = {}) =>
    aSnapshot({
      ...given,
      reports,
      issue: { number: 99, author: zoe, form: aForm(), ...given.issue },
      rights: { ana: true },
    });
  const refused = 'strangers have reported too much within an hour';
  const others = Array.from({ length: 10 }, (_, index) =>
    ago(index + 1, { author: `zoe${index}` }),
  );

  test.each([
    ['the fourth of an author', three],
    ['the eleventh in the repository', others],
    [
      'the fourth, though nobody has looked at the others',
      three.map((one) => ({ ...one, labels: ['incident'] })),
    ],
    ['the fourth, though the others were closed', three.map((one) => ({ ...one, open: false }))],
  ])('%s gets no card', (_what, reports) => {
    expect(declared(report(reports), [], NOW)).toBe(refused);
  });

  test.each([
    ['the third', three.slice(1)],
    ['the fourth, an hour after the first', [...three.slice(1), ago(60)]],
    [
      'the fourth, where the others were confirmed',
      three.map((one) => ({ ...one, labels: ['incident', 'SEV 2'] })),
    ],
    ['the fourth, after a ninth of others', others.slice(1)],
    ['one that came before the others', three.map((one) => ({ ...one, number: 100 }))],
  ])('%s gets one', (_what, reports) => {
    expect(declared(report(reports), [], NOW)).toMatchObject({ by: 'zoe', doubt: 'stranger' });
  });

  test('somebody with the right does not count', () => {
    const snapshot = aSnapshot({ ...report(three), rights: { zoe: true } });
    expect(declared(snapshot, [], NOW)).toMatchObject({ by: 'zoe', doubt: null });
  });

  test.each([
    ['said', { comments: [aComment('I see this too')] }],
    ['done', { acts: [labeled('SEV 1', at('10:02'), aPerson('ana'))] }],
  ])('until somebody with the right has %s something', (_what, given) => {
    expect(declared(report(three, given), [], at('10:06'))).toMatchObject({ doubt: 'stranger' });
  });

  test('what another stranger says changes nothing', () => {
    const comments = [aComment('me too', { author: aPerson('zed') })];
    expect(declared(report(three, { comments }), [], at('10:06'))).toBe(refused);
  });

  test.each([
    ['on the next day', at('2026-11-25 10:00')],
    ['at once', at('10:06')],
  ])('/confirm adopts it %s, as the report it is', (_when, time) => {
    const confirm: IncidentLetter = { ...letter, at: time, words: '', confirms: true };
    expect(declared(report(three), [confirm], time)).toMatchObject({
      by: 'zoe',
      source: 'form',
      doubt: 'stranger',
    });
    expect(declared(report(three), [{ ...confirm, by: 'zed' }], at('10:06'))).toBe(refused);
  });
});

test('/confirm makes no incident of what nobody declared', () => {
  const confirm: IncidentLetter = { ...letter, words: '', confirms: true };
  expect(declared(aSnapshot(), [confirm], NOW)).toBe('nothing declares it an incident');
});
