import { describe, expect, test } from '@jest/globals';
import { openLog } from '../../src/core/log.ts';
import { incidentOf } from '../../src/core/record.ts';
import { aDeclaration, aRecord, aSnapshot, at } from '../support/builders.ts';

const NOW = at('10:30');
const open = (quiet = false, now = NOW) =>
  openLog(aSnapshot(), aRecord([aDeclaration({ severity: 3 })]), { now, quiet });
const hand = (time: string) => ({ at: at(time), by: 'ana', via: `hand:${time}` });
const raised = (to: number) => [{ type: 'severity-changed', from: 3, to, why: null } as const];

describe('while a pass adds to the record', () => {
  test('what follows from an event stands right behind it, with the same cause', () => {
    const log = open();
    log.tell(raised(2), hand('10:05'));
    const added = log.close([]).events.slice(1);
    expect(added.map(({ type, via }) => [type, via])).toEqual([
      ['severity-changed', 'hand:10:05'],
      ['paged', 'hand:10:05'],
    ]);
  });

  test('what GitHub showed late takes its place in the past', () => {
    const log = open();
    log.tell(raised(4), hand('10:09'));
    log.tell(raised(2), hand('10:08'));
    expect(log.incident()).toMatchObject({ severity: 4, highest: 2 });
    expect(log.incident()).toEqual(incidentOf(log.close([])));
  });

  test('what happened within a second is in the order that the record has it in', () => {
    const log = open();
    log.tell(raised(4), hand('10:05'));
    log.tell(raised(2), { at: at('10:05'), by: 'bo', via: 'comment:5:0' });
    expect(log.incident().severity).toBe(4);
    expect(log.incident()).toEqual(incidentOf(log.close([])));
  });

  test('so are the lines of one comment, and a hand that came after them in their second', () => {
    const log = open();
    const said = (line: number) => ({ at: at('10:05'), by: 'bo', via: `comment:5:${line}` });
    for (const [line, to] of [4, 2, 3].entries()) log.tell(raised(to), said(line));
    expect(log.incident()).toMatchObject({ severity: 3, highest: 2 });
    log.tell(raised(1), hand('10:05'));
    expect(log.incident()).toMatchObject({ severity: 1, highest: 1 });
    expect(log.incident()).toEqual(incidentOf(log.close([])));
  });

  test('an hour is soon enough to call', () => {
    const log = open(false, at('11:05'));
    log.tell(raised(2), hand('10:05'));
    expect(log.close([]).events.at(-1)?.type).toBe('paged');
  });

  test('a second more than an hour is too late to call', () => {
    const log = open(false, at('11:05:01'));
    log.tell(raised(2), hand('10:05'));
    expect(log.close([]).events.at(-1)).toMatchObject({
      type: 'page-withheld',
      groups: ['on-call', 'eng-manager'],
    });
  });

  test('nor is anybody called by a command that names them', () => {
    const groups = [{ group: 'director', people: ['dan'] }];
    const paged = { type: 'paged', number: 0, reason: 'asked', groups, unfilled: [] } as const;
    const late = open(false, at('11:05:01'));
    late.tell([paged], hand('10:05'));
    expect(late.close([]).events.at(-1)).toMatchObject({
      type: 'page-withheld',
      groups: ['director'],
    });
    const again = open(true);
    again.tell([paged], hand('10:05'));
    expect(again.close([]).events).toHaveLength(1);
  });

  test('a record that is read again calls nobody', () => {
    const log = open(true);
    log.tell(raised(2), hand('10:05'));
    expect(log.close([]).events.at(-1)?.type).toBe('severity-changed');
  });

  test('letters are named in the record, each once', () => {
    const letter = { id: 'd1', comment: 5, by: 'ana', at: NOW, words: '' };
    expect(open().close([letter, letter]).letters).toEqual(['d1']);
  });

  test('the newest of GitHub’s times is kept', () => {
    const log = open();
    log.saw(at('10:07'));
    log.saw(at('10:03'));
    expect(log.close([]).newest).toBe(at('10:07'));
    expect(log.latest()).toBe(at('10:00'));
  });

  test('nothing is known of an incident that was not declared', () => {
    const log = openLog(aSnapshot(), aRecord([]), { now: NOW, quiet: false });
    expect(() => log.incident()).toThrow('has no incident');
  });
});
