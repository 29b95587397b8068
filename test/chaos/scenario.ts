import { type Duration, HOUR, MINUTE, SECOND } from '../../src/core/time.ts';
import { type Dice, diceFor } from './dice.ts';
import { beginnings, middles, type Plot } from './plots.ts';

/** Something that somebody does, to the incident's issue where nothing else is said. */
export type Act =
  | {
      readonly does: 'open';
      readonly by: string;
      readonly title: string;
      readonly labels: readonly string[];
    }
  | {
      readonly does: 'fill-form';
      readonly by: string;
      readonly title: string;
      readonly severity: string;
    }
  | {
      readonly does: 'dispatch';
      readonly by: string;
      readonly title: string;
      readonly key: string;
      readonly severity: number;
    }
  | { readonly does: 'say' | 'edit'; readonly by: string; readonly text: string }
  /** Of their last comment. */
  | { readonly does: 'delete'; readonly by: string }
  /** Of the repository: every issue loses it. */
  | { readonly does: 'delete-label'; readonly by: string; readonly label: string }
  /** Says that the incident opened under that title is this one. */
  | { readonly does: 'call-duplicate'; readonly by: string; readonly title: string }
  | { readonly does: 'label' | 'unlabel'; readonly by: string; readonly label: string }
  | { readonly does: 'assign' | 'unassign'; readonly by: string; readonly who: string }
  | { readonly does: 'close' | 'reopen' | 'close-postmortem'; readonly by: string }
  | { readonly does: 'rename'; readonly by: string; readonly title: string }
  | { readonly does: 'answer-pager' };

/** What happens at one moment, and how long nothing does before it. */
export interface Step {
  readonly after: Duration;
  readonly acts: readonly Act[];
}

export interface Scenario {
  readonly isPrivate: boolean;
  /** `.github/incidents.yml`; null: there is none. */
  readonly policy: string | null;
  readonly steps: readonly Step[];
  /** How long is waited at the end. */
  readonly rest: Duration;
}

/** Between two moments each webhook that was lost is found by a sweep, which comes every five minutes. */
const BREATH: Duration = 6 * MINUTE;
/** No act falls together with a clock: those ring at whole minutes and at twenty seconds past. */
const APART: Duration = 40 * SECOND;

/** What a team's policy may look like here. */
const POLICIES: readonly (string | null)[] = [
  null,
  'responders: { on-call: [ana, ben], eng-manager: [mia] }\n',
  `responders:
  on-call: { people: ben, pagerduty: "\${PAGER}" }
  eng-manager: { people: mia, email: mia@example.com }
  director: { email: dan@example.com }
pagerduty: { api_key: "\${PAGER_API}" }
`,
  `responders:
  on-call: { email: oncall@example.com }
  eng-manager: { people: mia, webhook: "\${HOOK}" }
  director: [dan]
inform: [{ email: all@example.com }]
`,
  `responders:
  on-call: { people: ben, slack: C00000001 }
  eng-manager: [mia]
people: { ben: { slack: U0BEN } }
inform: { slack: [C00000001] }
slack: { token: "\${SLACK}" }
`,
];

/** A random incident, from how it is declared to what comes after its end: the same for the same seed. */
export function scenarioFor(seed: string): Scenario {
  const dice = diceFor(`scenario ${seed}`);
  const isPrivate = dice.in100(30);
  const policy = dice.pick(POLICIES);
  const plot: Plot = {
    dice,
    people: ['ana', 'ben', 'mia'],
    pager: policy?.includes('PAGER') ?? false,
  };
  const steps = [step(dice, dice.pick(beginnings)(plot))];
  for (let left = dice.between(2, 5); left > 0; left -= 1) steps.push(step(dice, severalOf(plot)));
  if (dice.in100(80)) steps.push(step(dice, ending(plot)));
  if (dice.in100(30)) steps.push(step(dice, afterwards(plot)));
  return {
    isPrivate,
    policy,
    steps: clear(steps),
    rest: dice.in100(1) ? 26 * HOUR : dice.between(7, 30) * MINUTE,
  };
}

function step(dice: Dice, acts: readonly Act[]): Step {
  const minutes = dice.in100(20) ? dice.between(15, 50) : dice.between(0, 8);
  return { after: BREATH + minutes * MINUTE + APART, acts };
}

/**
 * What may come to two ends, each of them right, is left out: a comment is edited or deleted once it was read, and with a second
 * incident that still wants it a label that the repository has lost may be there again before the first one looks.
 */
function clear(steps: readonly Step[]): readonly Step[] {
  const later = steps.slice(1).flatMap(({ acts }) => acts);
  const isAlone = !later.some(({ does }) => does === 'call-duplicate' || does === 'open');
  return steps.flatMap(({ after, acts }) => {
    const kept = acts.filter(({ does }) => isAlone || does !== 'delete-label');
    const edit = kept.findIndex(({ does }) => does === 'edit' || does === 'delete');
    const parts = edit < 0 ? [kept] : [kept.slice(0, edit), kept.slice(edit)];
    return parts.filter((part) => part.length > 0).map((part) => ({ after, acts: part }));
  });
}

/** Mostly one thing at a time; sometimes much at once. */
function severalOf(plot: Plot): readonly Act[] {
  const count = plot.dice.in100(30) ? plot.dice.between(2, 3) : 1;
  return Array.from({ length: count }, () => plot.dice.pick(middles)(plot)).flat();
}

function ending({ dice, people }: Plot): readonly Act[] {
  const by = dice.pick(people);
  return [
    dice.pick<Act>([
      { does: 'say', by, text: '/resolve rolled back' },
      { does: 'close', by },
      { does: 'say', by, text: '/false-alarm a test that failed' },
      { does: 'label', by, label: 'status: resolved' },
    ]),
  ];
}

function afterwards({ dice, people }: Plot): readonly Act[] {
  const by = dice.pick(people);
  return [
    dice.pick<Act>([
      { does: 'say', by, text: '/reopen it is back' },
      { does: 'reopen', by },
      { does: 'close-postmortem', by },
      { does: 'say', by, text: '/waive known and mended' },
      { does: 'say', by, text: '/postmortem' },
    ]),
  ];
}
