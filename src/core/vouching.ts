import type { Receipt } from './effects.ts';
import type { IncidentRecord } from './record.ts';
import type { Snapshot } from './snapshot.ts';

/** Whether what somebody reports is an incident at once. */
export const vouchesFor = (
  { rights, vouched }: Pick<Snapshot, 'rights' | 'vouched'>,
  login: string,
): boolean => (vouched ?? rights)[login] ?? false;

const UNSEEN: Omit<Receipt, 'at'> = {
  ref: null,
  failed: 'the app lacks the permission Members (read), so nobody may command for being in it',
};

/** The record in which it is noted whose members GitHub does not show us; the same where it was. */
export function withBlindTeams(
  record: IncidentRecord,
  teams: readonly string[],
  now: number,
): IncidentRecord {
  const news = teams.map((team) => `team:${team}`).filter((id) => !record.ledger[id]);
  if (news.length === 0) return record;
  const receipts = Object.fromEntries(news.map((id) => [id, { at: now, ...UNSEEN }]));
  return { ...record, ledger: { ...record.ledger, ...receipts } };
}
