import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeRecord,
  encodeRecord,
  fitRecord,
  type IncidentRecord,
  incidentOf,
} from '../../src/core/record.ts';
import { drawn } from '../support/drawn.ts';
import { anyScenes, played } from './play.ts';

const RUNS = drawn(20);

describe('a record', () => {
  test('is read as it was written, whatever people wrote around it', () => {
    fc.assert(
      fc.property(anyScenes, fc.string(), fc.string(), (script, above, below) => {
        for (const record of recordsOf(script))
          expect(decodeRecord(`${above}\n${encodeRecord(record)}\n${below}`)).toEqual({
            kind: 'record',
            record,
          });
      }),
      RUNS,
    );
  });

  test('keeps what a later version of us wrote into it', () => {
    const later = fc.record({
      type: fc.constantFrom('mailed', 'escalated-to-vendor'),
      at: fc.nat(),
      by: fc.constant(null),
      via: fc.constant('world:later'),
      what: fc.jsonValue(),
    });
    fc.assert(
      fc.property(anyScenes, later, (script, event) => {
        const record = recordsOf(script).at(-1);
        // Written by a version whose events this one does not know: only its JSON is to be had.
        const text = JSON.stringify({ ...record, events: [...(record?.events ?? []), event] });
        const written: IncidentRecord = JSON.parse(text);
        const read = decodeRecord(encodeRecord(written));
        expect(read).toEqual({ kind: 'record', record: written });
        expect(incidentOf(written)).toEqual(record && incidentOf(record));
        const fitted = fitRecord(written, 400);
        expect(incidentOf(fitted)).toEqual(incidentOf(written));
      }),
      RUNS,
    );
  });

  test('that must make room comes to the same incident, and keeps what has not been said', () => {
    fc.assert(
      fc.property(anyScenes, fc.integer({ min: 200, max: 2_000 }), (script, limit) => {
        for (const record of recordsOf(script)) {
          const fitted = fitRecord(record, limit);
          expect(incidentOf(fitted)).toEqual(incidentOf(record));
          expect(fitted.events.slice(fitted.settled)).toEqual(record.events.slice(record.settled));
          expect({ ...fitted, base: null, events: [], settled: 0 }).toEqual({
            ...record,
            base: null,
            events: [],
            settled: 0,
          });
        }
      }),
      RUNS,
    );
  });
});

const recordsOf = (script: Parameters<typeof played>[0]): readonly IncidentRecord[] =>
  played(script).map(({ record }) => record);
