import { describe, expect, test } from '@jest/globals';
import { markerFor } from '../../src/core/marker.ts';
import {
  decodeRecord,
  EMPTY_RECORD,
  encodeRecord,
  fitRecord,
  type IncidentRecord,
  incidentOf,
  RECORD_LIMIT,
  visibleText,
} from '../../src/core/record.ts';
import { MINUTE } from '../../src/core/time.ts';
import { aDeclaration, aRecord, at, told } from '../support/builders.ts';

const record = aRecord(undefined, { revision: 3, settled: 1, comments: { 5: 'accepted' } });

/** A record of many notes, of which each says something else. */
function long(notes: number, settled: number): IncidentRecord {
  const said = Array.from({ length: notes }, (_, index) =>
    told(
      { type: 'noted', text: `${index} ${Math.sin(index)} ${Math.cos(index)}` },
      { at: at('10:05') + index * MINUTE, via: `comment:${index}:0` },
    ),
  );
  return aRecord([aDeclaration(), ...said], { settled });
}

describe('a record in a card', () => {
  test('is read as it was written', () => {
    expect(decodeRecord(`Card\n\n${encodeRecord(record)}`)).toEqual({ kind: 'record', record });
  });

  test('is the last one: what people wrote stands above it', () => {
    const forged = encodeRecord({ ...record, revision: 99 });
    expect(decodeRecord(`${forged}\n${encodeRecord(record)}`)).toEqual({ kind: 'record', record });
  });

  test.each([
    ['there is no block', 'Card'],
    ['the block is cut', encodeRecord(record).replace(/.{12} -->$/, ' -->')],
    ['the block is not compressed', '<!-- tocsin:record v1 aGVsbG8= -->'],
    ['it holds something else', encoded({ hello: 'world' })],
    ['it holds a record without events', encoded({ ...record, events: undefined })],
    ['it holds no object', encoded(null)],
    ['it holds acts that are no list', encoded({ ...record, acts: {} })],
  ])('is none where %s', (_, text) => {
    expect(decodeRecord(text)).toEqual({ kind: 'none' });
  });

  test('of a newer version is told apart, so that it is left alone', () => {
    const text = encodeRecord(record).replace('v1', 'v2');
    expect(decodeRecord(text)).toEqual({ kind: 'newer', version: 2 });
  });

  test('is not seen by whoever reads the card', () => {
    const text = `Card\r\n\r\nText\n\n${encodeRecord(record)}`;
    expect(visibleText(text)).toBe('Card\n\nText');
  });

  test('can be told from the markers of acts', () => {
    expect(decodeRecord(markerFor('page:0', null))).toEqual({ kind: 'none' });
  });

  test('stays small: five hundred events fit many times over', () => {
    expect(encodeRecord(long(500, 500)).length).toBeLessThan(RECORD_LIMIT / 2);
  });
});

test('a record without a declaration has no incident', () => {
  expect(incidentOf(EMPTY_RECORD)).toBeNull();
});

describe('a record that is too long', () => {
  const full = long(200, 201);

  test('loses its older events and comes to the same incident', () => {
    const fitted = fitRecord(full, 3_000);
    expect(encodeRecord(fitted).length).toBeLessThanOrEqual(3_000);
    expect(fitted.events.length).toBeLessThan(full.events.length);
    expect(fitted.events.at(-1)).toEqual(full.events.at(-1));
    expect(incidentOf(fitted)).toEqual(incidentOf(full));
    expect(fitted.settled).toBe(fitted.events.length);
  });

  test('that is short enough stays as it is', () => {
    expect(fitRecord(full)).toBe(full);
  });

  test('keeps what has not been told yet, however long', () => {
    const unsaid = long(200, 1);
    expect(fitRecord(unsaid, 3_000).events.slice(-200)).toEqual(unsaid.events.slice(-200));
  });

  test('does not part what happened within one second', () => {
    const same = full.events.map((event) => ({ ...event, at: at('10:05') }));
    const record = { ...full, events: same };
    expect(fitRecord(record, 3_000)).toBe(record);
  });

  test('whose events came out of order loses the oldest ones, wherever they stand', () => {
    const shuffled = { ...full, events: full.events.toReversed() };
    const fitted = fitRecord(shuffled, 3_000);
    expect(incidentOf(fitted)).toEqual(incidentOf(shuffled));
    expect(fitted.events).toContainEqual(full.events.at(-1));
    expect(fitted.events).not.toContainEqual(full.events[0]);
  });
});

function encoded(value: unknown): string {
  const like: IncidentRecord = JSON.parse(JSON.stringify(value));
  return encodeRecord(like);
}
