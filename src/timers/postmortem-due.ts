/**
 * The postmortem's owner is reminded on its issue, in business hours and never by a page: a day
 * before it is due, when it is due (its manager too, this once), five working days later, then weekly.
 *
 *     @ana, this postmortem is due 2026-11-25 10:40 UTC. Closing this issue when it is written ends …
 */
import { addWorkingDays, nextOpen } from '../core/calendar.ts';
import { stepOf } from '../core/deadlines.ts';
import { type Incident, isExcused } from '../core/incident.ts';
import type { Policy } from '../core/policy.ts';
import { ownerOf } from '../core/postmortem.ts';
import { peopleOf, reachIn } from '../core/reach.ts';
import { DAY, type Instant } from '../core/time.ts';
import type { Timer } from './timer.ts';

const name = 'postmortem-due';
const WORKING_DAYS_AFTER = 5;

export const postmortemDue: Timer = {
  name,
  dueAt(incident, policy) {
    const due = openDue(incident);
    if (due === null) return null;
    return reminderAt(due, stepOf(incident, name, due) + 1, policy);
  },
  fire(incident, at, policy) {
    const due = openDue(incident);
    if (due === null) return [];
    const before = stepOf(incident, name, due);
    let step = before + 1;
    while (reminderAt(due, step + 1, policy) <= at) step += 1;
    const owner = ownerOf(incident);
    const managers =
      before < 2 && step >= 2
        ? peopleOf(policy, reachIn(incident, policy.manager, policy), at)
        : [];
    const mention = [...new Set([...(owner ? [owner] : []), ...managers])];
    return [{ type: 'clock-ran-out', clock: name, since: due, step, mention }];
  },
};

function openDue(incident: Incident): Instant | null {
  const { postmortem, status } = incident;
  const waits =
    postmortem && postmortem.number !== null && postmortem.closedAt === null && !postmortem.lost;
  return waits && status === 'resolved' && !isExcused(incident) ? postmortem.due : null;
}

function reminderAt(due: Instant, step: number, { businessHours }: Policy): Instant {
  if (step === 1) return nextOpen(businessHours, due - DAY);
  if (step === 2) return nextOpen(businessHours, due);
  const third = addWorkingDays(businessHours, due, WORKING_DAYS_AFTER);
  return nextOpen(businessHours, third + (step - 3) * 7 * DAY);
}
