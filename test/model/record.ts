/** One fact that came in: a command, or one half of a label swap by hand. Times are GitHub's, in whole seconds. */
export interface Happening {
  readonly id: string;
  readonly at: number;
  readonly kind: 'command' | 'labeled' | 'unlabeled';
  readonly severity: number;
}

/** What the card carries. A receipt names a reply that is known to stand on GitHub. */
export interface CardRecord {
  readonly revision: number;
  readonly log: readonly Happening[];
  readonly receipts: readonly string[];
  readonly pages: readonly string[];
}

const DECLARED_SEVERITY = 2;

export const emptyRecord: CardRecord = { revision: 0, log: [], receipts: [], pages: [] };

/** GitHub's time; in the same second a comment comes first, then the id decides. */
export function inGitHubsOrder(a: Happening, b: Happening): number {
  const tie = Number(b.kind === 'command') - Number(a.kind === 'command');
  return a.at - b.at || tie || (a.id < b.id ? -1 : 1);
}

/** Replays a log as it stands; whoever wants GitHub's order sorts first. */
export function severityAfter(log: readonly Happening[]): number {
  const setting = log.filter((happening) => happening.kind !== 'unlabeled');
  return setting.at(-1)?.severity ?? DECLARED_SEVERITY;
}
