import type { Snapshot } from './snapshot.ts';
import { HOUR } from './time.ts';

/** So many reports of strangers get a card within an hour: of one author, and in one repository. */
const PER_AUTHOR = 3;
const PER_REPOSITORY = 10;

/** An issue of the repository that is an incident, or waits to become one. */
export interface Report {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly createdAt: number;
  readonly open: boolean;
  readonly labels: readonly string[];
}

/** Incidents that run while this one is declared: it may be one of them again. */
export const othersOpen = ({
  issue,
  reports,
  policy,
}: Pick<Snapshot, 'reports' | 'policy'> & {
  readonly issue: Pick<Snapshot['issue'], 'number'>;
}): readonly Report[] =>
  reports.filter(
    ({ number, open, labels }) =>
      open &&
      number !== issue.number &&
      !labels.includes(policy.labels.unconfirmed.name) &&
      policy.severities.some(({ label }) => labels.includes(label)),
  );

/**
 * Whether a stranger's report is one too many to be given a card. Counted is what GitHub lists, and only what
 * came before it: so the answer is the same whenever it is asked for, and whoever asks.
 */
export function isOneTooMany({
  issue,
  reports,
  policy,
}: Pick<Snapshot, 'issue' | 'reports' | 'policy'>): boolean {
  const before = reports.filter(
    ({ number, createdAt }) => number < issue.number && createdAt > issue.createdAt - HOUR,
  );
  const unconfirmed = before.filter(({ labels }) =>
    labels.includes(policy.labels.unconfirmed.name),
  );
  // Of one's own those count too that nobody has looked at yet: ten may come within a second.
  const own = before.filter(
    ({ author, labels }) =>
      author === issue.author.login &&
      (labels.includes(policy.labels.unconfirmed.name) ||
        !policy.severities.some(({ label }) => labels.includes(label))),
  );
  return own.length >= PER_AUTHOR || unconfirmed.length >= PER_REPOSITORY;
}
