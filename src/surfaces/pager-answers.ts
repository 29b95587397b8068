/**
 * What becomes of an incident is told to the pagers that were called for it: an answer stops them, the end
 * closes their alert.
 *
 *     /ack        the alerts in PagerDuty are acknowledged, whoever typed it; one of a later call rings on
 */
import type { Effect } from '../core/effects.ts';
import { wantedSince } from '../core/incident.ts';
import type { NotificationKind } from '../core/notification.ts';
import { factsOf } from '../core/page-words.ts';
import { type Alert, alertsOf, knowsAnswer } from '../core/pagers.ts';
import type { Surface, World } from '../core/plan.ts';

export const pagerAnswers: Surface = {
  name: 'pager-answers',
  plan(world) {
    const { incident, record, policy } = world;
    const { resolvedAt } = incident;
    return alertsOf(incident, record, policy).flatMap((alert): readonly Effect[] => {
      if (resolvedAt !== null)
        return [tell(world, alert, { kind: 'resolve-page', since: resolvedAt })];
      if (!alert.answered || knowsAnswer(alert, incident)) return [];
      return [tell(world, alert, { kind: 'acknowledge', since: wantedSince(incident) })];
    });
  },
};

function tell(
  world: World,
  { name, group, destination, alert }: Alert,
  { kind, since }: { readonly kind: NotificationKind; readonly since: number },
): Effect {
  const once = `pager:${kind}:${since}:${group}:${name}${alert === null ? '' : `:${alert}`}`;
  const { answered, resolvedBy } = world.incident;
  const who = (kind === 'acknowledge' ? answered?.by : resolvedBy) ?? 'Somebody';
  const words = { headline: `${who} ${DEEDS[kind] ?? kind} it on the issue`, fields: [] };
  const facts = factsOf(world);
  return {
    kind: 'page',
    once,
    notification: { id: once, kind, to: group, alert, destination, facts, words },
  };
}

const DEEDS: Readonly<Partial<Record<NotificationKind, string>>> = {
  acknowledge: 'acknowledged',
  'resolve-page': 'resolved',
};
