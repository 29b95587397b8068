import fc from 'fast-check';
import { gistOf, readEdit } from '../../src/commands/edited.ts';
import { readComment } from '../../src/commands/read.ts';
import { decide, type Rules } from '../../src/core/decide.ts';
import { type Effect, effectId, type Receipt } from '../../src/core/effects.ts';
import { plan, type World } from '../../src/core/plan.ts';
import { settled, withReceipts } from '../../src/core/receipts.ts';
import { EMPTY_RECORD, type IncidentRecord, incidentOf } from '../../src/core/record.ts';
import type { Actor, Snapshot } from '../../src/core/snapshot.ts';
import { DAY, type Duration, HOUR, type Instant, MINUTE, SECOND } from '../../src/core/time.ts';
import { readAct } from '../../src/hands/index.ts';
import { surfaces } from '../../src/surfaces/index.ts';
import { timers } from '../../src/timers/index.ts';
import { aBot, anAct, aPerson, aPolicy, aSnapshot, DECLARED } from '../support/builders.ts';
import { after, carriedOut, type Deed } from './github.ts';

export const rules: Rules = {
  comment: readComment,
  gist: gistOf,
  edit: readEdit,
  act: readAct,
  timers,
};
/** For laws about what comes in, where no clock shall speak. */
export const withoutClocks: Rules = { ...rules, timers: [] };

export interface Stage {
  readonly snapshot: Snapshot;
  readonly record: IncidentRecord;
}

export interface Scene {
  readonly actor: Actor;
  readonly deed: Deed;
  /** Since the scene before. */
  readonly after: Duration;
}

/** The issue as it is declared: `bo` put the label on at 10:00. */
export const opening: Stage = {
  snapshot: aSnapshot({
    issue: { labels: ['incident'] },
    // What is on an issue is a label of the repository.
    repository: { labels: ['incident'] },
    acts: [
      anAct(
        { kind: 'labeled', label: 'incident' },
        { id: 'A000', at: DECLARED, actor: aPerson('bo') },
      ),
    ],
    rights: { ana: true, bo: true, mia: true },
    policy: aPolicy({
      inform: [{ kind: 'email', to: 'status@example.com' }],
      workspace: {
        token: { secret: 'SLACK' },
        channel: true,
        archiveAfter: 7 * DAY,
        invite: ['U024BE7LH'],
      },
    }),
  }),
  record: EMPTY_RECORD,
};

/** One pass as the engine makes it. A pass that dies has written to GitHub but lost its receipts. */
export function pass(
  { snapshot, record: before }: Stage,
  now: Instant,
  { using = rules, dies = false }: { readonly using?: Rules; readonly dies?: boolean } = {},
): Stage & { readonly effects: readonly Effect[] } {
  const decision = decide(using, { snapshot, record: before, letters: [], now, editedBy: null });
  if (!decision.incident) return { snapshot, record: before, effects: [] };
  const record = withReceipts(decision.record, {}, now);
  const planned = plan(surfaces, worldOf(snapshot, record));
  let shown = snapshot;
  const receipts: Record<string, Receipt> = {};
  for (const effect of planned.effects) {
    const done = carriedOut(shown, effect, now);
    shown = done.snapshot;
    if (done.receipt) receipts[effectId(effect)] = done.receipt;
  }
  const noted = withReceipts(record, { ...planned.recovered, ...receipts }, now);
  return { snapshot: shown, record: dies ? record : settled(noted), effects: planned.effects };
}

export function worldOf(snapshot: Snapshot, record: IncidentRecord): World {
  const incident = incidentOf(record);
  if (!incident) throw new Error('This record has no incident');
  const news = record.events.slice(record.settled);
  return { incident, news, record, snapshot, policy: snapshot.policy, catalogue: [], troubles: [] };
}

