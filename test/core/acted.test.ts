import { expect, test } from '@jest/globals';
import { actedIn } from '../../src/core/acted.ts';
import { EMPTY_RECORD } from '../../src/core/record.ts';
import {
  aBot,
  aComment,
  aForm,
  anAct,
  anIncident,
  aPerson,
  aRecord,
  aSnapshot,
  at,
} from '../support/builders.ts';

const by = (login: string) => ({ author: aPerson(login) });
const hand = (login: string, id: string) =>
  anAct({ kind: 'closed' }, { id, actor: aPerson(login) });

const record = aRecord(undefined, { comments: { 4: 'nothing' }, acts: ['A1'] });

test('rights matter of whoever has not been heard yet, each once', () => {
  const snapshot = aSnapshot({
    comments: [
      aComment('/sev 1', { ...by('ana') }),
      aComment('x', { id: 6, ...by('ana') }),
      aComment('heard', { id: 4, ...by('old') }),
      aComment('early', { id: 3, ...by('early'), at: at('09:00') }),
      aComment('bot', { id: 7, author: aBot('robo[bot]') }),
    ],
    acts: [hand('mia', 'A2'), hand('heard', 'A1'), anAct({ kind: 'closed' }, { actor: aBot('b') })],
  });
  expect(actedIn(snapshot, record, [])).toEqual(['mia', 'ana']);
});

test('before there is an incident: whoever may have declared it', () => {
  const snapshot = aSnapshot({
    comments: [aComment('talk', { ...by('zoe'), at: at('10:04') })],
    acts: [hand('mia', 'A2')],
  });
  const letter = { id: 'd1', comment: 5, by: 'ana', at: at('10:05'), words: '' };
  expect(actedIn(snapshot, EMPTY_RECORD, [letter])).toEqual(['bo', 'ana', 'mia']);
});

test.each([
  ['the label', { acts: [anAct({ kind: 'labeled', label: 'incident' })] }, ['bo', 'ana', 'cleo']],
  ['the form', { issue: { form: aForm(), createdAt: at('10:05') } }, ['bo', 'cleo']],
  ['nothing', {}, ['bo']],
])('in the pass that declares it by %s, whoever has typed since', (_, given, people) => {
  const comments = [
    aComment('talk', { ...by('zoe'), at: at('10:04') }),
    aComment('/ic', { id: 6, ...by('cleo'), at: at('10:06') }),
  ];
  expect(actedIn(aSnapshot({ comments, ...given }), EMPTY_RECORD, [])).toEqual(people);
});

test('where the declaration has left the card, the incident is known all the same', () => {
  const fitted = aRecord([], { base: anIncident() });
  const snapshot = aSnapshot({ comments: [aComment('x', by('zoe'))] });
  expect(actedIn(snapshot, fitted, [])).toEqual(['zoe']);
});
