/**
 * `/escalate`: calls whoever the response clock would call next, at once; also when somebody has acknowledged and
 * needs help. The clock then goes on from there.
 *
 *     You are called by bo, as the next in line.
 */
import { call } from '../core/consequences.ts';
import { lastCall, nextStep, reachable } from '../core/escalation.ts';
import { groupsOf } from '../core/groups.ts';
import type { Incident } from '../core/incident.ts';
import { type Policy, severityOf } from '../core/policy.ts';
import { isReachable, reachIn } from '../core/reach.ts';
import { ok, refuse } from '../core/result.ts';
import { command, nothing } from './command.ts';

export const escalate = command<null>({
  name: 'escalate',
  usage: '/escalate',
  summary: 'Call the next group now, in the order of the severity',
  examples: ['/escalate'],
  who: 'responder',
  during: 'open',
  parse: nothing,
  run(_none, { incident, policy, actor, at }) {
    if (incident.doubt !== null)
      return refuse(
        'Nobody has confirmed this incident, and until then nobody is called',
        '`/confirm` calls the groups of its severity',
      );
    const { label } = severityOf(policy, incident.severity);
    if (lastCall(incident, policy) === 0)
      return refuse(`There is nobody whom a ${label} calls`, others(incident, policy));
    const next = nextStep(incident, policy, { here: actor.login, at });
    if (!next)
      return refuse(
        `Nobody is left to call for a ${label}: all have been, or are on it`,
        others(incident, policy),
      );
    const { since, step, group } = next;
    return ok([
      { type: 'escalated', since, step },
      ...call(incident, [group], { reason: 'escalated', policy, at }),
    ]);
  },
});

/** Whom else the policy names, and what is left where it names nobody. */
function others(incident: Incident, policy: Policy): string {
  const ladder = reachable(incident, policy);
  const groups = groupsOf(policy).filter(
    (group) => !ladder.includes(group) && isReachable(reachIn(incident, group, policy)),
  );
  return [
    ...groups.map((group) => `\`/page ${group}\``),
    '`/page @name` for a person, or the phone',
  ].join(', ');
}
