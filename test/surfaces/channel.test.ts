import { describe, expect, test } from '@jest/globals';
import { KEPT_CHANNEL } from '../../src/core/channel.ts';
import type { ChannelWanted } from '../../src/core/channel-wanted.ts';
import type { EventBody } from '../../src/core/events.ts';
import { DAY } from '../../src/core/time.ts';
import { receiptOf } from '../../src/effects/channels.ts';
import { channel } from '../../src/surfaces/channel.ts';
import { aDeclaration, aPolicy, aRecord, at, aWorld, told } from '../support/builders.ts';

const workspace = {
  token: { secret: 'SLACK' },
  channel: true,
  archiveAfter: 7 * DAY,
  invite: ['U0BOSS00'],
};
const contacts = {
  ana: { slack: 'U0ANA000', email: null, phone: null },
  mia: { slack: null, email: 'mia@example.com', phone: null },
};
const policy = aPolicy({ workspace, contacts });
const place = { id: 'C1', name: 'incident-1', url: 'https://acme.slack.com/archives/C1' };

type Given = {
  readonly declared?: Parameters<typeof aDeclaration>[0];
  readonly next?: readonly EventBody[];
  readonly ledger?: NonNullable<Parameters<typeof aRecord>[1]>['ledger'];
  readonly policy?: ReturnType<typeof aPolicy>;
};

function wanted({ declared = {}, next = [], ledger = {}, policy: of = policy }: Given = {}) {
  const events = next.map((body, index) => told(body, { at: at(`10:1${index}`) }));
  const record = aRecord([aDeclaration(declared), ...events], { ledger });
  const effects = channel.plan(aWorld({ record, snapshot: { policy: of } }));
  const [first] = effects;
  if (!first) return null;
  if (first.kind !== 'keep-channel') throw new Error(first.kind);
  return first.wanted;
}

const opened: EventBody = { type: 'channel', what: 'opened', channel: place };
const kept = (all: ChannelWanted, archived = false) => ({
  [KEPT_CHANNEL]: receiptOf(
    all,
    { channel: { ...place, archived }, card: '1', done: all.todo, strangers: [], because: null },
    at('10:05'),
  ),
});

describe('an incident wants a channel', () => {
  test('with all its parts', () => {
    expect(wanted()).toMatchObject({
      known: null,
      topic: 'SEV 2 · Investigating · IC nobody yet',
      purpose: 'Checkout is down',
      bookmarks: [{ title: 'Issue', link: 'https://github.com/acme/shop/issues/1' }],
      members: ['U0BOSS00'],
      archive: false,
      todo: ['described', 'card', 'bookmarks', 'invited'],
    });
  });

  test('in which whoever responds is', () => {
    const joined = ['ana', 'mia', 'zoe'].map((login): EventBody => ({ type: 'joined', login }));
    expect(wanted({ next: joined })).toMatchObject({
      members: ['U0ANA000', 'U0BOSS00'],
      mails: ['mia@example.com'],
    });
  });

  test('that says DRILL in a drill', () => {
    const { topic, purpose, facts } = wanted({ declared: { drill: true } }) ?? {};
    expect([topic, purpose]).toEqual([
      'DRILL · SEV 2 · Investigating · IC nobody yet',
      'DRILL: Checkout is down',
    ]);
    expect(facts?.drill).toBe(true);
  });

  test.each<[string, Given]>([
    ['a ticket', { declared: { severity: 4 } }],
    ['what nobody has confirmed', { declared: { doubt: 'stranger' } }],
    ['what is over', { next: [{ type: 'resolved', text: null, from: 'monitoring' }] }],
    ['where there is no Slack', { policy: aPolicy() }],
    [
      'where the policy has none',
      { policy: aPolicy({ workspace: { ...workspace, channel: false } }) },
    ],
  ])('but not %s', (_, given) => {
    expect(wanted(given)).toBeNull();
  });
});

describe('a channel that is there', () => {
  const first = wanted({ next: [opened] });
  if (!first) throw new Error('No channel is wanted');
  const ledger = kept(first);

  test('is left alone while it is right', () => {
    expect(wanted({ next: [opened], ledger })).toBeNull();
  });

  test('is changed where it is not', () => {
    const ic: EventBody = { type: 'role-given', role: 'ic', to: 'ana', from: null };
    expect(wanted({ next: [opened, ic], ledger })).toMatchObject({
      known: { id: 'C1', card: '1' },
      topic: 'SEV 2 · Investigating · IC ana',
      todo: ['described', 'card', 'invited'],
    });
  });

  test('is archived when it has had its time, once', () => {
    const archived: EventBody = { type: 'channel', what: 'archived' };
    const end: EventBody = { type: 'resolved', text: null, from: 'monitoring' };
    const last = wanted({ next: [opened, end, archived], ledger });
    expect(last?.archive).toBe(true);
    if (!last) throw new Error('Nothing is wanted');
    expect(wanted({ next: [opened, end, archived], ledger: kept(last, true) })).toBeNull();
  });

  test('is another one where the incident comes back after that', () => {
    const archived: EventBody = { type: 'channel', what: 'archived' };
    const end: EventBody = { type: 'resolved', text: null, from: 'monitoring' };
    const back: EventBody = { type: 'reopened', why: null };
    expect(wanted({ next: [opened, end, archived, back], ledger })?.known).toBeNull();
    expect(wanted({ next: [opened, end, back], ledger })?.known?.id).toBe('C1');
  });

  test('that could not be kept is left alone until a clock asks', () => {
    const failed: EventBody = { type: 'channel', what: 'failed', because: 'No.', tries: 1 };
    expect(wanted({ next: [failed] })).toBeNull();
    expect(wanted({ next: [failed, { type: 'channel', what: 'retried' }] })).not.toBeNull();
  });
});
