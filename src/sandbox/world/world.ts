import { createHash } from 'node:crypto';
import type { Clock } from '../../core/time.ts';
import { accountNamed, accountOf, actorNamed } from './accounts.ts';
import { createComment, deleteComment, editComment } from './comments.ts';
import { withoutRevisions } from './edits.ts';
import { type Answers, bodyOf, formOf } from './forms.ts';
import { installApp } from './installations.ts';
import { deleteIssue, openIssue, openPullRequest } from './issues.ts';
import { createLabel, labelNamed } from './labels.ts';
import { convertToDiscussion, transferIssue } from './moves.ts';
import type { Account, Issue, Repository, Role } from './records.ts';
import { issueNumbered } from './references.ts';
import {
  createRepository,
  deleteFile,
  type RepositoryOptions,
  repositoryNamed,
  setRole,
  writeFile,
} from './repositories.ts';
import { Store } from './store.ts';
import { type IssueView, viewIssue } from './views.ts';

interface Person {
  readonly login: string;
  readonly id: number;
  /** What `new Octokit({ auth: token })` wants. */
  readonly token: string;
}

/**
 * People, organisations, repositories and what is on them, as stories and the demo set them up.
 * Repositories go by `owner/name`. Whatever is done here sends webhooks like anything else, once the
 * app is installed; where a builder names nobody, the repository's owner did it.
 */
export class World {
  readonly store: Store;
  /** Where the sandbox answers: what addresses of issues begin with. */
  readonly url: string;
  readonly #people = new Map<string, number>();

  /** `acme/sre` → who is in it. */
  readonly teams = new Map<string, ReadonlySet<string>>();

  constructor(clock: Clock, url: string) {
    this.store = new Store(clock);
    this.url = url;
  }

  /** A user (or, where the login ends in `[bot]`, a bot), made when new, and a token to act with. */
  person(login: string): Person {
    const { id } = this.#done(actorNamed(this.store, login));
    const token = `ghp_${createHash('sha1').update(`${this.url} ${login}`).digest('hex')}`;
    this.#people.set(token, id);
    return { login, id, token };
  }

  organisation(login: string): Account {
    return this.#done(accountOf(this.store, 'Organization', login));
  }

  /** Whose token this is, or null. */
  holderOf(token: string): Account | null {
    const id = this.#people.get(token);
    return id === undefined ? null : this.store.get('accounts', id);
  }

  /** Makes a repository; an owner nobody knows yet becomes an organisation. */
  repository(fullName: string, options: RepositoryOptions = {}): Repository {
    const [login = '', name = ''] = fullName.split('/');
    const owner = accountNamed(this.store.tables, login) ?? this.organisation(login);
    const roles = new Map<number, Role>();
    for (const [collaborator, role] of Object.entries(options.collaborators ?? {})) {
      roles.set(actorNamed(this.store, collaborator).id, role);
    }
    return this.#done(createRepository(this.store, owner, { ...options, name, roles }));
  }

  /** Puts people into a team of an organisation; GitHub shows who is in it to whom it lets see that. */
  team(organisation: string, slug: string, members: readonly string[]): void {
    for (const login of members) this.person(login);
    this.teams.set(`${organisation}/${slug}`.toLowerCase(), new Set(members));
  }

