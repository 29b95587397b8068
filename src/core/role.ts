import type { Incident } from './incident.ts';
import { DEFAULT_POLICY, type Policy, type Role } from './policy.ts';

/** Roles that have a command of their own: what is done by the policy alone knows these. */
const WITH_COMMAND: ReadonlySet<string> = new Set(DEFAULT_POLICY.roles.map(({ name }) => name));

/** The role that the policy calls so, or null. */
export const roleNamed = ({ roles }: Policy, name: string): Role | null =>
  roles.find((role) => role.name === name) ?? null;

/** `Incident Commander`. Of a role that the policy no longer has, the usual title, else its name. */
export const titleOf = (policy: Policy, name: string): string =>
  (roleNamed(policy, name) ?? roleNamed(DEFAULT_POLICY, name))?.title ?? name;

/** `/ic`, `/role scribe`: what is typed to take the role. */
export const commandFor = (name: string): string =>
  WITH_COMMAND.has(name) ? `/${name}` : `/role ${name}`;

/** The policy's roles, and those that are held although it has them no more. */
export function rolesShown(policy: Policy, { roles: held }: Incident): readonly Role[] {
  const former = Object.keys(held).filter((name) => !roleNamed(policy, name));
  const bare = (name: string): Role => ({
    name,
    title: titleOf(policy, name),
    duty: '',
    required: false,
  });
  return [...policy.roles, ...former.map(bare)];
}

/** Whether somebody must hold the role in an incident of a severity that requires roles. */
export const isRequired = (policy: Policy, name: string): boolean =>
  roleNamed(policy, name)?.required ?? false;
