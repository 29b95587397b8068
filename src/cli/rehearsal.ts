import { INCIDENT_LABEL } from '../core/adoption.ts';
import type { ChannelWanted } from '../core/channel-wanted.ts';
import { type Effect, effectId, type Receipt, receiptName } from '../core/effects.ts';
import type { EventBody, IncidentEvent } from '../core/events.ts';
import { everyLabel } from '../core/every-label.ts';
import type { FormAnswers } from '../core/form.ts';
import type { World } from '../core/plan.ts';
import { type Policy, severityOf } from '../core/policy.ts';
import { POSTMORTEM_ACT } from '../core/postmortem.ts';
import { settled, withReceipts } from '../core/receipts.ts';
import { EMPTY_RECORD, type IncidentRecord } from '../core/record.ts';
import type { Act, Actor, Comment, PostmortemIssue, Snapshot } from '../core/snapshot.ts';
import { type Duration, type Instant, MINUTE } from '../core/time.ts';
import { type ChannelKept, receiptOf } from '../effects/channels.ts';
import { foresee, planFor, wakeFor, worldOf } from '../foresee.ts';
import { commandLines } from '../github/comment.ts';

/** Something that a person does, so long after the declaration. */
export type Scene = { readonly after: Duration; readonly by: string } & (
  | { readonly says: string }
  | { readonly does: 'closed' | 'reopened' }
  | { readonly does: 'labeled' | 'unlabeled'; readonly label: string }
  /** What another part of the app would have noted: a destination's answer, say. */
  | { readonly tells: EventBody }
);

/** An incident that never was: who declares it when, and what people do then. */
export interface Play {
  readonly policy: Policy;
  readonly at: Instant;
  readonly by: string;
  /** Null: none was given. */
  readonly severity: number | null;
  readonly title: string;
  readonly text: string;
  readonly form?: FormAnswers;
  readonly scenes: readonly Scene[];
  /** People without a right to command. */
  readonly strangers?: readonly string[];
  /** When the app first sees it, where that is later. */
  readonly seen?: Duration;
  /** How long to go on. */
  readonly until: Duration;
  readonly repository: { readonly owner: string; readonly name: string };
}

/** One pass over it: what it took note of and what it would have done. */
export interface Rehearsed {
  readonly at: Instant;
  readonly told: readonly IncidentEvent[];
  readonly world: World;
  readonly effects: readonly Effect[];
}

/** More passes than any incident takes in the hours that are played. */
const MOST_PASSES = 200;
const POSTMORTEM_NUMBER = 2;

/**
 * Plays an incident through the very rules and clocks that run real ones, with nobody to write to: the passes
 * that the app would make, in their order. Pure but for reading Markdown.
 */
export function rehearse(play: Play): readonly Rehearsed[] {
  const passes: Rehearsed[] = [];
  let record = EMPTY_RECORD;
  let postmortem: PostmortemIssue | null = null;
  let refs = 1;
  const moments = play.scenes.map(({ after }) => play.at + after).sort((a, b) => a - b);
  let now: Instant | null = play.at + (play.seen ?? 0);
  while (now !== null && now <= play.at + play.until && passes.length < MOST_PASSES) {
    const at: Instant = now;
    const snapshot = { ...snapshotAt(play, at), postmortem };
    const known = new Set<IncidentEvent>(record.events);
    const before = passes.at(-1)?.at ?? play.at;
    record = { ...record, events: [...record.events, ...toldBetween(play, before, at)] };
    const decision = foresee({ snapshot, record, letters: [], now: at, editedBy: null });
    if (!decision.incident) return passes;
    const decided = decision.incident;
    const world = worldOf(decision.record, { decided, snapshot, troubles: [] });
    const { effects } = planFor(world);
    const receipts: Record<string, Receipt> = {};
    for (const effect of effects) {
      const opens = effectId(effect) === POSTMORTEM_ACT;
      if (opens) postmortem = opened(at);
      if (effect.kind === 'keep-channel')
        receipts[effectId(effect)] = receiptOf(effect.wanted, keptIn(effect.wanted), at);
      if ('once' in effect)
        receipts[receiptName(effect)] = {
          at,
          ref: opens ? POSTMORTEM_NUMBER : refs++,
          failed: null,
        };
    }
    const told = decision.record.events.filter((event) => !known.has(event));
    const after: IncidentRecord = settled(withReceipts(decision.record, receipts, at));
    const shown = worldOf(withReceipts(decision.record, receipts, at), {
      decided,
      snapshot,
      troubles: [],
    });
    passes.push({ at, told, world: shown, effects });
    record = after;
    const due = wakeFor(shown.incident, play.policy);
    const next = [...moments.filter((moment) => moment > at), ...(due === null ? [] : [due])];
    now = next.length > 0 ? Math.max(at, Math.min(...next)) : null;
  }
  return passes;
}

