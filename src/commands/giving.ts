import type { Context } from '../core/decide.ts';
import type { EventBody } from '../core/events.ts';
import { loginIn } from '../core/login.ts';
import { nearest } from '../core/nearest.ts';
import { DEFAULT_POLICY, type Policy } from '../core/policy.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { commandFor, roleNamed, titleOf } from '../core/role.ts';
import { type Command, command, type Words } from './command.ts';

/** `/ic @ana`: one of the roles that every team begins with; the policy may call it otherwise. */
export function roleCommand(name: string): Command {
  return command<Asked>({
    name,
    usage: `/${name} [@name]`,
    summary: `Make somebody (or yourself) ${titleOf(DEFAULT_POLICY, name)}: ${roleNamed(DEFAULT_POLICY, name)?.duty}`,
    examples: [`/${name}`, `/${name} @ana`],
    who: 'responder',
    during: 'any',
    parse: ({ text }) => ok({ role: name, whom: text, typed: `/${name}` }),
    run: give,
  });
}

/** What is typed of a gift. Which roles there are the policy says, so only `give` can tell. */
export interface Asked {
  readonly role: string;
  readonly whom: string;
  /** The words that named the role: `/role scribe`. */
  readonly typed: string;
}

/** `/role scribe @ana`: the role's name, then whom it goes to. */
export function asked({ name, text }: Words): Result<Asked> {
  const [word = '', ...others] = text.split(/\s+/);
  const role = word.toLowerCase();
  return ok({ role, whom: others.join(' '), typed: `/${name} ${role}` });
}

/**
 * What giving a role comes to: nothing where it is held so already. One holder a role, who becomes an
 * assignee; the former one is released and told.
 */
export function give(
  { role, whom, typed }: Asked,
  { policy, incident, actor }: Context,
): Result<readonly EventBody[]> {
  if (!roleNamed(policy, role)) return noSuchRole(role, typed, policy);
  const login = loginIn(whom);
  if (whom !== '' && !login)
    return refuse(
      `One person holds the role of ${titleOf(policy, role)}, and "${whom}" is not a login`,
      `\`${typed} @name\` with one GitHub login, or \`${typed}\` alone to take it yourself`,
    );
  const to = login ?? actor.login;
  const from = incident.roles[role] ?? null;
  return ok(from === to ? [] : [{ type: 'role-given', role, to, from }]);
}

function noSuchRole(role: string, typed: string, policy: Policy): Result<never> {
  const names = policy.roles.map(({ name }) => name);
  const meant = role === '' ? null : nearest(role, names);
  const choices = (meant ? [meant] : names).map((name) => {
    const words = typed.startsWith('/handover') ? `/handover ${name}` : commandFor(name);
    return `\`${words} @name\` (${titleOf(policy, name)})`;
  });
  return refuse(
    role === '' ? 'No role is named' : `There is no role "${role}" here`,
    meant ? `Did you mean ${choices}? \`/role\` alone lists all` : `One of ${choices.join(', ')}`,
  );
}
