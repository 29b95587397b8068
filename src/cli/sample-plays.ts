import { INCIDENT_LABEL } from '../core/adoption.ts';
import type { EventBody } from '../core/events.ts';
import { DEFAULT_POLICY, type Policy } from '../core/policy.ts';
import { DAY, HOUR, MINUTE } from '../core/time.ts';
import type { Play, Scene } from './rehearsal.ts';

/** A play with what it is about. */
export interface SamplePlay extends Play {
  readonly name: string;
}

export const AT = Date.parse('2026-11-23T10:00:00Z');
const RESPONDERS = {
  'on-call': ['ana'],
  'eng-manager': ['mia'],
  director: ['dan'],
  execs: ['eve'],
};

/** The policy that samples are played under where no other is given: ours, with somebody in every group. */
export const SAMPLE_POLICY: Policy = { ...DEFAULT_POLICY, responders: RESPONDERS };

const says = (minute: number, by: string, text: string): Scene => ({
  after: minute * MINUTE,
  by,
  says: text,
});

interface Given extends Partial<Omit<Play, 'scenes'>> {
  readonly scenes?: readonly Scene[];
}

const tells = (minute: number, event: EventBody): Scene => ({
  after: minute * MINUTE,
  by: 'ana',
  tells: event,
});

const UPDATE = `/update mitigating rolling back to 1.4.1
Impact: a third of checkouts fail
Next: watch the error rate for ten minutes`;

/**
 * Incidents in which every message is said: what a template looks like in use. They are played through the rules
 * like any other; who adds a message adds here what makes it be said.
 */
