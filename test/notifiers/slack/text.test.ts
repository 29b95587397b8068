import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  holds,
  mrkdwn,
  slackLink,
  slackMention,
  topicRead,
  topicText,
} from '../../../src/notifiers/slack/text.ts';

describe('people’s words', () => {
  test.each([
    ['plain', 'plain'],
    ['a & b', 'a &amp; b'],
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U123>', '&lt;@U123&gt;'],
    ['see https://x.example/a?b=1&c=2.', 'see <https://x.example/a?b=1&amp;c=2>.'],
    ['(https://x.example/a)', '(<https://x.example/a>)'],
    ['<https://x.example|bank>', '&lt;<https://x.example>|bank&gt;'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['two\r\nlines', 'two\nlines'],
  ])('%j is written %j', (text, written) => expect(mrkdwn(text, 1_000)).toBe(written));

  test('are never longer than Slack takes, never cut within a reference, never active', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 10, max: 300 }),
        (text, longest) => {
          const written = mrkdwn(text, longest);
          expect(written.length).toBeLessThanOrEqual(longest);
          expect(
            written.replace(/&(?:amp|lt|gt);/g, '').replace(/<https?:\/\/[^<>|]+>/g, ''),
          ).not.toMatch(/[&<>]/);
        },
      ),
    );
  });

  test('a long text of nothing but references is cut whole', () => {
    expect(mrkdwn('<'.repeat(1_000), 40)).toMatch(/^(?:&lt;)+…$/);
  });
});

test('a link’s own text cannot end it', () => {
  expect(slackLink('https://x.example/a|b', 'a|b>c')).toBe('<https://x.example/a%7Cb|a∣b&gt;c>');
});

test.each([
  ['U0ANA', '<@U0ANA>'],
  ['W0ANA', '<@W0ANA>'],
  ['S0ONCALL', '<!subteam^S0ONCALL>'],
  ['!channel', null],
  ['C012345', null],
  ['U0ANA> <!channel', null],
  ['', null],
])('%j mentions %j', (id, mention) => expect(slackMention(id)).toBe(mention));

describe('topics', () => {
  test('are read as they were set', () => {
    const topic = topicText('SEV 1 <down> & out');
    expect(topic).toBe('SEV 1 ‹down› ＆ out');
    expect(
      topicRead('a &lt;b&gt; &amp;amp; <https://x.example> <https://y.example|y.example>'),
    ).toBe('a <b> &amp; https://x.example https://y.example');
  });

  test('are at most 250 characters long', () => {
    expect(topicText('x'.repeat(300))).toHaveLength(250);
  });
});

const URL = 'https://github.com/acme/shop/issues/1';
test.each([
  [`${URL}`, true],
  [`<${URL}> · Checkout`, true],
  [`<${URL}|github.com>`, true],
  [`${URL}.`, true],
  [`<${URL}2>`, false],
  [`<${URL}/foo>`, false],
  [`<${URL}2> <${URL}>`, true],
  ['', false],
])('%j holds the issue’s address: %s', (purpose, expected) =>
  expect(holds(purpose, URL)).toBe(expected),
);
