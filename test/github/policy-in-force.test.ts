import { describe, expect, test } from '@jest/globals';
import { DEFAULT_POLICY } from '../../src/core/policy.ts';
import { MINUTE } from '../../src/core/time.ts';
import type { SnapshotAnswer } from '../../src/github/answers.ts';
import { type PolicyText, policyInForce } from '../../src/github/policy-in-force.ts';

const NOT_DECLARED = { declared: false, file: null };
const people = (login: string) => `responders:\n  on-call: [${login}]\n`;
const patience = (minutes: number) => `clocks:\n  commander: ${minutes}m\n`;
const BROKEN = 'responders: [nobody\n';

interface Texts {
  readonly own?: string;
  readonly frozen?: string;
  readonly shared?: string;
  readonly sharedFrozen?: string;
}

const blob = (text: string | undefined, oid: string) =>
  text === undefined ? null : { oid, text, isTruncated: false };

/** What GitHub answers about the two files. */
function answerWith({ own, frozen, shared, sharedFrozen }: Texts): SnapshotAnswer {
  return {
    repository: {
      id: 'R_1',
      databaseId: 1,
      nameWithOwner: 'acme/shop',
      isPrivate: false,
      isArchived: false,
      policy: blob(own, 'own'),
      frozen: blob(frozen, 'frozen'),
      labels: { nodes: [] },
      pinnedIssues: null,
      milestones: { nodes: [] },
      incidents: { nodes: [] },
      latest: { nodes: [] },
      issue: null,
    },
    organisation:
      shared === undefined && sharedFrozen === undefined
        ? null
        : { policy: blob(shared, 'shared'), frozen: blob(sharedFrozen, 'frozen') },
  };
}

const onCall = (texts: Texts, lastGood: PolicyText | null = null) => {
  const { policy, file, problems, good } = policyInForce(answerWith(texts), NOT_DECLARED, lastGood);
  return { people: policy.responders['on-call'], file, problems: problems.length, good };
};

describe('which file holds', () => {
  const own = { oid: 'own', where: 'repository' } as const;
  const shared = { oid: 'shared', where: 'organisation' } as const;

  test('none: the defaults', () => {
    const { policy, file, problems } = policyInForce(answerWith({}), NOT_DECLARED, null);
    expect({ policy, file, problems }).toEqual({
      policy: DEFAULT_POLICY,
      file: null,
      problems: [],
    });
  });

  test.each<[string, Texts, string, object]>([
    ['the repository’s', { own: people('ana') }, 'ana', own],
    ['the organisation’s, where the repository has none', { shared: people('bo') }, 'bo', shared],
    [
      'the repository’s before the organisation’s',
      { own: people('ana'), shared: people('bo') },
      'ana',
      own,
    ],
    [
      'the organisation’s, where the repository’s is empty',
      { own: '', shared: people('bo') },
      'bo',
      shared,
    ],
  ])('%s', (_which, texts, login, file) => {
    const text = login === 'ana' ? texts.own : texts.shared;
    expect(onCall(texts)).toEqual({
      people: [login],
      file,
      problems: 0,
      good: { ...file, text },
    });
  });
});

describe('a broken file never stops an incident', () => {
  const good: PolicyText = { oid: 'before', where: 'repository', text: people('ana') };

  test('the last good one holds, and the problem is told', () => {
    expect(onCall({ own: BROKEN }, good)).toEqual({
      people: ['ana'],
      file: { oid: 'before', where: 'repository' },
      problems: 1,
      good,
    });
  });

  test('where none is known the defaults do', () => {
    const {
      policy,
      file,
      problems,
      good: kept,
    } = policyInForce(answerWith({ own: BROKEN, shared: people('bo') }), NOT_DECLARED, null);
    expect({ policy, file, kept }).toEqual({ policy: DEFAULT_POLICY, file: null, kept: null });
    expect(problems[0]?.file).toBe('acme/shop .github/incidents.yml');
  });

  test('the organisation’s file is named as such', () => {
    const { problems } = policyInForce(answerWith({ shared: BROKEN }), NOT_DECLARED, null);
    expect(problems[0]?.file).toBe('acme/.github .github/incidents.yml');
  });

  test('a last good one that no longer is counts for nothing', () => {
    expect(onCall({ own: BROKEN }, { ...good, text: BROKEN })).toMatchObject({
      people: undefined,
      file: null,
      problems: 1,
      good: null,
    });
  });
});

describe('an incident keeps what it was declared under', () => {
  const commander = (
    texts: Texts,
    file: { oid: string; where: 'repository' | 'organisation' } | null,
  ) => {
    const { policy } = policyInForce(answerWith(texts), { declared: true, file }, null);
    return [policy.clocks.commander / MINUTE, policy.responders['on-call']];
  };
  const then = { oid: 'frozen', where: 'repository' } as const;
  const today = `${patience(30)}${people('bo')}`;

  test('clocks and severities of then, people of today', () => {
    const frozen = `${patience(12)}${people('ana')}`;
    expect(commander({ own: today, frozen }, then)).toEqual([12, ['bo']]);
  });

  test('also where it was the organisation’s', () => {
    const texts = { own: today, sharedFrozen: patience(12) };
    expect(commander(texts, { ...then, where: 'organisation' })).toEqual([12, ['bo']]);
  });

  test('also where there was none: the defaults of then', () => {
    expect(commander({ own: today }, null)).toEqual([5, ['bo']]);
  });

  test('a broken file of today changes neither', () => {
    expect(commander({ own: BROKEN, frozen: patience(12) }, then)).toEqual([12, undefined]);
  });
});
