import { describe, expect, test } from '@jest/globals';
import { encodeOpening } from '../../src/core/opening.ts';
import { triggerFrom } from '../../src/github/triggers.ts';
import { aForm } from '../support/builders.ts';

const hear = (name: string, payload: object, ours: ReadonlySet<number>) =>
  triggerFrom({ id: 'guid', at: HEARD, name, payload }, ours);
const HEARD = Date.parse('2026-11-23T10:06:00Z');

const OURS = new Set([99, 98]);
const ANA = { id: 7, login: 'Ana', type: 'User' };
const BOT = { id: 99, login: 'tocsin[bot]', type: 'Bot' };
const FORM =
  '### What is broken?\n\nCheckout\n\n### Severity\n\nNot sure\n\n### Impact started at\n\n_No response_';

const ISSUE = {
  number: 12,
  body: 'It is slow',
  updated_at: '2026-11-23T10:02:00Z',
  user: ANA,
  labels: [{ name: 'bug' }],
};
const INCIDENT = { ...ISSUE, labels: [{ name: 'bug' }, { name: 'incident' }] };
const PAYLOAD = {
  sender: ANA,
  installation: { id: 5 },
  repository: { id: 3, name: 'shop', owner: { id: 1, login: 'acme' } },
};

const commentOf = (body: string, fields: object = {}) => ({
  id: 492,
  body,
  created_at: '2026-11-23T10:05:00Z',
  updated_at: '2026-11-23T10:05:00Z',
  user: ANA,
  ...fields,
});

const onIssue = (action: string, fields: object = {}) =>
  hear('issues', { ...PAYLOAD, action, issue: ISSUE, ...fields }, OURS);
const onComment = (body: string, fields: object = {}, comment: object = {}) =>
  hear(
    'issue_comment',
    { ...PAYLOAD, action: 'created', issue: ISSUE, comment: commentOf(body, comment), ...fields },
    OURS,
  );

const LOOK = {
  kind: 'look',
  installation: 5,
  repository: { id: 3, owner: 'acme', name: 'shop' },
  issue: 12,
  asOf: Date.parse('2026-11-23T10:02:00Z'),
  onlyIfKnown: true,
  letter: null,
} as const;

describe('an issue is looked at', () => {
  test.each([
    ['labelled `incident`', 'labeled', { issue: INCIDENT, label: { name: 'incident' } }],
    ['anything on one with the label', 'edited', { issue: INCIDENT }],
    ['opened with the label', 'opened', { issue: INCIDENT }],
    [
      'opened by our form, whose label does not exist',
      'opened',
      { issue: { ...ISSUE, body: FORM } },
    ],
    ['the label taken off', 'unlabeled', { label: { name: 'incident' } }],
  ])('%s: whether it is known or not', (_what, action, fields) => {
    expect(onIssue(action, fields)).toEqual({ ...LOOK, onlyIfKnown: false });
  });

  test.each([
    ['closed', 'closed', {}],
    ['another label', 'labeled', { label: { name: 'bug' } }],
    ['a label that was deleted from the repository', 'unlabeled', {}],
    [
      'an issue that was only edited to look like our form',
      'edited',
      { issue: { ...ISSUE, body: FORM } },
    ],
    ['no labels at all', 'closed', { issue: { ...ISSUE, labels: undefined } }],
    ['no body', 'opened', { issue: { ...ISSUE, body: null } }],
    ['an author who is gone', 'closed', { issue: { ...ISSUE, user: null } }],
  ])('%s: only where a record is kept', (_what, action, fields) => {
    expect(onIssue(action, fields)).toEqual(LOOK);
  });

  test('what we opened in another repository leads to its incident’s', () => {
    const body = 'An index\n\n<!-- tocsin:act action:5:0 of #3 in acme/web 8 -->';
    const heard = onIssue('closed', { issue: { ...ISSUE, user: BOT, body } });
    expect(heard).toMatchObject({
      repository: { id: 8, owner: 'acme', name: 'web' },
      issue: 3,
      asOf: LOOK.asOf,
      onlyIfKnown: false,
    });
    const theirs = onIssue('closed', { issue: { ...ISSUE, body } });
    expect(theirs).toMatchObject({ repository: { id: 3 }, issue: 12, onlyIfKnown: true });
  });

  test('our postmortem leads to its incident, which is to be seen as new as that', () => {
    const body = 'What happened\n\n<!-- tocsin:act postmortem of #3 -->';
    const expected = { ...LOOK, issue: 3, onlyIfKnown: false };
    expect(onIssue('closed', { issue: { ...ISSUE, user: BOT, body } })).toEqual(expected);
    expect(onIssue('closed', { issue: { ...ISSUE, body } })).toEqual(LOOK);
  });

  test('deleted: there is no time to wait for', () => {
    expect(onIssue('deleted')).toEqual({ ...LOOK, asOf: null });
  });
});

