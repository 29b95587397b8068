import type { Writer, Written } from './github-writes.ts';

const PIN =
  'mutation Pin($issueId: ID!) { pinIssue(input: { issueId: $issueId }) { issue { id } } }';
const UNPIN =
  'mutation Unpin($issueId: ID!) { unpinIssue(input: { issueId: $issueId }) { issue { id } } }';
const PINNED = 'query Pinned($issueId: ID!) { node(id: $issueId) { ... on Issue { isPinned } } }';

interface Pinned {
  readonly node: { readonly isPinned: boolean } | null;
}

/**
 * Pins an issue to its repository, or takes it down. GitHub refuses what is so already, in words that it may change:
 * whether it is so is asked.
 */
export async function pinIssue(github: Writer, issueId: string, pinned: boolean): Promise<Written> {
  try {
    await github.graphql(pinned ? PIN : UNPIN, { issueId });
  } catch (error) {
    const isRefusal = error instanceof Error && error.name === 'GraphqlResponseError';
    if (!isRefusal) throw error;
    const { node } = await github.graphql<Pinned>(PINNED, { issueId });
    if (node?.isPinned !== pinned) throw error;
  }
  return { ref: null };
}
