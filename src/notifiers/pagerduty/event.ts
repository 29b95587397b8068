import type { Notification, NotificationKind } from '../../core/notification.ts';
import { cut, exerciseIn, exerciseNote, headline, issueName, oneLine } from '../wording.ts';

/*
 * Events of PagerDuty's Events API v2:
 * https://developer.pagerduty.com/docs/events-api-v2/trigger-events
 */

const ACTIONS: Readonly<Partial<Record<NotificationKind, 'trigger' | 'acknowledge' | 'resolve'>>> =
  {
    page: 'trigger',
    acknowledge: 'acknowledge',
    'resolve-page': 'resolve',
  };

/** PagerDuty knows four severities; ours may be nine. */
const SEVERITIES = ['critical', 'error', 'warning'];

/**
 * What PagerDuty knows the alert by, at most 255 characters: `gh:<repository id>:<issue>` of where it was declared, with the alert's own name
 * where the incident has several. While such an alert is open, another trigger rings nobody.
 */
export function dedupKey({ facts, alert }: Alerting): string {
  const { repository, issue } = facts.origin ?? {
    repository: facts.repository.id,
    issue: facts.number,
  };
  return `gh:${repository}:${issue}${alert === null ? '' : `:${alert}`}`.slice(0, 255);
}

/** What an alert is told from others by. */
interface Alerting extends Pick<Notification, 'alert'> {
  readonly facts: Pick<Notification['facts'], 'repository' | 'number' | 'origin'>;
}

/** The body of `POST /v2/enqueue`. */
export function pagerDutyEvent(notification: Notification, key: string, unclear: boolean): unknown {
  const { kind, facts, to, words } = notification;
  const event_action = ACTIONS[kind] ?? 'trigger';
  const about = { routing_key: key, event_action, dedup_key: dedupKey(notification) };
  if (event_action !== 'trigger') return about;
  const { owner, name } = facts.repository;
  const note = exerciseNote(notification);
  const details = words.fields.map((one) => [oneLine(one.name), cut(one.value, 4_000)]);
  return {
    ...about,
    client: 'Tocsin',
    client_url: facts.url,
    links: [{ href: facts.url, text: issueName(notification) }],
    payload: {
      summary: cut(headline(notification, unclear), 1_024),
      source: `${owner}/${name}`,
      severity: SEVERITIES[facts.severity - 1] ?? 'info',
      class: exerciseIn(facts) ?? 'incident',
      custom_details: {
        ...Object.fromEntries(details),
        ...(note === null ? {} : { [facts.test ? 'Test' : 'Drill']: note }),
        Called: to,
        Severity: facts.severityLabel,
        Status: facts.status,
        Issue: facts.url,
      },
    },
  };
}
