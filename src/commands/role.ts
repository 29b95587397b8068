import { ROLE_NAMES, type Role } from '../core/events.ts';
import { loginIn } from '../core/login.ts';
import { ok, refuse } from '../core/result.ts';
import { type Command, command } from './command.ts';

/** `/ic @ana`: one holder a role, who becomes an assignee; the former one is released and told. */
export function roleCommand(role: Role, duty: string): Command {
  const title = ROLE_NAMES[role];
  return command<string | null>({
    name: role,
    usage: `/${role} [@name]`,
    summary: `Make somebody (or yourself) ${title}: ${duty}`,
    examples: [`/${role}`, `/${role} @ana`],
    who: 'responder',
    during: 'any',
    parse({ text }) {
      if (text === '') return ok(null);
      const login = loginIn(text);
      if (login) return ok(login);
      const example = `\`/${role} @name\` with one GitHub login, or \`/${role}\` alone to take it yourself`;
      return refuse(`One person holds the role of ${title}, and "${text}" is not a login`, example);
    },
    run(login, { incident, actor }) {
      const to = login ?? actor.login;
      const from = incident.roles[role] ?? null;
      return ok(from === to ? [] : [{ type: 'role-given', role, to, from }]);
    },
  });
}
