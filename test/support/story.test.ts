import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { playStory } from './story.ts';
import { mentionsIn, readable } from './story-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'stories-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(steps: string): string {
  const file = join(folder, `${Math.random()}.yml`);
  const given = 'given: {people: {ana: write}, policy: {responders: {on-call: ana}}}';
  writeFileSync(file, `story: A told story\n${given}\nsteps:\n${steps}`);
  return file;
}

const opening = '  - at 10:02 ana opens an issue: {title: Slow, labels: [incident]}\n';

describe('a story that is not so is refused, with its name, the step and what there is', () => {
  const cases: readonly [string, string, readonly string[]][] = [
    [
      'an expected fact',
      `${opening}  - expect: {labels: [incident], is: open}`,
      [
        'A told story\n  step 2 at 2026-11-23 10:02:00 UTC: expect\n  labels: ["incident"] was expected',
        'there is ["SEV 2","incident","status: investigating"]',
      ],
    ],
    [
      'expected words',
      `${opening}  - expect: {card says: Nobody is ill}`,
      ['card says "Nobody is ill", but what is there is:\n    Incident Declared: SEV 2'],
    ],
    [
      'unwanted words',
      `${opening}  - expect: {new comments do not say: You are called}`,
      ['new comments do not say "You are called", but what is there does'],
    ],
    ['somebody called', `${opening}  - expect: {called: []}`, ['there is ["ana"]']],
    ['an unknown sentence', '  - ana sings', ['step 1', 'Nobody knows this sentence']],
    ['an unknown expectation', '  - expect: {weather: fine}', ['weather']],
    ['a time gone by', '  - at 09:00 ana says: /ack', ['It is 2026-11-23T10:00:00.000Z already']],
    ["GitHub's no", '  - ana says: /ack', ['Not Found']],
    ['two sentences in one step', '  - {ana says: a, the app stops: b}', ['one sentence']],
  ];
  test.each(cases)('%s', async (_name, steps, words) => {
    const telling = playStory(written(steps));
    const error = await telling.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    for (const word of words) expect(String(error)).toContain(word);
  });
});

test('a story that is so is not refused', async () => {
  await expect(
    playStory(written(`${opening}  - expect: {called: [ana], is: open}`)),
  ).resolves.toBeUndefined();
});

test.each([
  ['hello @Ana, and (@ben-2)', ['ana', 'ben-2']],
  ['`@ana` <b title="@ben">x</b> <!-- @cleo -->', []],
  ['<code>/page @ana</code> @ben', ['ben']],
  ['@\u200bana a@b.example @acme/team &#64;ana', ['ana']],
])('%j mentions %j', (text, people) => {
  expect(mentionsIn(text)).toEqual(people);
});

test('a comment is read without its syntax', () => {
  expect(readable('**Bold** and\n`code` <!-- no -->\n\n| a | b |\n| - | - |\n| 1 | 2 |')).toBe(
    'Bold and code a | b 1 | 2',
  );
});
