import { askedFor } from './asked-for.ts';
import type { Doubt, EventOf } from './events.ts';
import type { Policy } from './policy.ts';
import { isOneTooMany } from './reports.ts';
import type { Act, Snapshot } from './snapshot.ts';
import { statusLabels } from './status-label.ts';
import { DAY, HOUR, type Instant } from './time.ts';
import { isTurningAway } from './turned-away.ts';
import { vouchesFor } from './vouching.ts';

export const INCIDENT_LABEL = 'incident';
export const INCIDENT_LABEL_LOOK = {
  name: INCIDENT_LABEL,
  colour: 'b60205',
  description: 'This issue is an incident, run by Tocsin',
} as const;

/** `/incident` typed where there was no incident: kept by the queue, for nobody would look there again. */
export interface IncidentLetter {
  readonly id: string;
  readonly comment: number;
  readonly by: string;
  readonly at: Instant;
  /** What stands behind the word: a severity, a title, or both. */
  readonly words: string;
  /** `/confirm`, on an issue that has the label: whoever reported it declared it, now somebody vouches for it. */
  readonly confirms?: true;
}

export type Adoption =
  | {
      readonly adopt: true;
      readonly declared: EventOf<'declared'>;
      /** How it is called from now on, where somebody said so. */
      readonly title: string | null;
      readonly rebuilt: boolean;
    }
  | { readonly adopt: false; readonly because: string };

interface Claim {
  readonly at: Instant;
  readonly by: string;
  readonly via: string;
  readonly source: EventOf<'declared'>['source'];
  readonly severity: number | null;
  readonly title?: string | null;
}

/** Declared longer ago than this and first seen now: people are asked before anybody is paged. */
export const LATE_AFTER = HOUR;

/**
 * Whether an issue without a record becomes an incident now (record.md, *Adoption*): installing the
 * app wakes nobody, and a label found late asks before it pages.
 */
export function adopt(
  snapshot: Snapshot,
  letters: readonly IncidentLetter[],
  now: Instant,
): Adoption {
  const rebuilt = wasOurs(snapshot);
  const claim = claimOn(snapshot, letters, rebuilt);
  if (!claim) return { adopt: false, because: 'nothing declares it an incident' };
  const asked =
    rebuilt ||
    snapshot.issue.opening !== null ||
    claim.source === 'command' ||
    isVouchedFor(snapshot, letters);
  if (!asked && claim.at < snapshot.installedAt)
    return { adopt: false, because: 'it was declared before the app was installed' };
  if (!asked && now - claim.at > DAY)
    return { adopt: false, because: 'it was declared more than 24 hours ago' };
  if (!snapshot.issue.open && !closedAfter(snapshot.acts, claim.at))
    return { adopt: false, because: 'the issue was closed already' };
  if (!asked && !snapshot.rights[claim.by] && !isHeard(snapshot, claim) && isOneTooMany(snapshot))
    return { adopt: false, because: 'strangers have reported too much within an hour' };
  return {
    adopt: true,
    rebuilt,
    title: claim.title ?? null,
    declared: {
      type: 'declared',
      at: claim.at,
      by: claim.by,
      via: claim.via,
      source: claim.source,
      ...(rebuilt ? severityThen(snapshot, claim) : severityAtFirst(snapshot, claim)),
      doubt: doubtAbout(snapshot, claim, rebuilt ? claim.at : now),
      title: snapshot.issue.title,
      ...(snapshot.issue.opening?.key ? { key: snapshot.issue.opening.key } : {}),
      form: snapshot.issue.form,
      seenAt: now,
      policy: snapshot.policyFile,
      ...(snapshot.issue.labels.includes(snapshot.policy.labels.drill.name) ? { drill: true } : {}),
    },
  };
}

/** Whether we have run this issue before: the record of it is lost, not yet to be made. */
function wasOurs({ acts, found, issue, policy }: Snapshot): boolean {
  // With what we opened the label came: it is no trace of a record.
  const labels = [
    ...(issue.opening ? [] : [INCIDENT_LABEL]),
    ...policy.severities.map(({ label }) => label),
    ...statusLabels(policy).map(({ name }) => name),
  ];
  const labelled = acts.some(
    (act) => act.actor.ours && act.kind === 'labeled' && labels.includes(act.label),
  );
  return labelled || Object.keys(found).some((id) => !isTurningAway(id));
}

/** A lost record begins where it began; else what was asked for now comes first. */
function claimOn(
  snapshot: Snapshot,
  letters: readonly IncidentLetter[],
  rebuilt: boolean,
): Claim | null {
  const standing = byOpening(snapshot) ?? byLabel(snapshot) ?? byForm(snapshot);
  const asked = byCommand(letters, snapshot);
  if (!rebuilt) return asked ?? standing;
  return standing ?? byOurLabel(snapshot) ?? asked;
}

