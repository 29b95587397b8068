import type { RightsPolicy } from '../core/policy.ts';
import { type Clock, MINUTE } from '../core/time.ts';
import type { GitHub } from './client.ts';

const KEPT = 5 * MINUTE;

/** What is known of people's rights in a repository. */
export interface RightsThere {
  /** Login → may command. */
  readonly rights: Readonly<Record<string, boolean>>;
  /** Login → what they report is an incident at once. */
  readonly vouched: Readonly<Record<string, boolean>>;
  /** Teams whose members GitHub does not show us: they count for nothing. */
  readonly blind: readonly string[];
}

export interface Rights {
  /** Asked of GitHub at most once in five minutes a person and repository (or team). */
  of(
    github: GitHub,
    place: Where,
    asked: { readonly logins: readonly string[]; readonly policy: RightsPolicy },
  ): Promise<RightsThere>;
  /** What is known without asking: whoever is not known has no right. */
  known(
    place: Where,
    asked: { readonly logins: readonly string[]; readonly policy: RightsPolicy },
  ): Pick<RightsThere, 'rights' | 'vouched'>;
}

interface Where {
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
}

/** From least to most; who has one has those before it. */
type Level = RightsPolicy['command'];
type Membership = 'in' | 'out' | 'unseen';

/**
 * Who may command: everybody who can comment in a private repository; in a public one whoever has the right
 * that the policy asks for (triage, unless it says otherwise), the people it names, and members of its teams.
 * Whose report is an incident at once: the same, unless the policy wants responders' alone.
 */
export function createRights(clock: Clock): Rights {
  const levels = createMemory<readonly Level[]>(clock);
  const memberships = createMemory<Membership>(clock);
  const levelsOf = (github: GitHub, { owner, name }: Where, login: string) =>
    levels(`${owner}/${name}/${login}`, () =>
      levelsIn(github, { owner, repo: name, username: login }),
    );
  const membership = (github: GitHub, { owner }: Where, who: { team: string; login: string }) =>
    memberships(`${owner}/@${who.team}/${who.login}`, () =>
      membershipIn(github, { org: owner, team_slug: who.team, username: who.login }),
    );

  return {
    known(where, { logins, policy }) {
      const { owner, name } = where;
      const everybody = where.private && policy.declare === 'anyone';
      const isKnown = (login: string): boolean =>
        policy.people.includes(login) ||
        levels.known(`${owner}/${name}/${login}`)?.includes(policy.command) === true ||
        policy.teams.some((team) => memberships.known(`${owner}/@${team}/${login}`) === 'in');
      const vouched = Object.fromEntries(
        logins.map((login) => [login, everybody || isKnown(login)] as const),
      );
      const rights = Object.fromEntries(
        logins.map((login) => [login, where.private || vouched[login] === true] as const),
      );
      return { rights, vouched };
    },
    async of(github, where, { logins, policy }) {
      const blind = new Set<string>();
      const isResponder = async (login: string): Promise<boolean> => {
        if (policy.people.includes(login)) return true;
        const has = await levelsOf(github, where, login);
        if (has.includes(policy.command)) return true;
        for (const team of policy.teams) {
          const found = await membership(github, where, { team, login });
          if (found === 'in') return true;
          if (found === 'unseen') blind.add(team);
        }
        return false;
      };
      const everybody = where.private && policy.declare === 'anyone';
      const answers = await Promise.all(
        [...new Set(logins)].map(
          async (login) => [login, everybody || (await isResponder(login))] as const,
        ),
      );
      const vouched = Object.fromEntries(answers);
      const rights = Object.fromEntries(
        answers.map(([login, may]) => [login, where.private || may]),
      );
      return { rights, vouched, blind: [...blind] };
    },
  };
}

/** Remembers answers for five minutes; what failed is asked again. */
function createMemory<Answer>(clock: Clock) {
  const known = new Map<string, { readonly answer: Answer; readonly until: number }>();
  const fresh = (key: string): Answer | undefined => {
    const kept = known.get(key);
    return kept && kept.until > clock.now() ? kept.answer : undefined;
  };
  const asked = async (key: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const kept = fresh(key);
    if (kept !== undefined) return kept;
    const answer = await ask();
    known.set(key, { answer, until: clock.now() + KEPT });
    return answer;
  };
  return Object.assign(asked, { known: fresh });
}

/** `role_name` and `permission` are for showing; custom roles are right only in `user.permissions`. */
async function levelsIn(
  github: GitHub,
  who: { readonly owner: string; readonly repo: string; readonly username: string },
): Promise<readonly Level[]> {
  try {
    const { data } = await github.rest.repos.getCollaboratorPermissionLevel(who);
    const { triage, push, maintain, admin } = data.user?.permissions ?? {};
    return [
      ...(triage || push ? (['triage'] as const) : []),
      ...(push ? (['write'] as const) : []),
      ...(maintain || admin ? (['maintain'] as const) : []),
    ];
  } catch (error) {
    // A deleted account, or one that GitHub does not know as a user: nobody who may command.
    if (hasStatus(error, 404)) return [];
    throw error;
  }
}

async function membershipIn(
  github: GitHub,
  who: { readonly org: string; readonly team_slug: string; readonly username: string },
): Promise<Membership> {
  try {
    const { data } = await github.rest.teams.getMembershipForUserInOrg(who);
    return data.state === 'active' ? 'in' : 'out';
  } catch (error) {
    // Not a member, or there is no such team.
    if (hasStatus(error, 404)) return 'out';
    // The organisation has not granted the permission to see its members.
    if (hasStatus(error, 403)) return 'unseen';
    throw error;
  }
}

const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof Error && 'status' in error && error.status === status;
