import { INCIDENT_LABEL } from '../core/adoption.ts';
import { OPEN_STATUSES } from '../core/events.ts';
import type { Policy } from '../core/policy.ts';
import { POSTMORTEM_LABEL } from '../core/postmortem.ts';
import type { Place } from './policy-problems.ts';
import type { WrittenPolicy } from './policy-schema.ts';

/** A label with where in the file it is named, and what it says of an issue. */
interface Use {
  readonly name: string;
  readonly path: readonly string[];
  readonly means: string;
  /** Whether the file names it: a default is not to blame. */
  readonly written: boolean;
}

/** Labels that the file gives a second meaning. GitHub takes no notice of case in a label's name. */
export function sharedLabels(written: WrittenPolicy, merged: Policy): Place[] {
  const uses = usesIn(written, merged);
  return uses.flatMap(({ name, path, written: isWritten }) => {
    const other = uses.find((use) => use.path !== path && isSame(use.name, name));
    if (!isWritten || !other) return [];
    return [{ path, allowed: `a label of its own: ${other.means} has this one` }];
  });
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function usesIn(written: WrittenPolicy, { severities, statuses, labels }: Policy): readonly Use[] {
  const fixed = [INCIDENT_LABEL, POSTMORTEM_LABEL].map((name) => ({
    name,
    path: [],
    means: `what is found by the name ${name}`,
    written: false,
  }));
  const ofSeverities = severities.map(({ level, label }) => ({
    name: label,
    path: ['severities', String(level), 'label'],
    means: `level ${level}`,
    written: written.severities?.[level]?.label !== undefined,
  }));
  const ofStatuses = [...OPEN_STATUSES, 'resolved' as const].map((status) => ({
    name: statuses[status].name,
    path: ['statuses', status, 'label'],
    means: `the status ${status}`,
    written: written.statuses?.[status]?.label !== undefined,
  }));
  const others = (
    [
      ['unconfirmed', labels.unconfirmed],
      ['drill', labels.drill],
      ['action_item', labels.actionItem],
    ] as const
  ).map(([key, { name }]) => ({
    name,
    path: ['labels', key],
    means: `labels.${key}`,
    written: written.labels?.[key] !== undefined,
  }));
  return [...fixed, ...ofSeverities, ...ofStatuses, ...others];
}