describe('a comment', () => {
  const letter = {
    id: 'comment:492',
    comment: 492,
    by: 'ana',
    at: Date.parse('2026-11-23T10:05:00Z'),
    words: '',
  };

  // A comment's own time is none of the issue's: editing one may leave the issue as old as it was.
  test('is a reason to look where a record is kept', () => {
    expect(onComment('/ack')).toEqual(LOOK);
  });

  test('on an incident always is', () => {
    expect(onComment('/ack', { issue: INCIDENT })).toEqual({ ...LOOK, onlyIfKnown: false });
  });

  test.each([
    ['/incident', ''],
    ['/incident 1', '1'],
    ['/incident1', '1'],
    ['/incident SEV 2 checkout is down', 'SEV 2 checkout is down'],
    ['/INCIDENT', ''],
    ['We need to do this:\n/incident 3', '3'],
    ['/confirm\n/incident checkout is down', 'checkout is down'],
  ])('%j makes an incident of an ordinary issue', (body, words) => {
    expect(onComment(body)).toEqual({
      ...LOOK,
      onlyIfKnown: false,
      letter: { ...letter, words },
    });
  });

  test.each([
    ['in code', '```\n/incident\n```', {}, {}],
    ['in a quote', '> /incident', {}, {}],
    ['in the middle of a line', 'Type /incident for one', {}, {}],
    ['another word', '/incidents', {}, {}],
    ['edited in later', '/incident', { action: 'edited' }, {}],
    ['taken back', '/incident', { action: 'deleted' }, {}],
    ['by a bot', '/incident', {}, { user: { ...ANA, type: 'Bot' } }],
    ['by nobody any more', '/incident', {}, { user: null }],
  ])('`/incident` %s is no command', (_where, body, fields, comment) => {
    expect(onComment(body, fields, comment)).toMatchObject({ onlyIfKnown: true, letter: null });
  });

  test('`/incident` where the label stands already, and was never adopted, is kept as well', () => {
    expect(onComment('/incident', { issue: INCIDENT })).toEqual({
      ...LOOK,
      onlyIfKnown: false,
      letter,
    });
  });
});

test('`/confirm` is kept where the label stands: there may be a report without a record', () => {
  const confirm = onComment('/confirm', { issue: INCIDENT });
  expect(confirm).toMatchObject({ letter: { words: '', confirms: true, by: 'ana' } });
  expect(onComment('/confirm')).toMatchObject({ onlyIfKnown: true, letter: null });
});

describe('on a pull request', () => {
  const pull = { ...INCIDENT, pull_request: { url: 'u' } };

  test('`/incident` asks for an issue to be opened', () => {
    expect(onComment('/incident 1 Down', { issue: pull })).toEqual({
      ...LOOK,
      asOf: null,
      onlyIfKnown: false,
      letter: {
        kind: 'pull-request',
        id: 'comment:492',
        comment: 492,
        by: 'ana',
        at: Date.parse('2026-11-23T10:05:00Z'),
        words: '1 Down',
      },
    });
  });

  test.each(['/confirm', '/ack', '> /incident'])('%s is nothing', (body) => {
    expect(onComment(body, { issue: pull })).toBeNull();
  });

  test('what was typed later, or by a bot, is nothing', () => {
    expect(onComment('/incident', { issue: pull, action: 'edited' })).toBeNull();
    expect(onComment('/incident', { issue: pull }, { user: { ...ANA, type: 'Bot' } })).toBeNull();
  });
});