const toldBetween = (play: Play, from: Instant, to: Instant): readonly IncidentEvent[] =>
  play.scenes.flatMap((scene): readonly IncidentEvent[] => {
    const at = play.at + scene.after;
    if (!('tells' in scene) || at <= from || at > to) return [];
    return [{ ...scene.tells, at, by: scene.by, via: `world:${scene.after}` }];
  });

/** The channel as it would be. */
const keptIn = ({ facts, archive: archived, todo: done }: ChannelWanted): ChannelKept => {
  const name = `incident-${facts.number}`;
  const channel = { id: name, name, url: facts.url, archived };
  return { channel, card: name, done, strangers: [], because: null };
};

/** What a read would show at that moment. */
function snapshotAt(play: Play, now: Instant): Snapshot {
  const { policy, repository } = play;
  const severity = play.severity === null ? null : severityOf(policy, play.severity);
  const labels = [INCIDENT_LABEL, ...(severity ? [severity.label] : [])];
  const past = play.scenes.filter(({ after }) => play.at + after <= now);
  const people = [play.by, ...play.scenes.map(({ by }) => by)];
  return {
    repository: {
      id: 1,
      node: 'R_1',
      ...repository,
      private: false,
      labels: everyLabel(policy).map(({ name }) => name),
      pinned: [],
      milestones: [],
    },
    issue: {
      id: 1,
      node: 'I_1',
      number: 1,
      title: play.title,
      url: `https://github.com/${repository.owner}/${repository.name}/issues/1`,
      open: true,
      locked: false,
      createdAt: play.at,
      author: person(play.by),
      labels,
      assignees: [],
      pinned: false,
      form: play.form ?? null,
      opening: null,
      text: play.text,
    },
    reports: [],
    comments: past.flatMap((scene, index) =>
      'says' in scene ? [comment(play, scene, index)] : [],
    ),
    acts: [
      ...labels.map((label, index): Act => {
        const id = `declared:${index}`;
        return { id, at: play.at, actor: person(play.by), kind: 'labeled', label };
      }),
      ...past.flatMap((scene, index) => ('does' in scene ? [act(play, scene, index)] : [])),
    ],
    found: {},
    spareCards: [],
    rights: Object.fromEntries(
      people.map((login) => [login, !play.strangers?.includes(login)] as const),
    ),
    postmortem: null,
    policy,
    policyFile: null,
    problems: [],
    templates: [],
    installedAt: play.at - MINUTE,
  };
}

const person = (login: string): Actor => ({ login, bot: false, ours: false });

function comment(play: Play, scene: Scene & { readonly says: string }, index: number): Comment {
  return {
    id: 100 + index,
    node: `IC_${index}`,
    author: person(scene.by),
    at: play.at + scene.after,
    editedAt: null,
    editor: null,
    lines: commandLines(scene.says),
    reactions: [],
  };
}

function act(play: Play, scene: Extract<Scene, { does: string }>, index: number): Act {
  const common = { id: `act:${index}`, at: play.at + scene.after, actor: person(scene.by) };
  return 'label' in scene
    ? { ...common, kind: scene.does, label: scene.label }
    : { ...common, kind: scene.does };
}

const opened = (at: Instant): PostmortemIssue => ({
  number: POSTMORTEM_NUMBER,
  id: POSTMORTEM_NUMBER,
  body: '',
  open: true,
  closedAt: null,
  assignees: [],
  milestone: { number: 1, dueOn: at },
  parent: 1,
});
