import { ACTOR, COMMENT, REFERENCE } from './snapshot-query.ts';

/** What is known of a repository before an incident is opened in it. */
const HOME = `
  databaseId nameWithOwner isPrivate
  label(name: "incident") { name }`;

/** Incidents by us carry their keys, and which letter asked for them, in their bodies. */
const OURS = `nodes { number body author { ${ACTOR} } }`;

/**
 * A pull request, with what we have said there and opened for it: replies are comments of ours, and an issue
 * leaves its reference on the timeline.
 */
export const PULL_REQUEST_QUERY = `
query PullRequest($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    ${HOME}
    pullRequest(number: $number) {
      number title
      comments(last: 50) { nodes { ${COMMENT} } }
      timelineItems(last: 60, itemTypes: [CROSS_REFERENCED_EVENT]) {
        nodes { __typename ... on CrossReferencedEvent { ${REFERENCE} } }
      }
    }
  }
}`;

/** The incidents that a dispatch may tell of again, and those that an earlier try may have opened for it. */
export const INCIDENTS_QUERY = `
query Incidents($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) {
    ${HOME}
    open: issues(
      first: 50, states: OPEN, labels: ["incident"], orderBy: { field: CREATED_AT, direction: DESC }
    ) { ${OURS} }
    latest: issues(
      first: 30, labels: ["incident"], orderBy: { field: CREATED_AT, direction: DESC }
    ) { ${OURS} }
  }
}`;
