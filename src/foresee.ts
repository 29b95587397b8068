import { gistOf, readEdit } from './commands/edited.ts';
import { topics } from './commands/index.ts';
import { readComment } from './commands/read.ts';
import { type Decision, decide, type Input, type Rules } from './core/decide.ts';
import type { Incident } from './core/incident.ts';
import { type Plan, plan, type World } from './core/plan.ts';
import type { Policy } from './core/policy.ts';
import { type IncidentRecord, incidentOf } from './core/record.ts';
import { nextDue } from './core/run-clocks.ts';
import type { Instant } from './core/time.ts';
import { readAct } from './hands/index.ts';
import { surfaces } from './surfaces/index.ts';
import { timers } from './timers/index.ts';

/*
 * What a pass comes to before anything is written: the rooms' lists, handed to the pure core. The engine
 * carries it out; the terminal only says it.
 */

const rules: Rules = { comment: readComment, gist: gistOf, edit: readEdit, act: readAct, timers };
const catalogue = topics.map(({ title, commands }) => ({
  title,
  commands: commands.map(({ usage, summary }) => ({ usage, summary })),
}));

/** What came in and which clocks are due → the record with what they come to, or why this is no incident. */
export const foresee = (input: Input): Decision => decide(rules, input);

/** What would have to be done to make the world as it should be. */
export const planFor = (world: World): Plan => plan(surfaces, world);

/** When the incident wants to be looked at next, or null where no clock runs. */
export const wakeFor = (incident: Incident, policy: Policy): Instant | null =>
  nextDue(timers, incident, policy);

/** All that surfaces look at; `decided` is the incident where the record does not tell one. */
export const worldOf = (
  record: IncidentRecord,
  given: Pick<World, 'snapshot' | 'troubles'> & { readonly decided: Incident },
): World => ({
  incident: incidentOf(record) ?? given.decided,
  news: record.events.slice(record.settled),
  record,
  snapshot: given.snapshot,
  policy: given.snapshot.policy,
  catalogue,
  troubles: given.troubles,
});
