/**
 * The labels: `incident`, one severity, one status, and `unconfirmed` while nobody vouches for it. They are
 * made where the repository lacks them, with colour and meaning.
 *
 *     /mitigating    `status: mitigating` comes, `status: investigating` goes
 */
import { INCIDENT_LABEL_LOOK } from '../core/adoption.ts';
import type { Effect } from '../core/effects.ts';
import type { Label } from '../core/label.ts';
import type { Surface, World } from '../core/plan.ts';
import { isTicket, type Severity, severityOf } from '../core/policy.ts';
import { statusLabels } from '../core/status-label.ts';

export const labels: Surface = {
  name: 'labels',
  plan(world) {
    // Once the end has been told, the labels of a resolved incident are people's to arrange.
    if (world.incident.status === 'resolved' && world.news.length === 0) return [];
    const wanted = wantedLabels(world);
    const { issue, repository } = world.snapshot;
    const missing = wanted.filter(({ name }) => !issue.labels.includes(name));
    const managed = managedLabels(world).map(({ name }) => name);
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
function choices({ policy, snapshot }: World): readonly Label[] {
  const known = snapshot.repository.labels;
  const isFirst = !policy.severities.some(({ label }) => known.includes(label));
  return isFirst ? [...policy.severities.map(lookOf), ...statusLabels(policy)] : [];
}

function wantedLabels(world: World): readonly Label[] {
  const { incident, policy } = world;
  const severity = severityOf(policy, incident.severity);
  return [
    INCIDENT_LABEL_LOOK,
    lookOf(severity),
    ...(isTicket(severity) ? [] : [policy.statuses[incident.status]]),
    ...(incident.doubt === null ? [] : [policy.labels.unconfirmed]),
  ].filter(({ name }) => !(name in incident.missingLabels));
}

const lookOf = ({ label, colour, meaning }: Severity): Label => ({
  name: label,
  colour,
  description: meaning,
});

const managedLabels = ({ policy, incident }: World): readonly { readonly name: string }[] =>
  [
    ...policy.severities.map(({ label }) => ({ name: label })),
    ...statusLabels(policy),
    policy.labels.unconfirmed,
  ].filter(({ name }) => !(name in incident.missingLabels));
