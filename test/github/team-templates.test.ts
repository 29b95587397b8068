import { expect, test } from '@jest/globals';
import type { FolderAnswer, SnapshotAnswer } from '../../src/github/answers.ts';
import { teamTemplates } from '../../src/github/team-templates.ts';

const file = (name: string, object: { text?: string | null; isTruncated?: boolean } | null) => ({
  name,
  object: object && { oid: `oid of ${name}`, ...object },
});
const folder = (...entries: NonNullable<FolderAnswer['entries']>): FolderAnswer => ({ entries });

const answerWith = (own: FolderAnswer | null, shared: FolderAnswer | null): SnapshotAnswer => ({
  repository: {
    id: 'R_1',
    databaseId: 1,
    nameWithOwner: 'acme/shop',
    isPrivate: false,
    isArchived: false,
    policy: null,
    templates: own,
    labels: { nodes: [] },
    pinnedIssues: null,
    milestones: { nodes: [] },
    issue: null,
    incidents: { nodes: [] },
    latest: { nodes: [] },
  },
  organisation: shared && { policy: null, templates: shared },
});

const named = (own: FolderAnswer | null, shared: FolderAnswer | null = null) =>
  teamTemplates(answerWith(own, shared)).map(({ file: where, text }) => [where, text]);

test('the repository’s, and those of the organisation’s which it does not have', () => {
  const own = folder(file('update.md.hbs', { text: 'ours' }));
  const shared = folder(
    file('update.md.hbs', { text: 'theirs' }),
    file('page.md.hbs', { text: 'p' }),
  );
  expect(named(own, shared)).toEqual([
    ['acme/shop .github/incident-templates/update.md.hbs', 'ours'],
    ['acme/.github .github/incident-templates/page.md.hbs', 'p'],
  ]);
});

test('other files and folders are none', () => {
  const own = folder(file('README.md', { text: 'x' }), file('old.md.hbs', null), {
    name: 'deep.md.hbs',
    object: {},
  });
  expect(named(own)).toEqual([]);
});

test('what GitHub does not show whole is no text', () => {
  const own = folder(
    file('update.md.hbs', { text: 'half', isTruncated: true }),
    file('page.md.hbs', { text: null }),
  );
  expect(named(own).map(([, text]) => text)).toEqual([null, null]);
});

test('none, where there is neither folder nor organisation', () => {
  expect(named(null)).toEqual([]);
  expect(named({})).toEqual([]);
});

test('a hundred at most', () => {
  const many = Array.from({ length: 300 }, (_, n) => file(`n${n}.md.hbs`, { text: '' }));
  expect(named(folder(...many))).toHaveLength(100);
});
