/**
 * The promised update did not come: the commander is mentioned; ten silent minutes later the manager
 * is paged. Then this silence has been spoken of.
 *
 *     @ana, the update is overdue; it was promised by 10:32 UTC. `/update` and a sentence posts one, …
 */
import { call } from '../core/consequences.ts';
import { updateDue, updateSince, updateStep } from '../core/deadlines.ts';
import type { Timer } from './timer.ts';

const name = 'update-overdue';

export const updateOverdue: Timer = {
  name,
  dueAt(incident, policy) {
    const due = updateDue(incident, policy);
    if (due === null) return null;
    const { grace, updateSilence } = policy.clocks;
    const step = updateStep(incident, name);
    if (step === 0) return due + grace;
    return step === 1 ? due + grace + updateSilence : null;
  },
  fire(incident, at, policy) {
    const due = updateDue(incident, policy) ?? at;
    const { grace, updateSilence } = policy.clocks;
    const silent = at >= due + grace + updateSilence;
    const { roles, acknowledgedBy } = incident;
    const asked = roles.ic ?? roles.comms ?? acknowledgedBy;
    return [
      {
        type: 'clock-ran-out',
        clock: name,
        since: updateSince(incident),
        step: silent ? 2 : 1,
        mention: asked ? [asked] : [],
      },
      ...(silent ? call(incident, [policy.manager], { reason: 'update-overdue', policy, at }) : []),
    ];
  },
};
