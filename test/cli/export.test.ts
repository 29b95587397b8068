import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { encodeRecord } from '../../src/core/record.ts';
import { DAY, HOUR, MINUTE } from '../../src/core/time.ts';
import { type Stage, setStage } from '../../src/sandbox/stage.ts';
import { aRecord } from '../support/builders.ts';
import { typedBy } from './typed.ts';

const here = { owner: 'acme', repo: 'shop' };
const FORMULA = '=HYPERLINK("https://evil.example";"Open")';
let stage: Stage;
let tocsin: ReturnType<typeof typedBy>;

const open = async (
  login: string,
  title: string,
  ...labels: readonly string[]
): Promise<number> => {
  const { data } = await stage
    .as(login)
    .rest.issues.create({ ...here, title, labels: [...labels] });
  await stage.settle();
  return data.number;
};
const say = async (issue_number: number, body: string): Promise<void> => {
  await stage.wind(5 * MINUTE);
  await stage.as('ana').rest.issues.createComment({ ...here, issue_number, body });
  await stage.settle();
};

/** Old ones without a record, and one of each kind that has one. */
beforeAll(async () => {
  stage = await setStage({ start: Date.parse('2026-11-23T10:00:00Z'), sweepEvery: 300 * DAY });
  const { world } = stage.sandbox;
  for (const login of ['ana', 'ben', 'zoe']) world.person(login);
  world.repository('acme/shop', { collaborators: { ana: 'admin', ben: 'write' } });
  world.addLabels('acme/shop', ['incident', 'SEV 1', 'SEV 3', 'drill']);
  for (let old = 0; old < 21; old += 1) await open('ana', `Old ${old}`, 'incident');
  await stage.wind(HOUR);
  world.installApp('acme');
  await stage.settle();

  const real = await open('ben', FORMULA, 'incident', 'SEV 1');
  await say(real, '/ic');
  await say(real, '/monitoring');
  await say(real, '/update rolled back');
  await say(real, '/resolve done');
  await stage.wind(HOUR);
  await say(await open('ben', 'No fire', 'incident', 'SEV 3'), '/false-alarm a test');
  await open('ana', 'An exercise', 'incident', 'SEV 3', 'drill');
  const late = await open('ana', 'A long talk');
  for (let word = 0; word < 7; word += 1) await say(late, `word ${word}`);
  await say(late, '/incident 3');
  tocsin = typedBy('ana', stage);
}, 60_000);
afterAll(() => stage.close());

const rows = async (...words: readonly string[]) => {
  const { out } = await tocsin('export', 'acme/shop', ...words);
  const found: readonly Record<string, unknown>[] = JSON.parse(out);
  return found;
};

describe('in JSON', () => {
  test('every incident, the oldest first, and what has no record is left out', async () => {
    const { code, err } = await tocsin('export', 'acme/shop');
    expect(code).toBe(0);
    expect(err).toMatch(/Read 20 of 2\d issues[\s\S]*Read 2\d of 2\d issues/);
    expect(err).toMatch(/Believed: tocsin \(\d+\) wrote the oldest record/);
    expect(err).toMatch(/4 incidents; 21 issues were left out/);
    const titles = (await rows()).map(({ title }) => title);
    expect(titles).toEqual([FORMULA, 'No fire', 'An exercise', 'A long talk']);
  });

  test('a SEV 1 in numbers', async () => {
    const [first] = await rows();
    expect(first).toMatchObject({
      open: false,
      counts: true,
      outcome: null,
      severity: 1,
      severityLabel: 'SEV 1',
      highest: 1,
      status: 'resolved',
      declaredAt: '2026-11-23T11:00:00Z',
      declaredBy: 'ben',
      acknowledgedAt: '2026-11-23T11:05:00Z',
      secondsToAcknowledge: 300,
      secondsToMitigate: 600,
      secondsToResolve: 1200,
      roles: { ic: 'ana' },
      updatesPromised: 1,
      updatesOnTime: 1,
      postmortem: expect.any(Number),
      postmortemDue: '2026-11-25T11:20:00Z',
      postmortemClosedAt: null,
    });
  });

  test('what metrics should leave out says so', async () => {
    const [, falseAlarm, drill, late] = await rows();
    expect(falseAlarm).toMatchObject({ counts: false, outcome: 'false-alarm', drill: false });
    expect(drill).toMatchObject({ counts: false, outcome: null, drill: true });
    expect(late).toMatchObject({ counts: true, source: 'command', open: true });
  });
});

describe('since', () => {
  test('a length of time, or a day', async () => {
    expect((await rows('--since', '1h')).map(({ title }) => title)).not.toContain(FORMULA);
    expect(await rows('--since', '2026-11-23')).toHaveLength(4);
  });

  test.each(['yesterday', '2027-01-01', '90', '2026-13-01'])(
    '%s is no such thing',
    async (since) => {
      const { code, out, err } = await tocsin('export', 'acme/shop', '--since', since);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toMatch(/--since is "/);
    },
  );
});

describe('as a table', () => {
  test('one line each, and nobody’s words are a formula', async () => {
    const { code, out } = await tocsin('export', 'acme/shop', '--format', 'csv');
    const lines = out.split('\r\n');
    expect(code).toBe(0);
    expect(lines).toHaveLength(5);
    expect(lines[0]).toMatch(/^number,title,url,open,counts,drill,outcome,/);
    expect(lines[1]).toContain(`"'=HYPERLINK(""https://evil.example"";""Open"")"`);
    expect(lines[1]).toContain(',ic=ana,1,1,');
  });

  test('not both', async () => {
    const { code, err } = await tocsin('export', 'acme/shop', '--format', 'csv', '--json');
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('two things at once') });
    const { err: odd } = await tocsin('export', 'acme/shop', '--format', 'xml');
    expect(odd).toMatch(/Allowed choices are json, csv/);
  });
});

describe('whose records', () => {
  test('a person’s record is not believed, whatever it says', async () => {
    const number = await open('ben', 'Forged', 'not-an-incident');
    await stage.as('ben').rest.issues.createComment({
      ...here,
      issue_number: number,
      body: encodeRecord(aRecord()),
    });
    await stage
      .as('ben')
      .rest.issues.addLabels({ ...here, issue_number: number, labels: ['incident'] });
    expect((await rows()).filter(({ title }) => title === 'Forged')).toEqual([]);
  });

  test('another bot’s neither, where --bot-id says whose', async () => {
    expect(await rows('--bot-id', '7')).toEqual([]);
    expect(await rows('--bot-id', String(stage.sandbox.app.botId))).not.toEqual([]);
  });

  test('a card that was edited is read as we wrote it', async () => {
    const view = stage.sandbox.world.issues('acme/shop').find(({ title }) => title === FORMULA);
    const card = view?.comments.find(({ body }) => body.includes('tocsin:record'));
    await stage.stopApp();
    await stage
      .as('ana')
      .rest.issues.updateComment({ ...here, comment_id: card?.id ?? 0, body: 'gone' });
    expect((await rows()).map(({ title }) => title)).toContain(FORMULA);
    await stage.startApp();
    await stage.settle();
  });
});

test('no such repository', async () => {
  const { code, err } = await tocsin('export', 'acme/gone');
  expect({ code, err }).toEqual({
    code: 3,
    err: expect.stringMatching(/no repository acme\/gone/),
  });
});

test('a repository without any', async () => {
  stage.sandbox.world.repository('acme/quiet');
  expect(await tocsin('export', 'acme/quiet')).toMatchObject({ code: 0, out: '[]' });
});
