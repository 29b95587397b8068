import { accountNamed } from './accounts.ts';
import type { Installation, Repository } from './records.ts';
import { repositoryNamed } from './repositories.ts';
import type { Store } from './store.ts';

/** What an account's owner does in the settings, and no app hears of that has not asked to. */
export class OwnerActs {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Makes a repository read-only, or undoes that. */
  archive(fullName: string, isArchived = true): void {
    this.#store.put('repositories', { ...this.#repository(fullName), isArchived });
    this.#store.commit();
  }

  /** GitHub leads from the former name to the new one, as long as no other repository takes it. */
  rename(fullName: string, name: string): void {
    const repository = this.#repository(fullName);
    const [owner = ''] = fullName.split('/');
    this.#store.put('repositories', {
      ...repository,
      name,
      fullName: `${owner}/${name}`,
      formerly: [...repository.formerly, repository.fullName],
    });
    this.#store.commit();
  }

  /** Suspends the app on an account, or lets it go on. */
  suspend(owner: string, isSuspended = true): void {
    const suspendedAt = isSuspended ? this.#store.now() : null;
    this.#store.put('installations', { ...this.#installation(owner), suspendedAt });
    this.#store.commit();
  }

  /** Takes the app off one repository of those it was put on by name. */
  takeOff(fullName: string): void {
    const { id, owner } = this.#repository(fullName);
    const installation = this.#installation(this.#store.get('accounts', owner).login);
    if (installation.repositories === 'all') throw new Error('The app is on all repositories.');
    const repositories = installation.repositories.filter((one) => one !== id);
    this.#store.put('installations', { ...installation, repositories });
    this.#store.commit();
  }

  uninstall(owner: string): void {
    this.#store.remove('installations', this.#installation(owner).id);
    this.#store.commit();
  }

  #installation(owner: string): Installation {
    const account = accountNamed(this.#store.tables, owner);
    const found = [...this.#store.tables.installations.values()].find(
      (one) => one.account === account?.id,
    );
    if (!found) throw new Error(`The app is not installed on ${owner}.`);
    return found;
  }

  #repository(fullName: string): Repository {
    const repository = repositoryNamed(this.#store.tables, fullName);
    if (!repository) throw new Error(`There is no repository ${fullName}.`);
    return repository;
  }
}
