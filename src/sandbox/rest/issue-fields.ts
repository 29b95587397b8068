import { createLabel, labelNamed } from '../world/labels.ts';
import { milestoneNumbered } from '../world/milestones.ts';
import type { Account, Label, Milestone, Repository } from '../world/records.ts';
import { type Asked, may } from './asked.ts';
import { numberOrNull, within } from './body.ts';
import { forbidden, invalid } from './refusal.ts';

export const TITLE = { resource: 'Issue', field: 'title', length: 256 } as const;
export const BODY = { resource: 'Issue', field: 'body', length: 65_536 } as const;
export const LABEL_NAME = { resource: 'Label', field: 'name', length: 50 } as const;

/** GitHub's limit for one issue. */
const MAX_LABELS = 100;

/** The labels of these names; who may write makes those that do not exist yet, plain grey. */
export function labelsAsked(
  asked: Asked,
  repository: Repository,
  by: Account,
  names: readonly string[],
): Label[] {
  const { store } = asked.hub.world;
  if (names.length > MAX_LABELS) {
    throw invalid({ resource: 'Issue', field: 'labels', code: 'invalid' });
  }
  for (const name of names) {
    within(LABEL_NAME, name);
    if (labelNamed(store.tables, repository, name)) continue;
    if (!may(asked, repository, 'write')) {
      throw forbidden('You do not have permission to create labels on this repository.');
    }
  }
  const labels = names.map(
    (name) =>
      labelNamed(store.tables, repository, name) ?? createLabel(store, repository, by, { name }),
  );
  return [...new Map(labels.map((label) => [label.id, label])).values()];
}

/** The milestone of the body's number: undefined where absent, null to leave the present one. */
export function milestoneAsked(asked: Asked, repository: Repository): Milestone | null | undefined {
  const number = numberOrNull(asked.body, 'milestone');
  if (number === undefined || number === null) return number;
  const milestone = milestoneNumbered(asked.hub.world.store.tables, repository, number);
  if (!milestone) throw invalid({ resource: 'Issue', field: 'milestone', code: 'invalid' });
  return milestone;
}
