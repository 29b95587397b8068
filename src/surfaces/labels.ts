/**
 * The labels: `incident`, one severity, one status, and `unconfirmed` while nobody vouches for it. They are
 * made where the repository lacks them, with colour and meaning.
 *
 *     /mitigating    `status: mitigating` comes, `status: investigating` goes
 */
import { timesDeclined } from '../core/declined.ts';
import type { Effect } from '../core/effects.ts';
import type { Label } from '../core/label.ts';
import type { Surface, World } from '../core/plan.ts';
import { isTicket, severityOf } from '../core/policy.ts';
import { statusLabels } from '../core/status-label.ts';
import { lookOf, wantedLabels } from '../core/wanted-labels.ts';

export const labels: Surface = {
  name: 'labels',
  plan(world) {
    const { incident, news, snapshot, policy } = world;
    const { issue, repository } = snapshot;
    // Once the end has been told, the labels of a resolved incident are people's to arrange.
    if (incident.status === 'resolved' && news.length === 0) return [];
    if (incident.status === 'resolved' && incident.unlabelled) return leaving(world);
    const wanted = wantedLabels(incident, policy);
    const missing = wanted.filter(({ name }) => !issue.labels.includes(name));
    const managed = managedLabels(world);
    const names = wanted.map(({ name }) => name);
    const surplus = issue.labels.filter((name) => managed.includes(name) && !names.includes(name));
    const isUnknown = ({ name }: Label): boolean => !repository.labels.includes(name);
    const create = (label: Label): Effect => ({ kind: 'create-label', ...label });
    return [
      ...missing.filter(isUnknown).map(create),
      ...missing.map(({ name }): Effect => ({ kind: 'add-label', name })),
      ...surplus.map((name): Effect => ({ kind: 'remove-label', name })),
      ...choices(world)
        .filter((label) => isUnknown(label) && !names.includes(label.name))
        .map(create),
    ];
  },
};

/** With a repository's first incident all labels come to be chosen from; what is deleted later stays so. */
function choices({ policy, snapshot, news }: World): readonly Label[] {
  const known = snapshot.repository.labels;
  const isFirst =
    news.some(({ type }) => type === 'declared') &&
    !policy.severities.some(({ label }) => known.includes(label));
  return isFirst
    ? [...policy.severities.map(lookOf), ...statusLabels(policy), policy.labels.drill]
    : [];
}

/** The issue is an ordinary one again: where its incident stood no longer stands on it. The rest is people's. */
function leaving({ news, snapshot, policy }: World): readonly Effect[] {
  if (!news.some(({ type }) => type === 'resolved')) return [];
  const ours = [...statusLabels(policy), policy.labels.unconfirmed].map(({ name }) => name);
  return snapshot.issue.labels
    .filter((name) => ours.includes(name))
    .map((name) => ({ kind: 'remove-label', name }));
}

/** What goes where it is not wanted; but what a stranger or a bot puts on again and again may stay. */
function managedLabels({ policy, incident, news }: World): readonly string[] {
  const isTold = !news.some(({ type }) => type === 'declared' || type === 'severity-changed');
  // A ticket has no status of ours; whoever gives it one may.
  const isOwn = isTold && isTicket(severityOf(policy, incident.severity));
  return [
    ...policy.severities.map(({ label }) => label),
    ...(isOwn ? [] : statusLabels(policy).map(({ name }) => name)),
    policy.labels.unconfirmed.name,
  ].filter(
    (name) =>
      !(name in incident.missingLabels) && timesDeclined(incident, 'added-label', name) <= 1,
  );
}