describe('an issue is transferred', () => {
  const changes = {
    new_issue: { number: 40 },
    new_repository: { id: 4, name: 'warehouse', owner: { id: 1, login: 'acme' } },
  };
  const there = {
    ...LOOK,
    repository: { id: 4, owner: 'acme', name: 'warehouse' },
    issue: 40,
    asOf: null,
    formerly: { repository: LOOK.repository, issue: 12 },
  };

  test('it is looked at where it is, if it was known where it was', () => {
    expect(onIssue('transferred', { changes })).toEqual(there);
    expect(onIssue('transferred', { changes, issue: INCIDENT })).toEqual({
      ...there,
      onlyIfKnown: false,
    });
  });

  test('to where nobody may see it, it is looked at where it was', () => {
    expect(onIssue('transferred', { changes: { new_issue: null } })).toEqual(LOOK);
  });
});

describe('a dispatch', () => {
  const dispatched = (action: string, fields: object = {}) =>
    hear(
      'repository_dispatch',
      { ...PAYLOAD, action, client_payload: { title: 'Down' }, ...fields },
      OURS,
    );

  test('of type `incident` is kept in the one lane of its repository', () => {
    expect(dispatched('incident')).toMatchObject({
      kind: 'look',
      issue: 0,
      onlyIfKnown: false,
      letter: {
        kind: 'dispatch',
        id: 'dispatch:guid',
        at: HEARD,
        by: 'ana',
        home: { id: 3, owner: 'acme', name: 'shop' },
        title: 'Down',
      },
    });
  });

  test.each([
    ['of another type', 'deploy', {}],
    ['without a repository', 'incident', { repository: undefined }],
    ['by nobody', 'incident', { sender: undefined }],
    ['by ourselves', 'incident', { sender: BOT }],
  ])('%s is nothing', (_what, action, fields) => {
    expect(dispatched(action, fields)).toBeNull();
  });
});

test('an issue that we opened for somebody is an incident itself, not about another', () => {
  const hidden = encodeOpening({
    id: 'comment:5',
    by: 'ana',
    at: HEARD,
    source: 'command',
    severity: 1,
    form: aForm(),
    key: null,
    faults: [],
  });
  const body = `From #3\n\n${hidden}\n\n<!-- tocsin:act incident:comment:5 of #3 -->`;
  expect(onIssue('closed', { issue: { ...ISSUE, user: BOT, body } })).toEqual({
    ...LOOK,
    onlyIfKnown: false,
  });
});

describe('the app comes to repositories', () => {
  const repositories = [{ id: 3 }, { id: 4 }];
  const joined = { kind: 'joined', installation: 5, repositories: [3, 4] };

  test.each([
    ['installation', { action: 'created', repositories }, joined],
    ['installation', { action: 'created' }, { ...joined, repositories: [] }],
    ['installation_repositories', { action: 'added', repositories_added: repositories }, joined],
    ['installation', { action: 'deleted', repositories }, null],
    ['installation', { action: 'suspend' }, null],
    ['installation_repositories', { action: 'removed', repositories_added: [] }, null],
  ])('%s %j', (name, fields, trigger) => {
    expect(hear(name, { ...PAYLOAD, ...fields }, OURS)).toEqual(trigger);
  });
});

test.each([
  ['without an installation', 'issues', { installation: undefined }],
  ['sent by ourselves', 'issues', { sender: BOT }],
  ['sent by a former registration', 'issues', { sender: { ...BOT, id: 98 } }],
  ['about a pull request', 'issues', { issue: { ...INCIDENT, pull_request: { url: 'u' } } }],
  ['about no issue', 'issues', { issue: undefined }],
  ['about no repository', 'issues', { repository: undefined }],
  ['of another event', 'pull_request_review', {}],
])('%s: nothing', (_what, name, fields) => {
  const payload = { ...PAYLOAD, action: 'edited', issue: INCIDENT, ...fields };
  expect(hear(name, payload, OURS)).toBeNull();
});

test('another bot is somebody', () => {
  expect(onIssue('edited', { sender: { ...BOT, id: 41 }, issue: INCIDENT })).not.toBeNull();
});
