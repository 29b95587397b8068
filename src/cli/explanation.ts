import type { Incident } from '../core/incident.ts';
import { severityOf } from '../core/policy.ts';
import { type Problem, problemLine } from '../core/problem.ts';
import { fullMoment, type Instant, iso, lengthOf } from '../core/time.ts';
import { timelineOf } from '../core/timeline.ts';
import { capital } from '../core/view.ts';
import { type CallMade, callLine, callsMade } from './calls-made.ts';
import { clocksOf, nextPass, recorded } from './next-pass.ts';
import type { Ours } from './ours.ts';
import type { Reading } from './read-incident.ts';

/** What is to be said of an issue; times are ISO 8601. The answer of `--json`. */
export interface Explanation {
  readonly issue: string;
  readonly title: string;
  readonly url: string;
  /** Whose records were believed; null where there is none. */
  readonly ours: string | null;
  /** Null where the issue has no record. */
  readonly state: State | null;
  readonly events: readonly { readonly at: string; readonly what: string }[];
  /** Who was called, and what came of every try. */
  readonly calls: readonly CallMade[];
  readonly clocks: readonly {
    readonly clock: string;
    readonly due: string;
    readonly isDue: boolean;
  }[];
  readonly next:
    | { readonly incident: false; readonly because: string }
    | {
        readonly incident: true;
        readonly notes: readonly string[];
        readonly effects: readonly { readonly id: string; readonly does: string }[];
      };
  /** What is wrong with the configuration. */
  readonly problems: readonly Problem[];
  /** What could not be known with this token. */
  readonly unknown: readonly string[];
}

interface State {
  readonly severity: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly unconfirmed: boolean;
  readonly declaredAt: string;
  readonly declaredBy: string | null;
  readonly acknowledgedAt: string | null;
  readonly mitigatedAt: string | null;
  readonly resolvedAt: string | null;
  readonly roles: Incident['roles'];
  readonly postmortem: number | null;
}

/** Puts together what the record says, what the clocks want and what the next pass would do. */
export function explanationOf(
  reading: Reading,
  { ours, now }: { readonly ours: Ours | null; readonly now: Instant },
): Explanation {
  const { snapshot, record } = reading;
  const { repository, issue, policy } = snapshot;
  const incident = recorded(reading);
  const next = nextPass(reading, now);
  return {
    issue: `${repository.owner}/${repository.name}#${issue.number}`,
    title: issue.title,
    url: issue.url,
    ours: ours?.because ?? null,
    state: incident && stateOf(incident, reading),
    events: timelineOf(record.events, policy, 0).map(({ at, text }) => ({
      at: iso(at),
      what: text,
    })),
    calls: incident ? callsMade(incident, record) : [],
    clocks: (incident ? clocksOf(incident, policy) : []).map(({ clock, due }) => ({
      clock,
      due: iso(due),
      isDue: due <= now,
    })),
    next: next.incident
      ? { incident: true, notes: next.notes, effects: next.effects }
      : { incident: false, because: next.because },
    problems: snapshot.problems,
    unknown: reading.unknown,
  };
}

function stateOf(incident: Incident, { snapshot }: Reading): State {
  const { label, name } = severityOf(snapshot.policy, incident.severity);
  const when = (at: Instant | null): string | null => (at === null ? null : iso(at));
  return {
    severity: `${label} (${name})`,
    status: incident.status,
    outcome: incident.outcome ?? null,
    unconfirmed: incident.doubt !== null,
    declaredAt: iso(incident.declaredAt),
    declaredBy: incident.declaredBy,
    acknowledgedAt: when(incident.acknowledgedAt),
    mitigatedAt: when(incident.mitigatedAt),
    resolvedAt: when(incident.resolvedAt),
    roles: incident.roles,
    postmortem: incident.postmortem?.number ?? null,
  };
}

/** The whole of it as a person reads it. */
export function explanationText(it: Explanation, now: Instant): string {
  const list = (title: string, lines: readonly string[], none: string): readonly string[] => [
    '',
    title,
    ...(lines.length > 0 ? lines : [none]).map((line) => `  ${line}`),
  ];
  const when = (at: string): string => fullMoment(Date.parse(at));
  const away = (at: string): string => {
    const left = Date.parse(at) - now;
    return left <= 0 ? `due for ${lengthOf(-left)}` : `in ${lengthOf(left)}`;
  };
  return [
    `${it.issue} ${it.title}`,
    it.url,
    it.state
      ? stateLine(it.state, now)
      : 'It has no record: it is no incident, or Tocsin has not seen it.',
    ...(it.ours ? [`Believed: ${it.ours}.`] : []),
    ...(it.state
      ? [
          ...list(
            'What happened',
            it.events.map(({ at, what }) => `${when(at)}  ${what}`),
            'nothing',
          ),
          ...list('Who was called', it.calls.map(callLine), 'nobody'),
          ...list(
            'Which clocks run',
            it.clocks.map(({ clock, due }) => `${when(due)}  ${clock} (${away(due)})`),
            'none',
          ),
        ]
      : []),
    ...list('What the next pass would do', nextLines(it), 'nothing: all is as it should be'),
    ...it.problems.map((problem) => `\n${problemLine(problem)}`),
    ...it.unknown.map((what) => `\nNot known: ${what}.`),
  ].join('\n');
}

function stateLine(state: State, now: Instant): string {
  const { severity, status, outcome, unconfirmed, declaredAt, declaredBy } = state;
  const open = status === 'resolved' ? '' : `, ${lengthOf(now - Date.parse(declaredAt))} ago`;
  return [
    severity,
    `${capital(status)}${outcome ? ` (${outcome})` : ''}`,
    ...(unconfirmed ? ['unconfirmed: nobody is called'] : []),
    `declared ${fullMoment(Date.parse(declaredAt))}${declaredBy ? ` by ${declaredBy}` : ''}${open}`,
  ].join(' · ');
}

function nextLines({ next }: Explanation): readonly string[] {
  if (!next.incident) return [`nothing: ${next.because}`];
  return [...next.notes.map((note) => `note: ${note}`), ...next.effects.map(({ does }) => does)];
}
