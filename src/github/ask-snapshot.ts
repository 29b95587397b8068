import { type Clock, DAY, type Instant } from '../core/time.ts';
import { ask, type GitHub } from './client.ts';
import { type AskedItem, snapshotQuery } from './snapshot-query.ts';

/** Asks for a snapshot, of a server with sub-issues or without. Throws what GitHub answers, as `ask` does. */
export type AskSnapshot = <Answer>(
  github: GitHub,
  variables: Record<string, unknown>,
  items?: readonly AskedItem[],
) => Promise<Answer>;

/**
 * A GitHub Enterprise Server may be too old for sub-issues, and refuses a query that names them. That is
 * learned from its refusal and remembered by host for a day, for servers are upgraded.
 */
export function createAskSnapshot(clock: Clock): AskSnapshot {
  const withoutParents = new Map<string, Instant>();
  return async (github, variables, items = []) => {
    const host = github.request.endpoint.DEFAULTS.baseUrl;
    if (clock.now() < (withoutParents.get(host) ?? 0))
      return ask(github, snapshotQuery({ parents: false, items }), variables);
    try {
      return await ask(github, snapshotQuery({ parents: true, items }), variables);
    } catch (error) {
      if (!isUnknownParent(error)) throw error;
      withoutParents.set(host, clock.now() + DAY);
      return ask(github, snapshotQuery({ parents: false, items }), variables);
    }
  };
}

/** `Field 'parent' doesn't exist on type 'Issue'`: the query was not run at all. */
const isUnknownParent = (error: unknown): boolean =>
  error instanceof Error &&
  error.name === 'GraphqlResponseError' &&
  /\bfield ['"`](?:parent|subIssues)['"`]/i.test(error.message);
