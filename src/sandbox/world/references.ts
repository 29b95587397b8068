import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { happen } from './happenings.ts';
import type { Account, Issue, Repository } from './records.ts';
import { repositoryNamed } from './repositories.ts';
import { recordIn, type Store, type Tables } from './store.ts';

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

/** The other issues that a text names: `#3`, `acme/shop#3`, or an issue's address. */
function issuesNamed(tables: Tables, source: Issue, text: string): Issue[] {
  const repository = recordIn(tables, 'repositories', source.repository);
  const found = new Map<number, Issue>();
  for (const [, short, number, addressed, at] of text.matchAll(MENTION)) {
    const named = short ?? addressed;
    const home = named === undefined ? repository : repositoryNamed(tables, named);
    const issue = home && issueNumbered(tables, home, Number(number ?? at));
    if (issue && issue.id !== source.id) found.set(issue.id, issue);
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
  if (!MAYBE.test(body)) return;
  const { tables } = store;
  const newIn = (text: string): Issue[] =>
    issuesNamed(tables, source, text).filter((target) => !isReferenced(tables, target, source));
  // The parser is spared what would be news not even if its code and its HTML counted: a card that is edited, mostly.
  if (newIn(body).length === 0) return;
  for (const target of newIn(proseOf(fromMarkdown(body))))
    happen(store, target, by, { kind: 'CrossReferencedEvent', source: source.id });
}

const isReferenced = ({ events }: Tables, target: Issue, source: Issue): boolean =>
  [...events.values()].some(
    (event) =>
      event.kind === 'CrossReferencedEvent' &&
      event.issue === target.id &&
      event.source === source.id,
  );
