import { type Clock, MINUTE } from '../core/time.ts';
import type { GitHub } from './client.ts';

const KEPT = 5 * MINUTE;

export interface Rights {
  /** Login → may command. Asked of GitHub at most once in five minutes a person and repository. */
  of(github: GitHub, place: Where, logins: readonly string[]): Promise<Record<string, boolean>>;
}

interface Where {
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
}

/**
 * Who may command: everybody who can comment in a private repository, triage and up in a public one.
 * `role_name` and `permission` are for showing; custom roles are right only in `user.permissions`.
 */
export function createRights(clock: Clock): Rights {
  const known = new Map<string, { readonly may: boolean; readonly until: number }>();

  const look = async (github: GitHub, { owner, name }: Where, login: string): Promise<boolean> => {
    const key = `${owner}/${name}/${login}`;
    const kept = known.get(key);
    if (kept && kept.until > clock.now()) return kept.may;
    const may = await mayTriage(github, { owner, repo: name, username: login });
    known.set(key, { may, until: clock.now() + KEPT });
    return may;
  };

  return {
    async of(github, where, logins) {
      const distinct = [...new Set(logins)];
      const answers = await Promise.all(
        distinct.map(
          async (login) => [login, where.private || (await look(github, where, login))] as const,
        ),
      );
      return Object.fromEntries(answers);
    },
  };
}

async function mayTriage(
  github: GitHub,
  who: { readonly owner: string; readonly repo: string; readonly username: string },
): Promise<boolean> {
  try {
    const { data } = await github.rest.repos.getCollaboratorPermissionLevel(who);
    const permissions = data.user?.permissions;
    return Boolean(permissions?.triage || permissions?.push);
  } catch (error) {
    // A deleted account, or one that GitHub does not know as a user: nobody who may command.
    if (isNotFound(error)) return false;
    throw error;
  }
}

const isNotFound = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && error.status === 404;