  /** Changes a person's role in a repository; `none` takes it away. */
  grant(fullName: string, login: string, role: Role): void {
    setRole(this.store, this.#repository(fullName), login, role);
    this.store.commit();
  }

  /** Puts a file on the default branch and answers its blob's oid. */
  addFile(fullName: string, path: string, text: string): string {
    return this.#done(writeFile(this.store, this.#repository(fullName), path, text));
  }

  deleteFile(fullName: string, path: string): void {
    deleteFile(this.store, this.#repository(fullName), path);
    this.store.commit();
  }

  /** Makes labels that do not exist yet. */
  addLabels(fullName: string, names: readonly string[]): void {
    const repository = this.#repository(fullName);
    for (const name of names) {
      if (labelNamed(this.store.tables, repository, name)) continue;
      createLabel(this.store, repository, this.#owner(repository), { name });
    }
    this.store.commit();
  }

  /** Installs the app: everywhere, or on the repositories of these full names. Answers its id. */
  installApp(owner: string, options: { readonly repositories?: readonly string[] } = {}): number {
    const account = this.#account(owner);
    const chosen = options.repositories?.map((fullName) => this.#repository(fullName)) ?? 'all';
    return this.#done(installApp(this.store, account, account, chosen)).id;
  }

  /**
   * Opens an issue through a form of `.github/ISSUE_TEMPLATE/`: its labels that exist are put on,
   * whoever submits it. Answers the issue's number.
   */
  openForm(
    fullName: string,
    file: string,
    filled: { readonly by: string; readonly title: string; readonly answers: Answers },
  ): number {
    const repository = this.#repository(fullName);
    const form = formOf(repository, file);
    const labels = form.labels.flatMap(
      (name) => labelNamed(this.store.tables, repository, name) ?? [],
    );
    const body = bodyOf(form, filled.answers);
    const opened = { title: filled.title, body, labels };
    return this.#done(openIssue(this.store, repository, this.#account(filled.by), opened)).number;
  }

  /** Opens a pull request, and answers its number. */
  openPullRequest(
    fullName: string,
    made: { readonly by: string; readonly title: string; readonly body?: string },
  ): number {
    const repository = this.#repository(fullName);
    const text = { title: made.title, body: made.body ?? '' };
    return this.#done(openPullRequest(this.store, repository, this.#account(made.by), text)).number;
  }

  /** Deletes a comment in somebody's name. Throws where there is none of this id. */
  deleteComment(id: number, by?: string): void {
    const comment = this.store.get('comments', id);
    const issue = this.store.get('issues', comment.issue);
    const repository = this.store.get('repositories', issue.repository);
    const account = by === undefined ? this.#owner(repository) : this.#account(by);
    deleteComment(this.store, comment, account);
    this.store.commit();
  }

  /** Writes a comment in somebody's name. */
  addComment(fullName: string, number: number, by: string, body: string): void {
    const issue = this.#issue(this.#repository(fullName), number);
    createComment(this.store, issue, this.#account(by), body);
    this.store.commit();
  }

  /** Rewrites a comment in somebody's name. */
  editComment(id: number, by: string, body: string): void {
    editComment(this.store, this.store.get('comments', id), this.#account(by), body);
    this.store.commit();
  }

  /** Deletes what a comment was before it became what it is, as whoever may write can. */
  deleteRevisions(id: number): void {
    const comment = this.store.get('comments', id);
    this.store.put('comments', { ...comment, edits: withoutRevisions(comment.edits) });
    this.store.commit();
  }

  /** Deletes an issue with everything on it, in the owner's name. */
  deleteIssue(fullName: string, number: number): void {
    const repository = this.#repository(fullName);
    deleteIssue(this.store, this.#issue(repository, number), this.#owner(repository));
    this.store.commit();
  }

  /** Moves an issue to another repository, in the owner's name; answers its number there. */
  transferIssue(
    fullName: string,
    number: number,
    to: { readonly repository: string; readonly renumbered?: boolean },
  ): number {
    const home = this.#repository(fullName);
    const repository = this.#repository(to.repository);
    const { renumbered = false } = to;
    const by = this.#owner(home);
    const moved = { repository, by, renumbered };
    return this.#done(transferIssue(this.store, this.#issue(home, number), moved)).number;
  }

  /** Makes a discussion of an issue, in the owner's name. */
  convertToDiscussion(fullName: string, number: number): void {
    const repository = this.#repository(fullName);
    convertToDiscussion(this.store, this.#issue(repository, number), this.#owner(repository));
    this.store.commit();
  }

  /** An issue as it is now. Throws where there is none of this number. */
  issue(fullName: string, number: number): IssueView {
    return this.#view(this.#issue(this.#repository(fullName), number));
  }

  /** All issues of a repository, oldest first. */
  issues(fullName: string): IssueView[] {
    const { id } = this.#repository(fullName);
    return [...this.store.tables.issues.values()]
      .filter((issue) => issue.repository === id)
      .map((issue) => this.#view(issue));
  }

  #issue(repository: Repository, number: number): Issue {
    const issue = issueNumbered(this.store.tables, repository, number);
    if (!issue) throw new Error(`There is no issue ${repository.fullName}#${number}.`);
    return issue;
  }

  #view(issue: Issue): IssueView {
    return viewIssue(this.store.tables, this.url, issue);
  }

  #done<T>(made: T): T {
    this.store.commit();
    return made;
  }

  #owner(repository: Repository): Account {
    return this.store.get('accounts', repository.owner);
  }

  #account(login: string): Account {
    const account = accountNamed(this.store.tables, login);
    if (!account) throw new Error(`Nobody is called ${login}.`);
    return account;
  }

  #repository(fullName: string): Repository {
    const repository = repositoryNamed(this.store.tables, fullName);
    if (!repository) throw new Error(`There is no repository ${fullName}.`);
    return repository;
  }
}
