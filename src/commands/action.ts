/**
 * `/action @bo alert on the queue's depth by 2026-12-01`: an issue of its own, with owner and date, as a
 * sub-issue of the postmortem (until there is one, of the incident). On the postmortem it works as well.
 *
 *     🚀, and on the card: Action items: 0 of 1 done · #7 alert on the queue's depth · bo · due 2026-12-01
 */
import { MOST_ACTIONS } from '../core/action-item.ts';
import { dayMeant, splitDate } from '../core/due-date.ts';
import { loginIn } from '../core/login.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { DAY, dateOf, type Instant } from '../core/time.ts';
import { command } from './command.ts';

interface Args {
  readonly text: string;
  readonly owner: string | null;
  /** As written; what day it is depends on the day on which it was. */
  readonly date: string | null;
  readonly repository: string | null;
}

const REPOSITORY = /(?:^|\s)in\s+([a-z\d][\w-]{0,38}\/[\w.-]{1,100})$/i;
const LONGEST = 1_000;
const FARTHEST = 2 * 366 * DAY;
const LIKE_THIS = "`/action @name alert on the queue's depth by 2026-12-01`";

export const action = command<Args>({
  name: 'action',
  usage: '/action [@name] text [by 2026-12-01] [in owner/repo]',
  summary: 'Open an action item as an issue of its own; on the postmortem too',
  examples: [
    "/action @ana alert on the queue's depth by 2026-12-01",
    '/action write the runbook for a failover by friday',
    '/action @ben put a limit on retries in 2 weeks in acme/payments',
  ],
  who: 'responder',
  during: 'any',
  alsoOnPostmortem: true,
  parse({ text }) {
    const [first = '', ...others] = text.split(/\s+/);
    const owner = first.startsWith('@') ? loginIn(first) : null;
    if (first.startsWith('@') && !owner)
      return refuse(`An action item is one person's, and "${first}" is not a login`, LIKE_THIS);
    const { said, repository, date } = tailOf(owner ? others.join(' ') : text);
    if (!said) return refuse('An action item says what is to be done', LIKE_THIS);
    return ok({ text: said.slice(0, LONGEST), owner, date, repository });
  },
  run({ text, owner, date, repository }, { incident, at }) {
    if (incident.doubt !== null)
      return refuse('Nobody has confirmed this incident', '`/confirm` does; `/action` after that');
    if ((incident.actions ?? []).length >= MOST_ACTIONS)
      return refuse(
        `An incident takes ${MOST_ACTIONS} action items`,
        '`/note` keeps it in the timeline; an issue that you make a sub-issue of the postmortem counts too',
      );
    const due = date === null ? ok(null) : dueOn(date, at);
    return due.ok ? ok([{ type: 'action-added', text, owner, due: due.value, repository }]) : due;
  },
});

/** Date and repository stand at the end, in either order. */
function tailOf(text: string): {
  readonly said: string;
  readonly date: string | null;
  readonly repository: string | null;
} {
  let said = text.trim();
  let date: string | null = null;
  let repository: string | null = null;
  for (let turn = 0; turn < 2; turn += 1) {
    const place: RegExpExecArray | null = repository === null ? REPOSITORY.exec(said) : null;
    const day: ReturnType<typeof splitDate> = date === null && !place ? splitDate(said) : null;
    if (place) said = said.slice(0, place.index).trim();
    if (day) said = day.text;
    repository ??= place?.[1]?.toLowerCase() ?? null;
    date ??= day?.date ?? null;
  }
  return { said, date, repository };
}

function dueOn(written: string, at: Instant): Result<string> {
  const tryThis =
    '`/action` again, with `by 2026-12-01`, `by friday`, `by tomorrow` or `in 2 weeks` at its end';
  const day = dayMeant(written, at);
  if (day === null) return refuse(`"${written}" is no date`, tryThis);
  if (day < dateOf(at)) return refuse(`${day} is past: it is ${dateOf(at)} in UTC`, tryThis);
  if (Date.parse(day) - at > FARTHEST) return refuse(`${day} is more than two years away`, tryThis);
  return ok(day);
}
