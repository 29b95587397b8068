/**
 * `/page director the database is gone`: calls one more group of the policy, or a person by login. Who was called
 * already is called again only with something new to say.
 *
 *     You are called by bo:
 *     > the database is gone
 */
import { calledGroup, isFilled, paging } from '../core/consequences.ts';
import type { Context } from '../core/decide.ts';
import type { CalledGroup } from '../core/events.ts';
import { byName, calledName, lastWaveTo } from '../core/groups.ts';
import { loginIn } from '../core/login.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { fullMoment } from '../core/time.ts';
import { command } from './command.ts';
import { groupNamed } from './naming.ts';

interface Args {
  /** A group's name, or a login behind its `@`. */
  readonly whom: string;
  readonly message: string | null;
}

export const page = command<Args>({
  name: 'page',
  usage: '/page director [message]',
  summary: 'Call one more group, or a person: `/page @name`',
  examples: ['/page director', '/page @ana the failover needs your key'],
  who: 'responder',
  during: 'open',
  parse({ text }) {
    const [, whom = '', message = ''] = /^(\S*)\s*(.*)$/s.exec(text) ?? [];
    if (whom === '')
      return refuse('Nobody is named', '`/page director` or `/page @name`, `/oncall` lists groups');
    if (whom.includes('/'))
      return refuse(
        `"${whom}" is a team, and GitHub does not reliably notify teams`,
        '`/page @name` for one of its people, or a group of the policy: `/oncall` lists them',
      );
    if (whom.startsWith('@') && !loginIn(whom))
      return refuse(`"${whom}" is not a login`, '`/page @name` with one GitHub login');
    return ok({ whom: whom.toLowerCase(), message: message || null });
  },
  run({ whom, message }, context) {
    const { incident, policy } = context;
    if (incident.doubt !== null)
      return refuse(
        'Nobody has confirmed this incident, and until then nobody is called',
        '`/confirm` calls the groups of its severity, `/page` after that whom else it needs',
      );
    const called = groupFor(whom, context);
    if (!called.ok) return called;
    const before = lastWaveTo(incident, called.value.group);
    if (before && (message === null || before.message === message))
      return refuse(
        `${label(called.value)} was called ${fullMoment(before.at)} already`,
        `\`/page ${called.value.group} message\` calls again with what is new, \`/escalate\` calls whoever is next`,
      );
    const wanted = { reason: 'asked', groups: [called.value], unfilled: [], message } as const;
    return ok([paging(incident, wanted, policy)]);
  },
});

function groupFor(whom: string, { incident, policy, at }: Context): Result<CalledGroup> {
  const login = whom.startsWith('@') ? loginIn(whom) : null;
  if (login) return ok({ group: byName(login), people: [login] });
  const group = groupNamed(whom, policy, (name) => `\`/page ${name}\``);
  if (!group.ok) return group;
  const called = calledGroup(group.value, incident, { policy, at });
  return isFilled(called)
    ? ok(called)
    : refuse(
        `Nobody is configured for ${group.value}`,
        '`/page @name` calls a person; logins under `responders:` in `.github/incidents.yml` fill the group',
      );
}

/** `the group director`, or the login of a person. */
const label = ({ group, people }: CalledGroup): string =>
  calledName(group) === group ? `The group ${group}` : `"${people[0] ?? ''}"`;
