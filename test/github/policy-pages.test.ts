import { describe, expect, test } from '@jest/globals';
import { readPolicy } from '../../src/github/policy-file.ts';
import { filesLike } from '../contract/sources.ts';

/** What pages show between fences as YAML. */
const shown = filesLike('docs/before/*.md').flatMap(({ path, text }) =>
  [...text.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(([, yaml = '']) => ({ path, yaml })),
);

describe('what the pages say to write is a policy', () => {
  test('and there is some', () => expect(shown.length).toBeGreaterThan(3));

  test.each(shown)('$path', ({ yaml }) => {
    expect(readPolicy(yaml).problems).toEqual([]);
  });
});
