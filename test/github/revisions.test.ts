import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { EMPTY_RECORD, encodeRecord } from '../../src/core/record.ts';
import type { CommentAnswer } from '../../src/github/answers.ts';
import type { GitHub } from '../../src/github/client.ts';
import { trustedText } from '../../src/github/revisions.ts';
import { openShop, SHOP, type Shop } from '../sandbox/shop.ts';

let shop: Shop;
let github: GitHub;
beforeEach(async () => {
  shop = await openShop();
  github = await shop.asApp();
  await shop.as('wim').rest.issues.create({ ...SHOP, title: 'Down' });
});
afterEach(() => shop.close());

const recordOf = (revision: number): string => encodeRecord({ ...EMPTY_RECORD, revision });

/** A comment with a history, first by the app; what is believed of it. */
async function believed(
  first: string,
  edits: readonly (readonly [by: 'app' | 'wim', body: string])[],
): Promise<string> {
  const { data } = await github.rest.issues.createComment({
    ...SHOP,
    issue_number: 1,
    body: first,
  });
  for (const [by, body] of edits) {
    const octokit = by === 'app' ? github : shop.as(by);
    await octokit.rest.issues.updateComment({ ...SHOP, comment_id: data.id, body });
  }
  const answer: CommentAnswer = {
    id: data.node_id,
    databaseId: data.id,
    body: '',
    createdAt: data.created_at,
    lastEditedAt: null,
    url: data.html_url,
    author: null,
    editor: null,
    reactionGroups: null,
  };
  return trustedText(github, answer, new Set([shop.sandbox.app.botId]));
}

test.each([
  ['the first text, where somebody wrote over it', recordOf(1), [['wim', 'gone']], recordOf(1)],
  [
    'the newest of ours, whatever came after',
    recordOf(1),
    [
      ['app', recordOf(2)],
      ['wim', recordOf(50)],
      ['wim', 'gone'],
    ],
    recordOf(2),
  ],
  [
    'ours once more, where we wrote last',
    recordOf(1),
    [
      ['wim', 'gone'],
      ['app', recordOf(3)],
    ],
    recordOf(3),
  ],
  [
    'the newest that decodes',
    recordOf(1),
    [
      ['app', 'broken <!-- tocsin:record v1 AAAA -->'],
      ['wim', 'gone'],
    ],
    recordOf(1),
  ],
  ['nothing, where no text of ours held a record', 'A note', [['wim', recordOf(9)]], ''],
] as const)('%s', async (_what, first, edits, text) => {
  expect(await believed(first, edits)).toBe(text);
});
