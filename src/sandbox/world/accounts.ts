import { nodeId } from './node-ids.ts';
import type { Account } from './records.ts';
import type { Store, Tables } from './store.ts';

/** Whoever has this login (any case), or null. */
export function accountNamed(tables: Tables, login: string): Account | null {
  const wanted = login.toLowerCase();
  for (const account of tables.accounts.values()) {
    if (account.login.toLowerCase() === wanted) return account;
  }
  return null;
}

/** The account of this login, made when new. Throws where it exists as another kind. */
export function accountOf(store: Store, kind: Account['kind'], login: string): Account {
  const known = accountNamed(store.tables, login);
  if (known) {
    if (known.kind !== kind) throw new Error(`${login} is a ${known.kind}, not a ${kind}.`);
    return known;
  }
  const id = store.nextId('accounts');
  return store.put('accounts', {
    kind,
    id,
    node: nodeId(kind, id),
    login,
    createdAt: store.now(),
  });
}

/** A person, or a bot where the login ends as REST writes bots' logins; made when new. */
export const actorNamed = (store: Store, login: string): Account =>
  accountOf(store, login.endsWith('[bot]') ? 'Bot' : 'User', login);
