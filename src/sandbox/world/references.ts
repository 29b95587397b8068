import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { happen } from './happenings.ts';
import type { Account, Issue, Repository } from './records.ts';
import { repositoryNamed } from './repositories.ts';
import type { Store, Tables } from './store.ts';

const MENTION =
  /(?:^|[^\w/#&-])(?:([\w-]+\/[\w.-]+))?#(\d+)\b|https?:\/\/[\w.:-]+\/([\w-]+\/[\w.-]+)\/issues\/(\d+)/g;

/** A quick look that spares the parser most bodies. */
const MAYBE = /#\d|\/issues\/\d/;

/** The text that GitHub looks for references in: not code, not HTML. */
function proseOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'link') return `${node.url} ${node.children.map(proseOf).join('')}`;
  if (!('children' in node)) return ' ';
  return node.children.map(proseOf).join(node.type === 'paragraph' ? '' : '\n');
}

/** The issues that a body names: `#3`, `acme/shop#3`, or an issue's address. */
function referencesIn(tables: Tables, repository: Repository, body: string): Issue[] {
  if (!MAYBE.test(body)) return [];
  const found = new Map<number, Issue>();
  for (const [, short, number, addressed, at] of proseOf(fromMarkdown(body)).matchAll(MENTION)) {
    const named = short ?? addressed;
    const home = named === undefined ? repository : repositoryNamed(tables, named);
    const issue = home && issueNumbered(tables, home, Number(number ?? at));
    if (issue) found.set(issue.id, issue);
  }
  return [...found.values()];
}

/** The repository's issue of this number, or null. */
export function issueNumbered(
  tables: Tables,
  repository: Repository,
  number: number,
): Issue | null {
  for (const issue of tables.issues.values()) {
    if (issue.repository === repository.id && issue.number === number) return issue;
  }
  return null;
}

/** Leaves a cross-reference on every issue that `body` names, once per pair of issues. */
export function crossReference(store: Store, source: Issue, by: Account, body: string): void {
  const repository = store.get('repositories', source.repository);
  for (const target of referencesIn(store.tables, repository, body)) {
    if (target.id === source.id) continue;
    const isKnown = [...store.tables.events.values()].some(
      (event) =>
        event.kind === 'CrossReferencedEvent' &&
        event.issue === target.id &&
        event.source === source.id,
    );
    if (isKnown) continue;
    happen(store, target, by, { kind: 'CrossReferencedEvent', source: source.id });
  }
}