/** Plays the scenes, with a pass after each: every stage on the way, the last one at the end. */
export function played(scenes: readonly Scene[]): readonly (Stage & { readonly now: Instant })[] {
  let now = DECLARED + SECOND;
  let stage: Stage = pass(opening, now);
  const stages = [{ ...stage, now }];
  for (const { actor, deed, after: later } of scenes) {
    now += later;
    stage = pass({ ...stage, snapshot: after(stage.snapshot, deed, { actor, at: now }) }, now);
    stages.push({ ...stage, now });
  }
  return stages;
}

const words = fc.constantFrom(
  '/sev 1 all customers',
  '/sev 2',
  '/sev 3',
  '/sev 4',
  '/sev 9',
  '/severity high',
  '/status',
  '/status done',
  '/mitigating',
  '/monitoring',
  '/investigating',
  '/update monitoring error rate is normal\nImpact: none\nNext: watch',
  '/update',
  '/snooze 30m',
  '/snooze 2h',
  '/snooze a while',
  '/note deploy 4812\nsecond line',
  '/note',
  '/ic',
  '/ic @mia',
  '/ops @ana',
  '/ops two people',
  '/comms @sam',
  '/handover ic @bo',
  '/handover ops',
  '/handover',
  '/ack',
  '/resolve rolled back',
  '/false-alarm the probe was broken',
  '/reopen it is back',
  '/postmortem',
  '/waive the same cause as last week',
  '/waive',
  '/confirm',
  '/incident 1',
  '/timeline',
  "/action @mia alert on the queue's depth by 2027-01-01",
  '/action write the runbook in acme/payments',
  '/action',
  '/help',
  '/mitigatin',
  '/var/log is full',
  'I am looking',
);
const label = fc.constantFrom(
  'SEV 1',
  'SEV 2',
  'SEV 3',
  'SEV 4',
  'status: investigating',
  'status: mitigating',
  'status: monitoring',
  'incident',
  'drill',
  'bug',
);
const login = fc.constantFrom('ana', 'bo', 'mia', 'sam');
const responder = fc.constantFrom(aPerson('ana'), aPerson('bo'), aPerson('mia'));

/** What a comment may say: one to three lines of commands and talk. */
export const someText: fc.Arbitrary<string> = fc
  .array(words, { minLength: 1, maxLength: 3 })
  .map((lines) => lines.join('\n'));

const inWriting = fc.record({
  actor: fc.oneof({ weight: 4, arbitrary: responder }, fc.constant(aPerson('sam'))),
  deed: fc.record({ kind: fc.constant('says' as const), text: someText }),
});
const byHand = fc.record({
  actor: fc.oneof({ weight: 4, arbitrary: responder }, fc.constant(aBot('robo[bot]'))),
  deed: fc.oneof(
    fc.record({ kind: fc.constantFrom('labeled' as const, 'unlabeled' as const), label }),
    fc.record({ kind: fc.constantFrom('assigned' as const, 'unassigned' as const), login }),
    fc.record({ kind: fc.constantFrom('closed' as const, 'reopened' as const) }),
    fc.constant({ kind: 'closes-postmortem' as const }),
    fc.record({
      kind: fc.constantFrom('closes-action' as const, 'reopens-action' as const),
      number: fc.constantFrom(10, 11),
    }),
  ),
});
const byStranger = fc.constant({
  actor: aPerson('sam'),
  deed: { kind: 'closed' } satisfies Deed,
});

/** Scenes with these gaps between them. */
export const scenes = (...gaps: readonly Duration[]): fc.Arbitrary<readonly Scene[]> =>
  fc.array(
    fc
      .tuple(
        fc.oneof(
          { weight: 5, arbitrary: inWriting },
          { weight: 4, arbitrary: byHand },
          { weight: 1, arbitrary: byStranger },
        ),
        fc.constantFrom(...gaps),
      )
      .map(([scene, later]): Scene => ({ ...scene, after: later })),
    { minLength: 1, maxLength: 12 },
  );

/** From one second to some days between two scenes: clocks run out in between. */
export const anyScenes = scenes(
  0,
  SECOND,
  30 * SECOND,
  2 * MINUTE,
  11 * MINUTE,
  35 * MINUTE,
  3 * HOUR,
  50 * HOUR,
);
