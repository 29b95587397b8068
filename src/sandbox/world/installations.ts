import type { Account, Installation, Repository } from './records.ts';
import type { Store } from './store.ts';

/**
 * Installs the app on an account, for all that it owns or for some repositories. Where it is
 * installed already, further repositories are added.
 */
export function installApp(
  store: Store,
  account: Account,
  by: Account,
  repositories: 'all' | readonly Repository[],
): Installation {
  const ids = repositories === 'all' ? 'all' : repositories.map((one) => one.id);
  const known = [...store.tables.installations.values()].find((one) => one.account === account.id);
  if (!known) {
    const installation = store.put('installations', {
      kind: 'Installation',
      id: store.nextId('installations'),
      account: account.id,
      repositories: ids,
      suspendedAt: null,
      createdAt: store.now(),
    });
    store.tell({ event: 'installation', action: 'created', installation, sender: by });
    return installation;
  }
  const had = known.repositories;
  const added = ids === 'all' || had === 'all' ? [] : ids.filter((id) => !had.includes(id));
  const reach = ids === 'all' || had === 'all' ? 'all' : [...had, ...added];
  const installation = store.put('installations', { ...known, repositories: reach });
  store.tell({
    event: 'installation_repositories',
    action: 'added',
    installation,
    repositories: added,
    sender: by,
  });
  return installation;
}
