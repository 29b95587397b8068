import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '../../src/core/decide.ts';
import { timesDeclined } from '../../src/core/declined.ts';
import { effectId } from '../../src/core/effects.ts';
import { type Incident, isLive } from '../../src/core/incident.ts';
import { incidentOf } from '../../src/core/record.ts';
import { DAY, type Instant, MINUTE, SECOND } from '../../src/core/time.ts';
import { DECLARED } from '../support/builders.ts';
import { drawn } from '../support/drawn.ts';
import { after } from './github.ts';
import {
  anyScenes,
  opening,
  pass,
  played,
  rules,
  type Scene,
  type Stage,
  scenes,
  withoutClocks,
} from './play.ts';

const RUNS = drawn(15);
/** What is opened or made is linked, dated and tidied by the passes after it. */
const ENOUGH = 4;

describe('a pass', () => {
  test('that follows another plans nothing and changes nothing', () => {
    fc.assert(
      fc.property(anyScenes, (script) => {
        const last = lastOf(played(script));
        const quiet = settle(last, last.now);
        const again = pass(quiet, last.now);
        expect(again.effects).toEqual([]);
        expect(again.record).toEqual(quiet.record);
      }),
      RUNS,
    );
  });

  test('that follows weeks of silence says what is due once, and then nothing more', () => {
    fc.assert(
      fc.property(anyScenes, fc.integer({ min: 1, max: 30 }), (script, days) => {
        const last = lastOf(played(script));
        const now = last.now + days * DAY;
        const quiet = settle(last, now);
        expect(pass(quiet, now).effects).toEqual([]);
        expect(pass(quiet, now).record).toEqual(quiet.record);
      }),
      RUNS,
    );
  });

  test('that died after it wrote to GitHub is found by the next, which says nothing twice', () => {
    fc.assert(
      fc.property(anyScenes, (script) => {
        let stage: Stage = pass(opening, DECLARED + SECOND);
        let now = DECLARED + SECOND;
        for (const scene of script) {
          now += scene.after;
          const next = { ...stage, snapshot: done(stage, scene, now) };
          const dead = pass(next, now, { dies: true });
          const acts = dead.effects.filter(
            ({ kind }) => kind === 'comment' || kind === 'open-issue',
          );
          const revived = pass(dead, now);
          const repeated = revived.effects.map(effectId);
          for (const act of acts) expect(repeated).not.toContain(effectId(act));
          stage = revived;
        }
      }),
      RUNS,
    );
  });

  test('comes to the same decision from the same input, and leaves the input as it was', () => {
    fc.assert(
      fc.property(anyScenes, (script) => {
        for (const { snapshot, record, now } of played(script)) {
          const input = { snapshot, record, letters: [], now: now + DAY, editedBy: 'mallory' };
          const before = JSON.stringify(input);
          const decision = decide(rules, input);
          expect(decide(rules, input)).toEqual(decision);
          expect(JSON.stringify(input)).toBe(before);
        }
      }),
      RUNS,
    );
  });

  test('ends with the incident that its record comes to', () => {
    fc.assert(
      fc.property(anyScenes, (script) => {
        let stage: Stage = pass(opening, DECLARED + SECOND);
        let now = DECLARED + SECOND;
        for (const scene of script) {
          now += scene.after;
          stage = { ...stage, snapshot: done(stage, scene, now) };
          const { snapshot, record } = stage;
          const input = { snapshot, record, letters: [], now, editedBy: null };
          const decision = decide(rules, input);
          if (!decision.incident) throw new Error(decision.because);
          expect(decision.incident).toEqual(incidentOf(decision.record));
          stage = pass(stage, now);
        }
      }),
      RUNS,
    );
  });

  test('leaves an incident that owes nothing with a closed issue, and every other one open or declined', () => {
    fc.assert(
      fc.property(anyScenes, (script) => {
        const last = lastOf(played(script));
        const { snapshot, record } = settle(last, last.now);
        const incident = incidentOf(record);
        if (!incident) throw new Error('There is no incident');
        const open = incident.status !== 'resolved' && incident.closeDeclined <= 1;
        if (open) expect(snapshot.issue.open).toBe(true);
        // Whose label was taken off, and what strangers insist on opening, are left as they are.
        const isLeft = incident.unlabelled || timesDeclined(incident, 'reopened') > 1;
        if (!isLive(incident) && !isLeft) expect(snapshot.issue.open).toBe(false);
      }),
      RUNS,
    );
  });
});

