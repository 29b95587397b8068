import { describe, expect, test } from '@jest/globals';
import { rendered } from '../../../src/sandbox/page/markdown.ts';

describe('Markdown, as GitHub shows it', () => {
  test.each([
    ['a new line is a line break', 'one\ntwo', /one<br>\s*two/],
    ['a mention is bold', 'ask @ana, please', '<strong>@ana</strong>,'],
    ['a reference is a link', 'see #12.', '<a href="/acme/shop/issues/12">#12</a>.'],
    ['neither is in code', '`@ana #12`', '<code>@ana #12</code>'],
    ['nor in an address', 'ana@example.com', 'mailto:ana@example.com'],
    [
      'an alert is a box',
      '> [!WARNING]\n> Hot.',
      /<div class="alert alert-warning">.*Warning.*Hot\./s,
    ],
    ['a quotation is none', '> Hot.', '<blockquote>'],
    [
      'details fold',
      '<details><summary>More</summary>\n\n- a\n\n</details>',
      /<details>.*<li>a<\/li>/s,
    ],
    ['a table is a table', '| a |\n| - |\n| b |', '<td>b</td>'],
  ])('%s', (_, markdown, expected) => {
    const { markup } = rendered(markdown, '/acme/shop');
    if (typeof expected === 'string') expect(markup).toContain(expected);
    else expect(markup).toMatch(expected);
  });

  test('hidden comments are not shown', () => {
    expect(rendered('a <!-- tocsin:record x -->\n\n<!-- b -->', '/acme/shop').markup).toBe(
      '<p>a </p>\n',
    );
  });
});
