import { INCIDENT_LABEL } from './adoption.ts';
import type { PolicyFile } from './events.ts';
import type { DeclaringLetter } from './letters.ts';
import type { Act, Snapshot } from './snapshot.ts';
import { statusLabels } from './status-label.ts';

interface Known extends Pick<Snapshot, 'policy' | 'rights' | 'vouched'> {
  readonly repository: { readonly id: number; readonly owner: string; readonly name: string };
  readonly policyFile: PolicyFile | null;
}

/**
 * The world as the webhook alone shows it, for calling people while GitHub answers nothing: what cannot be known is
 * left out. Null where the issue has been run as an incident before: then a webhook is not enough to judge by.
 */
export function snapshotFrom(letter: DeclaringLetter, known: Known): Snapshot | null {
  const { issue, by, labelledAt } = letter;
  const { repository, policy, ...rest } = known;
  const statuses = statusLabels(policy).map(({ name }) => name);
  if (issue.labels.some((label) => statuses.includes(label))) return null;
  const labelled: readonly Act[] =
    labelledAt === null
      ? []
      : [{ id: letter.id, at: labelledAt, actor: by, kind: 'labeled', label: INCIDENT_LABEL }];
  return {
    ...rest,
    policy,
    repository: {
      ...repository,
      node: '',
      private: letter.private,
      labels: [],
      pinned: [],
      milestones: [],
    },
    issue: {
      ...issue,
      open: true,
      locked: false,
      assignees: [],
      pinned: false,
      opening: null,
      text: '',
    },
    comments: [],
    acts: labelled,
    found: {},
    spareCards: [],
    postmortem: null,
    reports: [],
    problems: [],
    templates: [],
    // It told us: so we were there when it was declared.
    installedAt: 0,
  };
}
