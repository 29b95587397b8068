import type { Context } from '../core/decide.ts';
import type { EventBody } from '../core/events.ts';
import type { Refusal } from '../core/result.ts';
import type { Comment } from '../core/snapshot.ts';
import type { Command } from './command.ts';
import { readComment } from './read.ts';
import { incidentIn, POLICY, REPORTS, type Situation, TYPED, TYPIST } from './situations.ts';

/** Something typed that cannot be done, and when; alone: in a SEV 2 under way. */
type Case = string | readonly [typed: string, when: Situation];

const RESOLVED = 'once the incident is resolved';
const UNCONFIRMED = 'while nobody has confirmed the report';

/**
 * What is typed and cannot be done, by command: every refusal that a command has stands here at least once. The
 * documentation prints what is answered; test/golden/refusals.md holds it.
 */
const CASES: Readonly<Record<string, readonly Case[]>> = {
  sev: ['/sev', '/sev high', '/sev 9'],
  status: ['/status', '/status fixed', '/status resolved'],
  update: ['/update'],
  snooze: [
    '/snooze',
    '/snooze a while',
    '/snooze 1m',
    '/snooze 3d',
    '/snooze 10m',
    ['/snooze 2h', 'in a SEV 3'],
    ['/snooze 2h', 'where the update was put off'],
  ],
  ic: ['/ic @ana @bo'],
  ops: ['/ops the on-call'],
  comms: ['/comms @acme/press'],
  role: ['/role', '/role scribe', '/role op', '/role ic @ana @bo'],
  handover: ['/handover', '/handover @ana', '/handover ic @ana @bo'],
  page: [
    '/page',
    '/page directr',
    '/page ops',
    '/page execs',
    '/page @acme/sre',
    '/page @',
    ['/page director', 'where the director was called'],
    ['/page @dan', 'where the director was called'],
    ['/page director', UNCONFIRMED],
  ],
  escalate: [
    ['/escalate', 'once everybody was called'],
    ['/escalate', 'in a SEV 4'],
    ['/escalate', UNCONFIRMED],
  ],
  note: ['/note'],
  at: [
    '/at',
    '/at 14:05',
    '/at noon the deploy began',
    '/at 9:05',
    '/at 11:00 the deploy began',
    '/at 2026-12-01 08:00 the deploy began',
    '/at 9:05 am the deploy began',
    '/at 09:05 yesterday the deploy began',
    '/at 09:05 CET the deploy began',
    '/at 09:05 Europe/Berln the deploy began',
    '/at 2026-02-30 09:05 the deploy began',
    '/at 2026-03-29 02:30 Europe/Berlin the deploy began',
    '/at 2026-10-25 02:30 Europe/Berlin the deploy began',
  ],
  started: [
    '/started',
    '/started 09:40 Berlin',
    '/started 10:30',
    '/started 11:00',
    ['/started 09:55', 'where it was detected 09:50'],
  ],
  detected: ['/detected', '/detected 10:30', ['/detected 09:30', 'where it started 09:40']],
  duplicate: [
    '/duplicate',
    '/duplicate the other one',
    '/duplicate #12',
    '/duplicate #4',
    '/duplicate #9',
  ],
  postmortem: [
    ['/postmortem', UNCONFIRMED],
    ['/postmortem', 'where the postmortem was deleted'],
  ],
  waive: [
    '/waive',
    ['/waive the same cause', 'in a SEV 3'],
    ['/waive the same cause', 'where the postmortem is waived'],
  ],
  action: [
    '/action',
    '/action @acme/web write the runbook',
    '/action write the runbook by 2026-02-30',
    '/action write the runbook by 2026-11-01',
    '/action write the runbook by 2036-11-01',
    ['/action write the runbook', UNCONFIRMED],
    ['/action write the runbook', 'where it has all the action items it may have'],
  ],
  confirm: ['/confirm'],
  incident: ['/incident'],
  oncall: ['/oncall directors', '/oncall ops'],
};

/** What is typed wrong whatever the command. */
const WHATEVER: readonly Case[] = ['/mitigatng', '/udpate mitigating rolling back'];

export interface Answer extends Refusal {
  readonly typed: string;
  /** Null: in a SEV 2 under way. */
  readonly when: Situation | null;
}

/** What a command answers when it cannot. Throws where something in CASES can be done. */
export const answersOf = ({ name, during, examples }: Command): readonly Answer[] =>
  [...(CASES[name] ?? []), ...untimely(during, examples[0] ?? `/${name}`)].map(answerTo);

/** What is answered to what is no command, but nearly. */
export const otherAnswers = (): readonly Answer[] => WHATEVER.map(answerTo);

/** Commands that stand in CASES, for which there must be a command. */
export const answering = (): readonly string[] => Object.keys(CASES);

function untimely(during: Command['during'], typed: string): readonly Case[] {
  if (during === 'open') return [[typed, RESOLVED]];
  return during === 'resolved' ? [typed] : [];
}

function answerTo(one: Case): Answer {
  const [typed, when]: readonly [string, Situation] =
    typeof one === 'string' ? [one, 'under way'] : one;
  const bodies: EventBody[] = [];
  readComment(
    commentSaying(typed),
    () => contextIn(when),
    (_line, told) => bodies.push(...told),
  );
  const refused = bodies.find((body) => body.type === 'refused');
  if (!refused) throw new Error(`${typed} is not refused ${when}: it is ${JSON.stringify(bodies)}`);
  const { because, tryThis } = refused;
  return { typed, when: when === 'under way' ? null : when, because, tryThis };
}

const contextIn = (when: Situation): Context => ({
  incident: incidentIn(when),
  actor: { login: TYPIST, bot: false, may: true },
  at: TYPED,
  policy: POLICY,
  here: { number: 12, reports: REPORTS },
});

const commentSaying = (text: string): Comment => ({
  id: 7,
  node: 'IC_7',
  author: { login: TYPIST, bot: false, ours: false },
  at: TYPED,
  editedAt: null,
  editor: null,
  lines: [{ text, plain: true }],
  reactions: [],
});
