/**
 * What becomes of an incident is told to the pagers that were called for it: an answer stops them, the end
 * closes their alerts.
 *
 *     /ack        the alerts in PagerDuty are acknowledged, whoever typed it; one of a later call rings on
 */
import { type AlertName, alertsBefore, alertsWhere } from '../core/alerts.ts';
import type { Effect } from '../core/effects.ts';
import { factsOf } from '../core/page-words.ts';
import { knowsAnswer } from '../core/pagers.ts';
import type { Surface, World } from '../core/plan.ts';

type Deed = 'acknowledge' | 'resolve-page';

export const pagerAnswers: Surface = {
  name: 'pager-answers',
  plan(world) {
    const { incident, record, policy } = world;
    // What a pager did not say it took may have come all the same.
    const sent = alertsWhere(incident, policy, (id) => record.ledger[id] !== undefined);
    // Which of several services it was that told of an answer, nobody knows: a second word does no harm.
    const isShared = ({ alert }: AlertName): boolean =>
      sent.filter((other) => other.alert === alert).length > 1;
    const known = sent.filter(
      (alert) => incident.resolvedAt !== null || isShared(alert) || !knowsAnswer(alert, incident),
    );
    return [...known, ...alertsBefore(incident, policy)].flatMap((alert): readonly Effect[] => {
      if (incident.resolvedAt !== null) return [tell(world, alert, 'resolve-page')];
      // It was closed by an earlier end, and its call is over.
      const isClosed = record.ledger[idOf(alert, 'resolve-page')]?.failed === null;
      return alert.answered && !isClosed ? [tell(world, alert, 'acknowledge')] : [];
    });
  },
};

/** Once for each alert: none is opened again. */
const idOf = ({ group, name, alert }: AlertName, kind: Deed): string =>
  `pager:${kind}:${group}:${name}${alert === null ? '' : `:${alert}`}`;

function tell(world: World, about: AlertName, kind: Deed): Effect {
  const { group, destination, alert } = about;
  const { answered, resolvedBy } = world.incident;
  const who = (kind === 'acknowledge' ? answered?.by : resolvedBy) ?? 'Somebody';
  const words = { headline: `${who} ${DEEDS[kind]} it on the issue`, fields: [] };
  const facts = factsOf(world);
  const once = idOf(about, kind);
  return {
    kind: 'page',
    once,
    notification: { id: once, kind, to: group, alert, destination, facts, words },
  };
}

const DEEDS: Readonly<Record<Deed, string>> = {
  acknowledge: 'acknowledged',
  'resolve-page': 'resolved',
};