export function samplePlays(policy: Policy): readonly SamplePlay[] {
  const play = (name: string, given: Given): SamplePlay => ({
    name,
    policy,
    at: AT,
    by: 'ben',
    severity: null,
    title: 'Checkout is down',
    text: 'All payments fail since the deploy at 09:50.',
    scenes: [],
    until: 5 * HOUR,
    repository: { owner: 'acme', name: 'shop' },
    ...given,
  });
  const worst = policy.severities[0];
  const second = policy.severities[1] ?? worst;
  const label = second?.label ?? '';
  const mildest = policy.severities.at(-1);
  return [
    play('from the form to the postmortem', {
      severity: worst?.level ?? null,
      form: {
        description: 'All payments fail',
        severity: worst?.level ?? null,
        startedAt: '09:50 UTC',
        services: ['checkout', 'payments'],
        links: 'https://grafana.acme.example/d/checkout',
        commander: null,
        missing: [],
      },
      scenes: [
        says(2, 'ana', '/ic'),
        says(3, 'ana', '/ops @ben'),
        says(5, 'ben', '/note the errors began with deploy 4812'),
        says(12, 'ana', UPDATE),
        says(20, 'ana', `/sev ${second?.level ?? 1} half can pay`),
        says(30, 'ana', '/handover ic @mia'),
        says(31, 'mia', '/snooze 1h'),
        says(35, 'zoe', '/timeline\n/help\n/oncall'),
        says(50, 'mia', '/monitoring'),
        says(60, 'mia', '/resolve rolled back to 1.4.1'),
        says(70, 'ben', '/reopen the errors are back'),
        says(90, 'mia', '/resolve'),
      ],
      until: 16 * DAY,
    }),
    play('a SEV 3 that waits for business hours', {
      severity: 3,
      policy: {
        ...policy,
        severities: policy.severities.map((row) => ({ ...row, pageIn: 'business-hours' })),
        hoursKnown: true,
        businessHours: { timezone: 'UTC', days: [1, 2, 3, 4, 5], from: 12 * 60, to: 17 * 60 },
      },
    }),
    play('nobody says a word for a day', {
      severity: 3,
      scenes: [says(5, 'ana', '/ack')],
      until: 30 * HOUR,
    }),
    play('nobody answers', { severity: worst?.level ?? null }),
    play('an answer, and then silence', {
      severity: second?.level ?? null,
      scenes: [says(2, 'ana', '/ack')],
    }),
    play('things typed wrong and done without the right', {
      severity: second?.level ?? null,
      strangers: ['zoe'],
      scenes: [
        says(1, 'ana', '/ic\n/ops'),
        says(2, 'ana', '/ic @mia'),
        says(3, 'mia', '/ops @dan'),
        says(4, 'ana', '/sev 9'),
        says(5, 'zoe', `/sev ${worst?.level ?? 1}`),
        { after: 6 * MINUTE, by: 'ana', does: 'unlabeled', label },
        { after: 7 * MINUTE, by: 'zoe', does: 'labeled', label: mildest?.label ?? '' },
        { after: 10 * MINUTE, by: 'zoe', does: 'closed' },
        says(40, 'mia', '/monitoring'),
        says(41, 'mia', '/resolve'),
        says(50, 'mia', '/waive the same cause as last week'),
      ],
    }),
    play('calls that do not go through, and a command added by an edit', {
      severity: worst?.level ?? null,
      scenes: [
        tells(1, {
          type: 'page-failed',
          number: 0,
          group: 'on-call',
          people: ['ana'],
          destination: 'PagerDuty',
          because: 'It answered 429: too many requests.',
        }),
        tells(1, {
          type: 'clock-ran-out',
          clock: 'next-group',
          since: AT + MINUTE,
          step: 1,
          mention: [],
        }),
        tells(2, { type: 'edit-ignored', line: '/resolve' }),
      ],
      until: 10 * MINUTE,
    }),
    play('nothing is said for a day', {
      severity: second?.level ?? null,
      scenes: [says(1, 'ana', '/ack')],
      until: 26 * HOUR,
    }),
    play('a report by a stranger', {
      severity: second?.level ?? null,
      by: 'zoe',
      strangers: ['zoe'],
      scenes: [says(10, 'ana', '/confirm')],
      until: HOUR,
    }),
    play('found late', {
      seen: 90 * MINUTE,
      scenes: [says(5, 'ana', `/sev ${worst?.level ?? 1} all of it`)],
      until: 2 * HOUR,
    }),
    play('a false alarm', {
      severity: second?.level ?? null,
      scenes: [says(2, 'ana', '/ic'), says(9, 'ana', '/false-alarm the monitoring was wrong')],
      until: HOUR,
    }),
    play('no incident after all', {
      severity: second?.level ?? null,
      scenes: [{ after: 5 * MINUTE, by: 'ana', does: 'unlabeled', label: INCIDENT_LABEL }],
      until: HOUR,
    }),
    play('nobody is configured', {
      severity: second?.level ?? null,
      policy: { ...policy, responders: {} },
      until: HOUR,
    }),
    play('a drill that becomes real', {
      severity: second?.level ?? null,
      scenes: [
        { after: 2 * MINUTE, by: 'ana', does: 'labeled', label: policy.labels.drill.name },
        says(5, 'ana', `/sev ${worst?.level ?? 1} all of it`),
        { after: 9 * MINUTE, by: 'ana', does: 'unlabeled', label: policy.labels.drill.name },
      ],
      until: 10 * MINUTE,
    }),
    play('what is to be done afterwards', {
      severity: second?.level ?? null,
      scenes: [
        says(2, 'ana', '/ic'),
        says(8, 'ana', "/action @ben alert on the queue's depth by friday"),
        tells(9, {
          type: 'action-refused',
          id: '101:0',
          text: 'put a limit on retries',
          because: 'GitHub answered 404',
        }),
        says(10, 'ana', '/resolve'),
        tells(20, { type: 'misplaced', line: '/waive the cause is known' }),
        tells(30, { type: 'postmortem-closed', unfilled: ['Impact', 'Contributing causes'] }),
      ],
      until: HOUR,
    }),
    play('a ticket', { severity: mildest?.level ?? null, until: HOUR }),
  ];
}
