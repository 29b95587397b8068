import { z } from 'zod';
import { parseDuration } from '../../src/core/duration.ts';
import { type Instant, SECOND } from '../../src/core/time.ts';
import { differences, expectation } from './story-expect.ts';
import { aboutTheRecord } from './story-record.ts';
import { OWNER, type Scene } from './story-scene.ts';
import { alone, count, type Sentence, sentence, type Words } from './story-sentence.ts';
import { services } from './story-services.ts';
import { ofTheTeam } from './story-team.ts';

const text = z.string();
const policy = z.union([z.string(), z.record(z.string(), z.unknown())]);
const inHome = ({ home }: Scene): { readonly owner: string; readonly repo: string } => {
  const [owner = '', repo = ''] = home.split('/');
  return { owner, repo };
};

const rest = (scene: Scene, { who = '' }: Words) => scene.as(who).rest;
const numberIn = ({ issue }: Words, scene: Scene): number => Number(issue ?? scene.current);
const place = (scene: Scene, words: Words) => ({
  ...inHome(scene),
  ...(words.repo ? { owner: OWNER, repo: words.repo } : {}),
  issue_number: numberIn(words, scene),
});

const people: readonly Sentence[] = [
  sentence(
    /^(?<who>\w+) opens the form$/,
    z.strictObject({ title: text, answers: z.record(z.string(), text) }),
    (scene, { who = '' }, { title, answers }) => scene.openForm(who, title, answers),
  ),
  sentence(
    /^(?<who>\w+) opens an issue$/,
    z.strictObject({ title: text, body: text.default(''), labels: z.array(text).default([]) }),
    async (scene, words, issue) => {
      const { data } = await rest(scene, words).issues.create({ ...inHome(scene), ...issue });
      scene.current = data.number;
    },
  ),
  sentence(
    /^(?<who>\w+) opens a pull request$/,
    z.strictObject({ title: text, body: text.default('') }),
    (scene, { who = '' }, pull) => scene.openPullRequest(who, pull),
  ),
  sentence(
    /^(?<who>\w+) dispatches(?: (?<count>\d+) times at once)?$/,
    z.record(z.string(), z.unknown()),
    (scene, words, client_payload) =>
      Promise.all(
        Array.from({ length: count(words) }, () =>
          rest(scene, words).repos.createDispatchEvent({
            ...inHome(scene),
            event_type: 'incident',
            client_payload,
          }),
        ),
      ),
  ),
  sentence(
    /^(?<who>\w+) opens an issue beside$/,
    z.strictObject({ title: text }),
    (scene, words, issue) => rest(scene, words).issues.create({ ...inHome(scene), ...issue }),
  ),
  sentence(/^(?<who>\w+) makes it a sub-issue$/, z.number(), async (scene, words, number) => {
    const { issues } = rest(scene, words);
    const { data } = await issues.get({ ...inHome(scene), issue_number: number });
    await issues.addSubIssue({ ...place(scene, words), sub_issue_id: data.id });
  }),
  sentence(/^(?<who>\w+) says$/, text, (scene, words, body) =>
    rest(scene, words).issues.createComment({ ...place(scene, words), body }),
  ),
  sentence(
    /^(?<who>\w+) edits (?:(?<whose>\w+)'s|their) last comment$/,
    text,
    (scene, words, body) => {
      const comment_id = scene.lastBy(words.whose ?? words.who, numberIn(words, scene)).id;
      return rest(scene, words).issues.updateComment({ ...inHome(scene), comment_id, body });
    },
  ),
  sentence(
    /^(?<who>\w+) deletes (?:(?<whose>\w+)'s|their) last comment$/,
    alone,
    (scene, words) => {
      const comment_id = scene.lastBy(words.whose ?? words.who, numberIn(words, scene)).id;
      return rest(scene, words).issues.deleteComment({ ...inHome(scene), comment_id });
    },
  ),
  // `{n}` is which of the comments it is, `{line}` which of its lines.
  sentence(
    /^(?<who>\w+) says (?<count>\d+) times on (?<lines>\d+) lines$/,
    text,
    async (scene, words, body) => {
      for (let n = 1; n <= count(words); n += 1) {
        const lines = Array.from({ length: Number(words.lines) }, (_, line) =>
          body.replaceAll('{n}', String(n)).replaceAll('{line}', String(line + 1)),
        );
        await rest(scene, words).issues.createComment({
          ...place(scene, words),
          body: lines.join('\n'),
        });
      }
    },
  ),
  sentence(
    /^(?<who>\w+) moves it into the milestone$/,
    z.strictObject({ title: text, due: text.optional() }),
    async (scene, words, { title, due }) => {
      const { issues } = rest(scene, words);
      const due_on = due === undefined ? {} : { due_on: `${due}T12:00:00Z` };
      const { data } = await issues.createMilestone({ ...inHome(scene), title, ...due_on });
      await issues.update({ ...place(scene, words), milestone: data.number });
    },
  ),
  sentence(/^(?<who>\w+) takes it out of its milestone$/, alone, (scene, words) =>
    rest(scene, words).issues.update({ ...place(scene, words), milestone: null }),
  ),
  sentence(/^(?<who>\w+) adds the label$/, text, (scene, words, label) =>
    rest(scene, words).issues.addLabels({ ...place(scene, words), labels: [label] }),
  ),
  sentence(/^(?<who>\w+) removes the label$/, text, (scene, words, name) =>
    rest(scene, words).issues.removeLabel({ ...place(scene, words), name }),
  ),
  sentence(/^(?<who>\w+) deletes the label from the repository$/, text, (scene, words, name) =>
    rest(scene, words).issues.deleteLabel({ ...inHome(scene), name }),
  ),
  sentence(
    /^(?<who>\w+) renames the label (?<label>.+) in the repository to$/,
    text,
    (scene, words, new_name) =>
      rest(scene, words).issues.updateLabel({
        ...inHome(scene),
        name: words.label ?? '',
        new_name,
      }),
  ),
  sentence(/^(?<who>\w+) renames the issue to$/, text, (scene, words, title) =>
    rest(scene, words).issues.update({ ...place(scene, words), title }),
  ),
  sentence(/^(?<who>\w+) assigns$/, text, (scene, words, login) =>
    rest(scene, words).issues.addAssignees({ ...place(scene, words), assignees: [login] }),
  ),
  sentence(/^(?<who>\w+) unassigns$/, text, (scene, words, login) =>
    rest(scene, words).issues.removeAssignees({ ...place(scene, words), assignees: [login] }),
  ),
  sentence(/^(?<who>\w+) renames the issue$/, text, (scene, words, title) =>
    rest(scene, words).issues.update({ ...place(scene, words), title }),
  ),
  sentence(/^(?<who>\w+) closes the issue$/, alone, (scene, words) =>
    rest(scene, words).issues.update({ ...place(scene, words), state: 'closed' }),
  ),
  sentence(/^(?<who>\w+) closes the issue as not planned$/, alone, (scene, words) =>
    rest(scene, words).issues.update({
      ...place(scene, words),
      state: 'closed',
      state_reason: 'not_planned',
    }),
  ),
  sentence(
    /^(?<who>\w+) closes the issue as a duplicate(?: of (?<other>\d+))?$/,
    alone,
    (scene, words) =>
      rest(scene, words).issues.update({
        ...place(scene, words),
        state: 'closed',
        state_reason: 'duplicate',
        ...(words.other ? { duplicate_issue_id: scene.issue(Number(words.other)).id } : {}),
      }),
  ),
  sentence(/^(?<who>\w+) reopens the issue$/, alone, (scene, words) =>
    rest(scene, words).issues.update({ ...place(scene, words), state: 'open' }),
  ),
  sentence(/^(?<who>\w+) rewrites the card$/, text, (scene, words, body) => {
    const comment_id = scene.card(numberIn(words, scene)).id;
    return rest(scene, words).issues.updateComment({ ...inHome(scene), comment_id, body });
  }),
  sentence(/^(?<who>\w+) copies the card$/, alone, (scene, words) => {
    const { body } = scene.card(numberIn(words, scene));
    return rest(scene, words).issues.createComment({ ...place(scene, words), body });
  }),
  sentence(/^(?<who>\w+) deletes the card$/, alone, (scene, words) => {
    const comment_id = scene.card(numberIn(words, scene)).id;
    return rest(scene, words).issues.deleteComment({ ...inHome(scene), comment_id });
  }),
  sentence(
    /^the issue is transferred to (?<repository>[\w/]+)(?<renumbered>, under new ids)?$/,
    alone,
    (scene, { repository = '', renumbered }) =>
      scene.transfer(repository, renumbered !== undefined),
  ),
  sentence(
    /^there is a repository (?<repository>[\w/]+) with the people$/,
    z.array(text),
    (scene, { repository = '' }, logins) => {
      const collaborators = Object.fromEntries(logins.map((login) => [login, 'write' as const]));
      scene.stage.sandbox.world.repository(repository, { collaborators });
    },
  ),
  sentence(
    /^the story goes back to (?<repository>[\w/]+)$/,
    alone,
    (scene, { repository = '' }) => {
      scene.home = repository;
    },
  ),
  sentence(/^the issue becomes a discussion$/, alone, (scene, words) =>
    scene.stage.sandbox.world.convertToDiscussion(scene.home, numberIn(words, scene)),
  ),
  sentence(/^(?<who>\w+) (?<act>un)?locks the issue$/, alone, (scene, words) =>
    words.act
      ? rest(scene, words).issues.unlock(place(scene, words))
      : rest(scene, words).issues.lock(place(scene, words)),
  ),
  sentence(
    /^(?<who>\w+) edits the body$/,
    z.record(z.string(), text),
    async (scene, words, changes) => {
      let { body } = scene.issue(numberIn(words, scene), words.repo);
      for (const [from, to] of Object.entries(changes)) {
        if (!body.includes(from)) throw new Error(`"${from}" does not stand in the body.`);
        body = body.replaceAll(from, to);
      }
      await rest(scene, words).issues.update({ ...place(scene, words), body });
    },
  ),
  sentence(/^the issue is deleted$/, alone, (scene, words) =>
    scene.stage.sandbox.world.deleteIssue(scene.home, numberIn(words, scene)),
  ),
  sentence(/^the policy becomes$/, policy, (scene, _words, written) => scene.writePolicy(written)),
];

const COMMENT = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
const ISSUE = '/repos/{owner}/{repo}/issues';

const github: readonly Sentence[] = [
  sentence(/^GitHub drops the next (?:(?<count>\d+) )?webhooks?$/, alone, (scene, words) =>
    scene.stage.sandbox.trouble.webhooks.drop(count(words)),
  ),
  sentence(/^GitHub sends every webhook twice$/, alone, ({ stage }) =>
    stage.sandbox.trouble.webhooks.double(),
  ),
  sentence(/^GitHub reverses the next (?<count>\d+) webhooks$/, alone, (scene, words) =>
    scene.stage.sandbox.trouble.webhooks.reorder(count(words)),
  ),
  sentence(/^GitHub holds webhooks back$/, alone, ({ stage }) =>
    stage.sandbox.trouble.webhooks.hold(),
  ),
  sentence(/^GitHub lets webhooks go$/, alone, ({ stage }) =>
    stage.sandbox.trouble.webhooks.release(),
  ),
  sentence(
    /^GitHub makes the app's next (?:(?<count>\d+) )?(?<what>comment|issue)s? but answers 502$/,
    alone,
    (scene, words) =>
      scene.stage.sandbox.trouble.failAfterSuccess({
        method: 'POST',
        route: words.what === 'issue' ? ISSUE : COMMENT,
        times: count(words),
      }),
  ),
  sentence(
    /^GitHub refuses the app's next (?:(?<count>\d+) )?(?<what>comment|issue)s? with (?<status>\d{3})$/,
    alone,
    (scene, words) =>
      scene.stage.sandbox.trouble.fail({
        method: 'POST',
        route: words.what === 'issue' ? ISSUE : COMMENT,
        times: count(words),
        status: Number(words.status),
      }),
  ),
  sentence(
    /^GitHub shows the world of (?<writes>\d+) writes? ago for (?<count>\d+) reads?$/,
    alone,
    (scene, words) => scene.stage.sandbox.trouble.lag(Number(words.writes), count(words)),
  ),
  sentence(/^GitHub answers the app 504 after (?<seconds>\d+)s$/, alone, ({ stage }, { seconds }) =>
    stage.sandbox.trouble.goAway(Number(seconds) * SECOND),
  ),
  sentence(/^GitHub is well again$/, alone, ({ stage }) => stage.sandbox.trouble.clear()),
];

const app: readonly Sentence[] = [
  sentence(/^the app is installed$/, alone, (scene) => scene.install()),
  sentence(/^the app stops$/, alone, ({ stage }) => stage.stopApp()),
  sentence(/^the app starts$/, alone, ({ stage }) => stage.startApp()),
  sentence(/^the app starts on a new disk$/, alone, ({ stage }) => stage.startApp({ lose: true })),
  sentence(/^the app sweeps$/, alone, ({ stage }) => stage.sweep()),
  sentence(
    /^the app will be killed (?<when>before|after) its (?<count>\d+)(?:st|nd|rd|th) request$/,
    alone,
    ({ stage }, words) => stage.crashAt(count(words), words.when === 'after' ? 'after' : 'before'),
  ),
];

const watching: readonly Sentence[] = [
  sentence(/^$/, alone, () => undefined),
  sentence(/^expect$/, expectation, (scene, words, wanted) => {
    const where = { number: numberIn(words, scene), repo: words.repo };
    const found = differences(scene, where, wanted);
    if (found.length > 0) throw new Error(found.join('\n  '));
  }),
];

const record: readonly Sentence[] = aboutTheRecord.map(({ says, about, play }) =>
  sentence(says, about, (scene, words, given) => play(scene, numberIn(words, scene), given)),
);

const SENTENCES = [...ofTheTeam, ...record, ...services, ...github, ...app, ...watching, ...people];

const STEP =
  /^(?:(?:at (?<at>(?:\d{4}-\d\d-\d\d )?\d\d:\d\d(?::\d\d)?)|after (?<after>\d+\w+(?: \d+\w+)?))(?: |$))?(?<rest>.*?)(?: on issue (?<issue>\d+)(?: of (?<repo>\w+))?)?$/;

/** Plays one sentence, after winding the clock where it begins with a time. Throws where it is none. */
export async function say(scene: Scene, written: string, about: unknown): Promise<void> {
  const { at, after, rest: core = '', issue, repo } = STEP.exec(written)?.groups ?? {};
  for (const { says, play } of SENTENCES) {
    const match = says.exec(core);
    if (!match) continue;
    if (at ?? after) await scene.stage.wind(waitFor(scene.stage.clock.now(), { at, after }));
    await play(scene, { ...match.groups, issue, repo }, about);
    await scene.stage.settle();
    return;
  }
  throw new Error(
    'Nobody knows this sentence; those known stand in test/support/story-sentences.ts',
  );
}

function waitFor(
  now: Instant,
  { at, after }: { at?: string | undefined; after?: string | undefined },
) {
  const today = new Date(now).toISOString().slice(0, 10);
  const [time = '', date = today] = (at ?? '').split(' ').reverse();
  const wait = after === undefined ? Date.parse(`${date}T${time}Z`) - now : parseDuration(after);
  if (wait === null || Number.isNaN(wait)) throw new Error(`${at ?? after} is no time`);
  if (wait < 0) throw new Error(`It is ${new Date(now).toISOString()} already`);
  return wait;
}
