import { describe, expect, test } from '@jest/globals';
import {
  type ActionItem,
  actionsLeft,
  homeOf,
  issueOf,
  isTheirs,
  openingOf,
  reduceActions,
  refOf,
} from '../../src/core/action-item.ts';
import type { EventBody, IncidentEvent } from '../../src/core/events.ts';
import { anItem, aSnapshot, aTrackedIssue, at, told } from '../support/builders.ts';

type Told = Parameters<typeof reduceActions>[1];
const isAbout = (event: IncidentEvent): event is Told => event.type.startsWith('action-');
const changedBy = (body: EventBody, via = 'comment:5:0'): readonly ActionItem[] => {
  const event = told(body, { via });
  return isAbout(event) ? reduceActions([anItem()], event) : [];
};

describe('action items', () => {
  const added: EventBody = {
    type: 'action-added',
    text: 'An index',
    owner: 'bo',
    due: '2026-12-01',
    repository: null,
  };

  test('are named by the comment and line that asked for them, wherever that was', () => {
    expect(changedBy(added, 'comment:7:2')[1]).toMatchObject({ id: '7:2', onPostmortem: false });
    expect(changedBy(added, 'remark:8:0')[1]).toMatchObject({ id: '8:0', onPostmortem: true });
    expect(openingOf({ id: '7:2' })).toBe('action:7:2');
  });

  test.each<[EventBody, Partial<ActionItem>]>([
    [
      { type: 'action-opened', id: '5:0', number: 9, ref: '#9' },
      { number: 9, openedAt: at('10:05') },
    ],
    [{ type: 'action-refused', id: '5:0', text: 'x', because: 'no' }, { refused: 'no' }],
    [{ type: 'action-closed', id: '5:0', ref: '#7' }, { closedAt: at('10:05') }],
    [{ type: 'action-reopened', id: '5:0', ref: '#7' }, { closedAt: null }],
  ])('%j', (body, change) => {
    expect(changedBy(body)).toEqual([anItem(change)]);
  });

  test('that are gone are none; another one’s end is not theirs', () => {
    expect(changedBy({ type: 'action-gone', id: '5:0', ref: '#7' })).toEqual([]);
    expect(changedBy({ type: 'action-closed', id: '5:1', ref: '#8' })).toEqual([anItem()]);
  });

  test('that people made are told apart from those that we opened', () => {
    const [, found] = changedBy({
      type: 'action-found',
      id: 'acme/payments#4',
      title: 'Theirs',
      repository: 'acme/payments',
      number: 4,
    });
    expect(found && isTheirs(found)).toBe(true);
    expect(isTheirs(anItem())).toBe(false);
  });
});

test('of an incident that was transferred they are where they were', () => {
  const theirs = anItem({ id: '#8', number: 8 });
  const pending = anItem({ id: '5:1', number: null });
  const elsewhere = anItem({ id: '5:2', repository: 'acme/payments' });
  expect(actionsLeft([anItem(), theirs, pending, elsewhere], 'acme/old')).toEqual([
    anItem({ repository: 'acme/old' }),
    anItem({ id: 'acme/old#8', number: 8, repository: 'acme/old' }),
    pending,
    elsewhere,
  ]);
});

test('an item is at home where it says, or with its incident', () => {
  expect(homeOf(anItem(), aSnapshot())).toBeNull();
  expect(homeOf(anItem({ repository: 'acme/shop' }), aSnapshot())).toBeNull();
  expect(homeOf(anItem({ repository: 'acme/payments' }), aSnapshot())).toBe('acme/payments');
  expect(refOf(anItem({ repository: 'acme/payments' }))).toBe('acme/payments#7');
  expect(refOf(anItem({ number: null }))).toBeNull();
});

test('its issue is that of its number in its repository', () => {
  const elsewhere = aTrackedIssue({ repository: 'acme/payments', id: 2007 });
  const snapshot = aSnapshot({ items: [elsewhere, aTrackedIssue()] });
  expect(issueOf(anItem(), snapshot)?.id).toBe(1007);
  expect(issueOf(anItem({ repository: 'acme/payments' }), snapshot)?.id).toBe(2007);
  expect(issueOf(anItem({ number: 8 }), snapshot)).toBeUndefined();
});
