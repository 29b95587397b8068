import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import { type Stage, setStage } from '../../src/sandbox/stage.ts';
import type { IssueView } from '../../src/sandbox/world/views.ts';
import type { Given } from './story-file.ts';

export const OWNER = 'acme';
export const REPO = 'shop';
const SHOP = `${OWNER}/${REPO}`;
const FORM = new URL('../../.github/ISSUE_TEMPLATE/incident.yml', import.meta.url);
const POLICY = '.github/incidents.yml';

/** The stage as a story set it, and what the story has seen so far. */
export class Scene {
  readonly stage: Stage;
  /** The issue that is meant where none is named: the last one a person opened. */
  current = 1;
  /** The repository that is meant: an issue may be transferred to another one. */
  home = SHOP;
  #seen = new Map<string, number>();
  #writesSeen = 0;
  readonly #bots: readonly string[];

  constructor(stage: Stage, bots: readonly string[]) {
    this.stage = stage;
    this.#bots = bots;
  }

  get bot(): string {
    return `${this.stage.sandbox.app.slug}[bot]`;
  }

  /** A person's client, or a bot's. */
  as(who: string): ReturnType<Stage['as']> {
    return this.stage.as(this.#bots.includes(who) ? `${who}[bot]` : who);
  }

  issue(number: number, repo?: string): IssueView {
    return this.stage.sandbox.world.issue(repo ? `${OWNER}/${repo}` : this.home, number);
  }

  issues(): readonly IssueView[] {
    return this.stage.sandbox.world.issues(this.home);
  }

  /** The last comment of an issue that the story has looked at. */
  lastSeen(number: number, repo?: string): number {
    return this.#seen.get(`${repo ?? this.home}#${number}`) ?? 0;
  }

  looked(number: number, repo?: string): void {
    this.#seen.set(
      `${repo ?? this.home}#${number}`,
      this.issue(number, repo).comments.at(-1)?.id ?? 0,
    );
    this.#writesSeen = this.#changes().length;
  }

  /** How often the app changed anything since the last look. */
  writes(): number {
    return this.#changes().length - this.#writesSeen;
  }

  #changes(): readonly LoggedRequest[] {
    return this.stage.sandbox.requests.filter(({ by, changed }) => by === 'app' && changed);
  }

  openForm(by: string, title: string, answers: Readonly<Record<string, string>>): void {
    this.current = this.stage.sandbox.world.openForm(SHOP, 'incident.yml', { by, title, answers });
  }

  openPullRequest(by: string, made: { readonly title: string; readonly body: string }): void {
    this.current = this.stage.sandbox.world.openPullRequest(SHOP, { by, ...made });
  }

  /** The issue goes to another repository, and the story with it. */
  transfer(to: string, renumbered: boolean): void {
    const { world } = this.stage.sandbox;
    this.current = world.transferIssue(this.home, this.current, { repository: to, renumbered });
    this.home = to;
    this.looked(this.current);
  }

  install(): void {
    this.stage.sandbox.world.installApp(OWNER);
  }

  writePolicy(text: Policy, repository: string = SHOP): void {
    this.stage.sandbox.world.addFile(
      repository,
      POLICY,
      typeof text === 'string' ? text : dump(text),
    );
  }

  /** The last comment that somebody wrote on an issue. */
  lastBy(login: string | undefined, number: number): IssueView['comments'][number] {
    const comment = this.issue(number).comments.findLast(({ author }) => author === login);
    if (!comment) throw new Error(`${login} has written nothing on issue ${number}.`);
    return comment;
  }

  card(number: number): IssueView['comments'][number] {
    const ours = this.issue(number).comments.filter(({ author }) => author === this.bot);
    // Where a person has rewritten it, it is known by its place alone.
    const card = ours.find(({ body }) => body.includes('<!-- tocsin:record')) ?? ours[0];
    if (!card) throw new Error(`There is no card on issue ${number}.`);
    return card;
  }
}

type Policy = NonNullable<Given['policy']>;

/** Sets the stage for a story, plays it there and clears the stage again. */
export async function onScene(given: Given, play: (scene: Scene) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'story-'));
  const stage = await setStage({
    start: given['it is'],
    queueFile: join(folder, 'queue.sqlite'),
    ...(given.sweeps === undefined ? {} : { sweepEvery: given.sweeps }),
  });
  try {
    await play(await dressed(stage, given));
  } finally {
    await stage.close();
    await rm(folder, { recursive: true });
  }
}

async function dressed(stage: Stage, given: Given): Promise<Scene> {
  const { world } = stage.sandbox;
  const scene = new Scene(stage, Object.keys(given.bots));
  const bots = Object.entries(given.bots).map(([name, role]) => [`${name}[bot]`, role] as const);
  const everybody = [...Object.entries(given.people), ...bots];
  const collaborators = everybody.filter(([, role]) => role !== 'none');
  for (const [login] of everybody) world.person(login);
  world.repository(SHOP, {
    private: given.repository === 'private',
    collaborators: Object.fromEntries(collaborators),
  });
  world.addFile(SHOP, '.github/ISSUE_TEMPLATE/incident.yml', await readFile(FORM, 'utf8'));
  world.addLabels(SHOP, given.labels);
  for (const [name, people] of Object.entries(given['other repositories']))
    world.repository(`${OWNER}/${name}`, { private: true, collaborators: people });
  if (given.policy !== undefined) scene.writePolicy(given.policy);
  const shared = given['policy of the organisation'];
  if (shared !== undefined) {
    world.repository(`${OWNER}/.github`);
    scene.writePolicy(shared, `${OWNER}/.github`);
  }
  if (given.installed) scene.install();
  await stage.settle();
  return scene;
}
