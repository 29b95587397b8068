import { readFileSync } from 'node:fs';
import { MINUTE } from '../../src/core/time.ts';
import { BOT } from '../../src/sandbox/stand-ins/slack-world.ts';
import { carryOut, HOME } from './acts.ts';
import type { Traffic, Trial } from './disturbances.ts';
import { type Ending, endingOf } from './ending.ts';
import { begin, end, letArrive } from './mischief.ts';
import type { Scenario, Step } from './scenario.ts';
import { emptyTally, type Tally } from './tally.ts';
import type { Theatre } from './theatre.ts';

const FORM = '.github/ISSUE_TEMPLATE/incident.yml';
/** More than a stale read lags behind. */
const FURTHER_LABELS = Array.from({ length: 8 }, (_, index) => `area ${index}`);
const LABELS = [
  'incident',
  'postmortem',
  'drill',
  ...['SEV 1', 'SEV 2', 'SEV 3', 'SEV 4'],
  ...['investigating', 'mitigating', 'monitoring', 'resolved'].map((name) => `status: ${name}`),
];

export interface Played {
  readonly ending: Ending;
  readonly traffic: Traffic;
  readonly tally: Tally;
}

/** Plays a scenario to its end, with what is to go wrong in each step, or with nothing (null). */
export async function play(
  theatre: Theatre,
  scenario: Scenario,
  trials: readonly Trial[] | null,
): Promise<Played> {
  await dress(theatre, scenario);
  const tally = emptyTally();
  const traffic: { requests: number; webhooks: number }[] = [];
  const answers: number[] = [];
  // By the same clock in both runs, whatever happens on the way.
  let moment = theatre.now();
  for (const [index, step] of scenario.steps.entries()) {
    moment += step.after;
    await theatre.windTo(moment);
    const before = { ...tally };
    answers.push(...(await playStep(theatre, step, { trial: trials?.[index] ?? null, tally })));
    traffic.push({
      requests: tally.requests - before.requests,
      webhooks: tally.webhooks - before.webhooks,
    });
  }
  await theatre.windTo(moment + scenario.rest);
  return { ending: await endOf(theatre, answers), traffic, tally };
}

/** People, labels, policy and form, as a team has them before anything happens. */
async function dress(theatre: Theatre, scenario: Scenario): Promise<void> {
  const { world } = theatre.sandbox;
  const { world: slack } = theatre.services.slack;
  slack.addMember('ben');
  slack.addRoom('ops', BOT);
  for (const login of ['ana', 'ben', 'mia', 'dan', 'zoe']) world.person(login);
  world.repository(HOME, {
    private: scenario.isPrivate,
    collaborators: {
      ana: 'write',
      ben: 'admin',
      mia: 'write',
      ...(scenario.isPrivate ? { zoe: 'read' } : {}),
    },
  });
  world.addLabels(HOME, LABELS);
  world.addFile(HOME, FORM, readFileSync(new URL(`../../${FORM}`, import.meta.url), 'utf8'));
  if (scenario.policy !== null) world.addFile(HOME, '.github/incidents.yml', scenario.policy);
  world.installApp('acme');
  // A read may lag by some writes, but shows no world in which there is no repository yet.
  for (const label of FURTHER_LABELS) world.addLabels(HOME, [label]);
  await theatre.settle();
}

interface Going {
  readonly trial: Trial | null;
  readonly tally: Tally;
}

/** Answers what GitHub answered to each act. */
async function playStep(
  theatre: Theatre,
  step: Step,
  { trial, tally }: Going,
): Promise<readonly number[]> {
  const { sandbox, fleet } = theatre;
  const began = theatre.now();
  await beforehand(theatre, trial, tally);
  begin(theatre, trial, tally);
  const answers: number[] = [];
  // What is done at one moment is heard of afterwards: else it would be chance what the app has done by then.
  const { webhooks } = sandbox.trouble;
  if (step.acts.length > 1) webhooks.hold();
  for (const act of step.acts) answers.push(await carryOut(theatre, act));
  if (step.acts.length > 1) webhooks.release();
  if (trial?.before === 'away') {
    await theatre.windTo(began + trial.away);
    theatre.leaveDead(false);
  }
  await theatre.settle();
  await theatre.windTo(began + (trial?.heldFor ?? MINUTE));
  letArrive(theatre);
  await theatre.settle();
  end(theatre);
  await theatre.settle();
  tally.kills = fleet.kills();
  return answers;
}

async function beforehand(theatre: Theatre, trial: Trial | null, tally: Tally): Promise<void> {
  const { fleet } = theatre;
  switch (trial?.before ?? 'nothing') {
    case 'nothing':
      return;
    case 'stopped':
      tally.restarts += 1;
      await fleet.restart(() => theatre.drain());
      return;
    case 'killed':
      fleet.kill(tally.requests);
      break;
    case 'killed, disk lost':
      fleet.kill(0);
      fleet.loseDisk();
      break;
    case 'away':
      theatre.leaveDead(true);
      for (let which = 0; which < fleet.size; which += 1) fleet.kill(which);
      return;
  }
  await theatre.settle();
}

/** How it ended, and whether it has: one more look must change nothing. */
async function endOf(theatre: Theatre, answers: readonly number[]): Promise<Ending> {
  const { sandbox, services } = theatre;
  const bot = `${sandbox.app.slug}[bot]`;
  const changes = (): number =>
    sandbox.requests.filter(({ by, changed }) => by === 'app' && changed).length;
  const before = changes();
  await theatre.windTo(theatre.now() + 5 * MINUTE);
  const ending = endingOf({ issues: sandbox.world.issues(HOME), bot, services });
  const facts = [
    ...ending.facts,
    ...answers.map((status, index) => `Act ${index + 1} was answered ${status}`),
    ...(changes() === before ? [] : ['It has not come to rest']),
  ];
  return { ...ending, facts };
}