function byCommand(letters: readonly IncidentLetter[], snapshot: Snapshot): Claim | null {
  const letter = letters.find(({ by, confirms }) => !confirms && snapshot.rights[by]);
  if (!letter) return null;
  const { id, at, by } = letter;
  return { at, by, via: `letter:${id}`, source: 'command', ...askedFor(letter, snapshot.policy) };
}

const isVouchedFor = ({ rights }: Snapshot, letters: readonly IncidentLetter[]): boolean =>
  letters.some(({ by, confirms }) => confirms && rights[by]);

/** Whether somebody with the right has done or said anything about it: then it is seen, whatever came before it. */
const isHeard = ({ comments, acts, rights }: Snapshot, claim: Claim): boolean =>
  comments.some(({ at, author }) => at >= claim.at && rights[author.login]) ||
  acts.some(({ at, actor }) => at >= claim.at && rights[actor.login]);

function byOpening({ issue: { opening } }: Snapshot): Claim | null {
  if (!opening) return null;
  const { id, at, by, source, severity } = opening;
  return { at, by, via: `letter:${id}`, source, severity };
}

const byLabel = (snapshot: Snapshot): Claim | null =>
  byAct(
    snapshot,
    (act) => act.kind === 'labeled' && act.label === INCIDENT_LABEL && !act.actor.ours,
  );

/** Where a card was lost of what `/incident` had declared, our own label is all there is to tell. */
const byOurLabel = (snapshot: Snapshot): Claim | null =>
  byAct(snapshot, (act) => act.kind === 'labeled' && act.label === INCIDENT_LABEL);

function byAct({ acts, issue }: Snapshot, declares: (act: Act) => boolean): Claim | null {
  if (!issue.labels.includes(INCIDENT_LABEL)) return null;
  const act = acts.findLast(declares);
  if (!act) return null;
  const source = issue.form ? 'form' : 'label';
  const severity = issue.form?.severity ?? null;
  return { at: act.at, by: act.actor.login, via: `hand:${act.id}`, source, severity };
}

/** Our form's headings declare even where GitHub did not apply its label, for the label did not exist. */
function byForm({ acts, issue }: Snapshot): Claim | null {
  const taken = acts.some((act) => act.kind === 'unlabeled' && act.label === INCIDENT_LABEL);
  if (!issue.form || taken) return null;
  const { createdAt: at, author, form } = issue;
  return { at, by: author.login, via: 'form', source: 'form', severity: form.severity };
}

const closedAfter = (acts: readonly Act[], at: Instant): boolean =>
  acts.some((act) => act.kind === 'closed' && act.at >= at);

function doubtAbout(snapshot: Snapshot, claim: Claim, now: Instant): Doubt | null {
  // Whoever had us open it had the right, or it would not have been opened.
  if (!vouchesFor(snapshot, claim.by) && !snapshot.issue.opening) return 'stranger';
  return (snapshot.calledAt ?? now) - claim.at > LATE_AFTER ? 'late' : null;
}

/** Of several severity labels the one set later, on a tie the higher; else the form's answer. */
function severityAtFirst(snapshot: Snapshot, claim: Claim): { severity: number; given: boolean } {
  const { policy, issue, acts } = snapshot;
  const setAt = (label: string): Instant =>
    acts.findLast((act) => act.kind === 'labeled' && act.label === label)?.at ?? 0;
  const [latest] = policy.severities
    .filter((row) => issue.labels.includes(row.label))
    .sort((a, b) => setAt(b.label) - setAt(a.label) || a.level - b.level);
  const level = latest?.level ?? known(policy, claim.severity);
  return { severity: level ?? policy.unknown, given: level !== null };
}

/**
 * Of a record that was lost: as it was declared, by the labels of that moment. Where nobody had given one it
 * is as we labelled it first, and that is no choice.
 */
function severityThen(snapshot: Snapshot, claim: Claim): ReturnType<typeof severityAtFirst> {
  const { policy, issue, acts } = snapshot;
  const names = policy.severities.map(({ label }) => label);
  const set = acts.flatMap((act) =>
    act.kind === 'labeled' && names.includes(act.label) ? [act] : [],
  );
  const then = set.filter(({ at, actor }) => at <= claim.at && !actor.ours);
  const labels = then.map(({ label }) => label);
  const told = severityAtFirst({ ...snapshot, issue: { ...issue, labels } }, claim);
  const first = set.find(({ actor }) => actor.ours)?.label;
  const ours = policy.severities.find(({ label }) => label === first);
  return told.given || !ours ? told : { severity: ours.level, given: false };
}

const known = (policy: Policy, level: number | null): number | null =>
  policy.severities.some((row) => row.level === level) ? level : null;