describe('what comes in', () => {
  test('twice, or in another order, ends in the same record and the same words', () => {
    fc.assert(
      fc.property(anyScenes, fc.infiniteStream(fc.boolean()), (script, flips) => {
        let once: Stage = pass(opening, DECLARED + SECOND);
        let jumbled: Stage = once;
        let now = DECLARED + SECOND;
        const said = { once: new Set<string>(), jumbled: [] as string[] };
        for (const scene of script) {
          now += scene.after;
          const first = pass({ ...once, snapshot: done(once, scene, now) }, now);
          for (const id of words(first)) said.once.add(id);
          let next: Stage = { ...jumbled, snapshot: done(jumbled, scene, now) };
          for (const reversed of flips.take(3)) {
            const shown = pass({ ...next, snapshot: reversed ? turned(next) : next.snapshot }, now);
            said.jumbled.push(...words(shown));
            next = reversed ? { ...shown, snapshot: turned(shown) } : shown;
          }
          once = settle(first, now, (id) => said.once.add(id));
          jumbled = settle(next, now, (id) => said.jumbled.push(id));
        }
        expect(jumbled.record.events).toEqual(once.record.events);
        expect(said.jumbled.toSorted()).toEqual([...said.once].toSorted());
      }),
      RUNS,
    );
  });

  test('without a nudge is seen by a later pass, which ends in the same incident', () => {
    const quick = scenes(SECOND, 20 * SECOND, 4 * MINUTE);
    fc.assert(
      fc.property(quick, fc.infiniteStream(fc.boolean()), (script, nudges) => {
        const using = withoutClocks;
        let prompt: Stage = pass(opening, DECLARED + SECOND, { using });
        let tardy: Stage = prompt;
        let now = DECLARED + SECOND;
        for (const scene of script) {
          now += scene.after;
          prompt = pass({ ...prompt, snapshot: done(prompt, scene, now) }, now, { using });
          // What people did is GitHub's to tell, whoever has looked since.
          const { comments, acts } = prompt.snapshot;
          tardy = { ...tardy, snapshot: { ...tardy.snapshot, comments, acts } };
          if (nudges.next().value) tardy = pass(tardy, now, { using });
        }
        tardy = pass(tardy, now, { using });
        expect(withoutPaperwork(tardy)).toEqual(withoutPaperwork(prompt));
      }),
      RUNS,
    );
  });

  test('late takes its place in the past: the label set later is the one that counts', () => {
    const label = fc.constantFrom(
      'SEV 1',
      'SEV 2',
      'SEV 3',
      'status: mitigating',
      'status: monitoring',
    );
    const deeds = fc.uniqueArray(label, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(deeds, fc.nat(), (labels, pick) => {
        const script = labels.map(
          (name, index): Scene => ({
            actor:
              index % 2
                ? { login: 'ana', bot: false, ours: false }
                : { login: 'mia', bot: false, ours: false },
            deed: { kind: 'labeled', label: name },
            after: MINUTE,
          }),
        );
        const prompt = lastOf(played(script));
        const shown = prompt.snapshot.acts;
        const byPeople = shown.filter(({ actor, id }) => !actor.ours && id !== 'A000');
        const hidden = byPeople[pick % byPeople.length];
        const partly = {
          ...opening,
          snapshot: { ...opening.snapshot, acts: shown.filter((act) => act !== hidden) },
        };
        const first = pass(partly, prompt.now, { using: withoutClocks });
        const last = pass({ ...first, snapshot: { ...first.snapshot, acts: shown } }, prompt.now, {
          using: withoutClocks,
        });
        const { severity, status, highest } = incidentIn(last);
        const wanted = incidentIn(prompt);
        expect({ severity, status, highest }).toEqual({
          severity: wanted.severity,
          status: wanted.status,
          highest: wanted.highest,
        });
      }),
      RUNS,
    );
  });
});

const lastOf = (stages: ReturnType<typeof played>): Stage & { readonly now: Instant } => {
  const last = stages.at(-1);
  if (!last) throw new Error('Nothing was played');
  return last;
};

function settle(stage: Stage, now: Instant, hear: (id: string) => void = () => {}): Stage {
  let settled: Stage = stage;
  for (let turn = 0; turn < ENOUGH; turn += 1) {
    const passed = pass(settled, now);
    words(passed).forEach(hear);
    settled = passed;
  }
  return settled;
}

const done = ({ snapshot }: Stage, { actor, deed }: Scene, at: Instant): Stage['snapshot'] =>
  after(snapshot, deed, { actor, at });

const words = ({ effects }: ReturnType<typeof pass>): readonly string[] =>
  effects.flatMap((effect) => ('once' in effect ? [effect.once] : []));

const turned = ({ snapshot }: Stage): Stage['snapshot'] => ({
  ...snapshot,
  comments: snapshot.comments.toReversed(),
});

function incidentIn({ record }: Stage): Incident {
  const incident = incidentOf(record);
  if (!incident) throw new Error('There is no incident');
  return incident;
}

/** A postmortem is opened by a pass that sees the end: which one that is depends on the passes. */
const withoutPaperwork = (stage: Stage): object => {
  const { postmortem, actions = [], ...incident } = incidentIn(stage);
  const asked = actions.map(({ id, text, owner, due }) => ({ id, text, owner, due }));
  return { ...incident, asked, owed: postmortem?.due ?? null };
};
