import type { Receipt } from './effects.ts';
import type { IncidentRecord } from './record.ts';
import type { Instant } from './time.ts';

/** A message's template that a team keeps in its repository, to be used in place of ours. */
export interface TeamTemplate {
  /** Of the message: `update`. */
  readonly name: string;
  /** The blob's, by which a version is told from the next. */
  readonly oid: string;
  /** As it is named to people: `acme/shop .github/incident-templates/update.md.hbs`. */
  readonly file: string;
  /** Null where it is no text, or longer than GitHub shows. */
  readonly text: string | null;
}

/** Why a team's template is not used. */
export interface Amiss {
  readonly template: TeamTemplate;
  readonly why: string;
}

const KIND = 'template';

/** The name of the receipt that says so; another version of the file has another. */
const templateReceipt = ({ oid, name }: TeamTemplate): string => `${KIND}:${oid}:${name}`;

/** The record in which it is noted which templates are not used; the same where it was. */
export function withAmiss(
  record: IncidentRecord,
  amiss: readonly Amiss[],
  now: Instant,
): IncidentRecord {
  const news = amiss.filter(({ template }) => !record.ledger[templateReceipt(template)]);
  if (news.length === 0) return record;
  const receipts = news.map(({ template, why }) => {
    const receipt: Receipt = { at: now, ref: null, failed: why };
    return [templateReceipt(template), receipt] as const;
  });
  return { ...record, ledger: { ...record.ledger, ...Object.fromEntries(receipts) } };
}

/** The team's template which a receipt speaks of; null where it is of something else, or of an old version. */
export const templateIn = (id: string, templates: readonly TeamTemplate[]): TeamTemplate | null =>
  templates.find((one) => templateReceipt(one) === id) ?? null;
