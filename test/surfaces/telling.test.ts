import { describe, expect, test } from '@jest/globals';
import type { EventBody, IncidentEvent } from '../../src/core/events.ts';
import { tellingOf } from '../../src/surfaces/telling.ts';
import { aDeclaration, aRecord, at, aWorld, told } from '../support/builders.ts';

/** What is told of the last of these events: the kind, the headline, and the fields a line each. */
function tellingFor(events: readonly IncidentEvent[], settled = 0): readonly string[] | null {
  const last = events.at(-1);
  if (!last) throw new Error('Nothing happened');
  const telling = tellingOf(last, aWorld({ record: aRecord(events, { settled }) }));
  if (!telling) return null;
  const { headline, fields } = telling.words;
  return [`${telling.kind}: ${headline}`, ...fields.map(({ name, value }) => `${name}: ${value}`)];
}

const following = (...bodies: readonly EventBody[]): readonly IncidentEvent[] => [
  aDeclaration(),
  ...bodies.map((body, index) =>
    told(body, { at: at(`10:0${5 + index}`), via: `comment:${index}:0` }),
  ),
];

describe('told is', () => {
  test('the announcement', () => {
    expect(tellingFor([aDeclaration()])).toEqual([
      'announcement: Incident Declared: SEV 2: Checkout is down',
      'Description: All payments fail',
      'Channel: the issue',
      'Incident Commander: nobody yet',
      'Status: Investigating',
      'Next update: by 11:00 UTC',
    ]);
  });

  test('an update, with what is known of the impact', () => {
    const first = { type: 'updated', status: 'mitigating', text: 'Rolling back' } as const;
    expect(
      tellingFor(
        following(
          { ...first, impact: 'All of it', next: null },
          { ...first, text: 'Rolled back', impact: null, next: 'Watch' },
        ),
      ),
    ).toEqual([
      'update: Status Update (Mitigating): Checkout is down',
      'Update: Rolled back',
      'Impact: All of it',
      'Next Steps: Watch',
      'Next update: by 11:06 UTC',
      'By: ana',
    ]);
  });

  test('a worse severity, and what it changes', () => {
    expect(
      tellingFor(following({ type: 'severity-changed', from: 2, to: 1, why: 'everybody is hit' })),
    ).toEqual([
      'update: SEV 1 now (was SEV 2): Checkout is down',
      'Why: everybody is hit',
      'By: ana',
      'Updates: every 30m',
    ]);
  });

  test('the end, with how long it took', () => {
    expect(
      tellingFor(following({ type: 'resolved', text: 'Rolled back', from: 'monitoring' })),
    ).toEqual([
      'resolved: Resolved: Checkout is down',
      'What was done: Rolled back',
      'Took: 5m',
      'To mitigate: 5m',
      'Postmortem: owed',
      'By: ana',
    ]);
  });

  test('that it was none', () => {
    expect(
      tellingFor(
        following({ type: 'resolved', text: null, from: 'investigating', outcome: 'false-alarm' }),
      ),
    ).toEqual(['resolved: False alarm: Checkout is down', 'By: ana']);
    expect(
      tellingFor(
        following({
          type: 'resolved',
          text: null,
          from: 'investigating',
          outcome: 'duplicate',
          of: 7,
        }),
      ),
    ).toEqual(['resolved: Duplicate: Checkout is down', 'Duplicate of: #7', 'By: ana']);
  });

  test('that it came back', () => {
    expect(
      tellingFor(
        following(
          { type: 'resolved', text: null, from: 'monitoring' },
          { type: 'reopened', why: 'It is back' },
        ),
      ),
    ).toEqual([
      'update: Reopened: Checkout is down',
      'Why: It is back',
      'By: ana',
      'Next update: by 11:06 UTC',
    ]);
  });
});

describe('an incident begins', () => {
  test('out of a ticket', () => {
    const raised = told({ type: 'severity-changed', from: 4, to: 2, why: null });
    expect(tellingFor([aDeclaration({ severity: 4 }), raised])?.[0]).toContain('Incident Declared');
  });

  test('where an exercise turns serious', () => {
    const serious = told({ type: 'drill-ended' });
    expect(tellingFor([aDeclaration({ drill: true }), serious])?.[0]).toContain('Declared');
  });

  test('with what confirms it, once', () => {
    const doubtful = aDeclaration({ doubt: 'stranger' });
    expect(tellingFor([doubtful])).toBeNull();
    expect(tellingFor([doubtful, told({ type: 'confirmed' })])?.[0]).toContain('Incident Declared');
    const raised = told({ type: 'severity-changed', from: 2, to: 1, why: null });
    const world = aWorld({ record: aRecord([doubtful, raised, told({ type: 'confirmed' })]) });
    expect(tellingOf(raised, world)).toBeNull();
  });
});

test('of a report that nobody confirmed, and of a ticket, the end is told to nobody', () => {
  const end = told({ type: 'resolved', text: null, from: 'investigating' });
  expect(tellingFor([aDeclaration({ doubt: 'stranger' }), end])).toBeNull();
  expect(tellingFor([aDeclaration({ severity: 4 }), end])).toBeNull();
});

test('an update that is promised for a time which has passed is not promised', () => {
  const late = told({ type: 'severity-changed', from: 2, to: 1, why: null });
  const since = told({ type: 'noted', text: 'long ago' }, { at: at('12:00') });
  const world = aWorld({ record: aRecord([aDeclaration({ severity: 4 }), late, since]) });
  const fields = tellingOf(late, world)?.words.fields.map(({ name }) => name);
  expect(fields).not.toContain('Next update');
});
