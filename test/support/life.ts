import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import { DAY, MINUTE } from '../../src/core/time.ts';
import { type Stage, setStage } from '../../src/sandbox/stage.ts';

/** The life of a SEV 1, from the form to the closed postmortem, and what each step of it costs in requests. */
const issue = { owner: 'acme', repo: 'shop', issue_number: 1 };

export interface Cost {
  readonly what: string;
  readonly passes: number;
  readonly reads: number;
  readonly rights: number;
  readonly writes: number;
  readonly comments: number;
}

const says = (login: string, body: string) => (stage: Stage) =>
  stage.as(login).rest.issues.createComment({ ...issue, body });

const life: readonly { readonly what: string; act(stage: Stage): Promise<unknown> }[] = [
  { what: 'Ben declares a SEV 1 by the form', act: declare },
  { what: 'Ana types `/ic`', act: says('ana', '/ic') },
  { what: 'Ana types `/ops @ben`', act: says('ana', '/ops @ben') },
  { what: 'People talk, without a command', act: says('ben', 'I see 500s since deploy 4812') },
  { what: 'Ana posts an `/update`', act: says('ana', '/update mitigating rolling back') },
  { what: 'An update is overdue', act: (stage) => stage.wind(31 * MINUTE) },
  { what: 'Ana types `/monitoring`', act: says('ana', '/monitoring') },
  { what: 'Ana types `/resolve`', act: says('ana', '/resolve rolled back') },
  { what: 'The postmortem is due tomorrow', act: (stage) => stage.wind(DAY) },
  { what: 'Ana closes the postmortem', act: closePostmortem },
];

async function declare({ sandbox }: Stage): Promise<void> {
  sandbox.world.openForm('acme/shop', 'incident.yml', {
    by: 'ben',
    title: 'Checkout is down',
    answers: { 'What is broken?': 'Nobody can pay', Severity: 'SEV 1' },
  });
}

async function closePostmortem(stage: Stage): Promise<void> {
  await stage.as('ana').rest.issues.update({ ...issue, issue_number: 2, state: 'closed' });
}

type Requests = Stage['sandbox']['requests'];

export async function playLife(): Promise<{
  readonly costs: readonly Cost[];
  readonly requests: Requests;
}> {
  let passes = 0;
  const write = (line: string): void => {
    if (JSON.parse(line).msg === 'pass') passes += 1;
  };
  const log = pino({ level: 'info' }, { write });
  const start = Date.parse('2026-11-23T10:00:00Z');
  const stage = await setStage({ start, log, sweepEvery: 30 * DAY });
  try {
    await furnish(stage);
    const costs: Cost[] = [];
    for (const { what, act } of life) {
      await stage.wind(MINUTE);
      const [from, before] = [stage.sandbox.requests.length, passes];
      await act(stage);
      await stage.settle();
      costs.push(costOf(what, stage, { from, passes: passes - before }));
    }
    return { costs, requests: stage.sandbox.requests };
  } finally {
    await stage.close();
  }
}

async function furnish(stage: Stage): Promise<void> {
  const { world } = stage.sandbox;
  for (const login of ['ana', 'ben', 'mia']) world.person(login);
  world.repository('acme/shop', { collaborators: { ana: 'write', ben: 'write', mia: 'write' } });
  const form = new URL('../../.github/ISSUE_TEMPLATE/incident.yml', import.meta.url);
  world.addFile('acme/shop', '.github/ISSUE_TEMPLATE/incident.yml', readFileSync(form, 'utf8'));
  const policy =
    'responders: { on-call: [ana], eng-manager: [mia], director: [mia], execs: [mia] }';
  world.addFile('acme/shop', '.github/incidents.yml', policy);
  world.installApp('acme');
  await stage.settle();
}

function costOf(
  what: string,
  stage: Stage,
  { from, passes }: { from: number; passes: number },
): Cost {
  const made = stage.sandbox.requests.slice(from).filter(({ by }) => by === 'app');
  const count = (test: (route: string) => boolean): number =>
    made.filter(({ route }) => test(route)).length;
  return {
    what,
    passes,
    reads: count((route) => /^GraphQL (Snapshot|Older|Revisions)$/.test(route)),
    rights: count((route) => route.includes('/permission')),
    writes: made.filter(({ changed }) => changed).length,
    comments: count((route) => /^POST .*\/issues\/\{issue_number\}\/comments$/.test(route)),
  };
}
