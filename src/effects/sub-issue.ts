import type { Writer, Written } from './github-writes.ts';

const CHILDREN = `query Children($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    issue(number: $number) { subIssues(first: 100) { nodes { databaseId } } } } }`;

interface Children {
  readonly repository: {
    readonly issue: {
      readonly subIssues: { readonly nodes: readonly ({ readonly databaseId: number } | null)[] };
    } | null;
  } | null;
}

interface Parent {
  readonly owner: string;
  readonly repo: string;
  readonly issue_number: number;
}

/** Puts an issue under another one. GitHub refuses what is so already (422): whether it is so is asked. */
export async function addSubIssue(
  github: Writer,
  parent: Parent,
  child: { readonly sub_issue_id: number; readonly replace_parent?: boolean },
): Promise<Written> {
  try {
    await github.rest.issues.addSubIssue({ ...parent, ...child });
  } catch (error) {
    const isRefusal = error instanceof Error && 'status' in error && error.status === 422;
    if (!isRefusal || !(await isUnder(github, parent, child.sub_issue_id))) throw error;
  }
  return { ref: null };
}

async function isUnder(github: Writer, parent: Parent, child: number): Promise<boolean> {
  const { owner, repo, issue_number: number } = parent;
  const { repository } = await github.graphql<Children>(CHILDREN, { owner, repo, number });
  const children = repository?.issue?.subIssues.nodes ?? [];
  return children.some((one) => one?.databaseId === child);
}
