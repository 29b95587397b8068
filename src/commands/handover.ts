/**
 * `/handover ic @bo`: gives a role as its own command does, and tells the new holder where things stand.
 *
 *     @bo, you are Incident Commander now. Where things stand: …
 */
import { ROLES, type Role } from '../core/events.ts';
import { loginIn } from '../core/login.ts';
import { ok, refuse } from '../core/result.ts';
import { command } from './command.ts';

interface Args {
  readonly role: Role;
  /** Null: whoever types it. */
  readonly login: string | null;
}

export const handover = command<Args>({
  name: 'handover',
  usage: '/handover ic [@name]',
  summary: 'Give a role (`ic`, `ops`, `comms`) with a summary of where things stand',
  examples: ['/handover ic @ana', '/handover ops'],
  who: 'responder',
  during: 'any',
  parse({ text }) {
    const [word = '', ...others] = text.split(/\s+/);
    const role = ROLES.find((one) => one === word.toLowerCase());
    if (!role)
      return refuse(
        text === '' ? 'No role is named' : `"${text}" begins with no role`,
        `One of ${ROLES.map((one) => `\`/handover ${one} @name\``).join(', ')}`,
      );
    const name = others.join(' ');
    const login = loginIn(name);
    if (name !== '' && !login)
      return refuse(
        `A role is handed to one person, and "${name}" is not a login`,
        `\`/handover ${role} @name\` with one GitHub login, or \`/handover ${role}\` to take it yourself`,
      );
    return ok({ role, login });
  },
  run({ role, login }, { incident, actor }) {
    const to = login ?? actor.login;
    const from = incident.roles[role] ?? null;
    return ok([
      ...(from === to ? [] : [{ type: 'role-given', role, to, from } as const]),
      // Also for who holds it already: they ask where things stand.
      { type: 'handed-over', role, to },
    ]);
  },
});
