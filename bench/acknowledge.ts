import { startPostgres } from '../test/support/postgres.ts';
import { type Burst, burst } from './burst.ts';
import { type Figure, inTurns, quantile, type Row } from './figure.ts';
import { startGitHub } from './github.ts';
import { SECRET, type Server, startEmptyApp, startTocsin } from './servers.ts';
import { comments } from './webhooks.ts';

const WEBHOOKS = 10_000;
const ROUNDS = 10;
const INCIDENTS = 500;
/** What GitHub takes to answer. The passes that follow go on meanwhile, as they would. */
const GITHUB_TAKES = 300;
/** They find no such issue: what a pass costs is another figure's. */
const NO_ISSUE = {
  data: { repository: null },
  errors: [{ type: 'NOT_FOUND', path: ['repository'], message: 'Could not resolve' }],
};

const about = (engine: string): string =>
  `${WEBHOOKS.toLocaleString('en')} signed webhooks of some 12 KB about ${INCIDENTS} open incidents over 32 connections, each answered once ${engine}; against a Probot app with an empty handler, in ${ROUNDS} turns`;

export const onSqlite: Figure = {
  name: 'ack-sqlite',
  about: about('it is on disk in SQLite'),
  measure: () => measured({}),
};

export const onPostgres: Figure = {
  name: 'ack-postgres',
  about: about('it is on disk in PostgreSQL on the same machine'),
  async measure() {
    const postgres = await startPostgres({ durable: true });
    try {
      return await measured({ DATABASE_URL: await postgres.database('tocsin') });
    } finally {
      await postgres.close();
    }
  },
};

async function measured(env: Readonly<Record<string, string>>): Promise<readonly Row[]> {
  const github = await startGitHub({
    delay: GITHUB_TAKES,
    answer: ({ route }) => (route.startsWith('GraphQL') ? NO_ISSUE : undefined),
  });
  const servers: Server[] = [];
  try {
    const empty = await startEmptyApp();
    servers.push(empty);
    const tocsin = await startTocsin({ ...github.env, ...env });
    servers.push(tocsin);
    return await inRounds(tocsin, empty);
  } finally {
    for (const server of servers) await server.stop();
    await github.close();
  }
}

interface Turn extends Burst {
  /** Processor time a webhook, in µs. */
  readonly work: number;
}

async function inRounds(tocsin: Server, empty: Server): Promise<readonly Row[]> {
  const ours: Turn[] = [];
  const theirs: Turn[] = [];
  const count = WEBHOOKS / ROUNDS;
  const turn = async (server: Server, turns: Turn[], round: number): Promise<void> => {
    const requests = comments(SECRET, { count, incidents: INCIDENTS, from: round * count });
    const before = server.cpu();
    const given = await burst(server.address, requests);
    turns.push({ ...given, work: ((server.cpu() - before) / count) * 1e6 });
  };
  // The first turn warms both up and is not counted.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const turns = [() => turn(tocsin, ours, round), () => turn(empty, theirs, round)];
    for (const one of round % 2 ? turns : turns.toReversed()) await one();
  }
  return rowsOf(ours.slice(1), theirs.slice(1));
}

function rowsOf(ours: readonly Turn[], theirs: readonly Turn[]): readonly Row[] {
  const at = (share: number) => (turns: readonly Turn[]) =>
    turns.map(({ took }) => quantile(took, share));
  const rates = (turns: readonly Turn[]) => turns.map(({ rate }) => rate);
  const works = (turns: readonly Turn[]) => turns.map(({ work }) => work);
  const slower = { unit: 'ms', aim: { most: 1 } };
  const throughput = { what: 'throughput', unit: 'webhooks/s', aim: { least: 1 } };
  return [
    inTurns(throughput, rates(ours), rates(theirs)),
    inTurns({ what: 'p50', ...slower }, at(0.5)(ours), at(0.5)(theirs)),
    inTurns({ what: 'p99', ...slower }, at(0.99)(ours), at(0.99)(theirs)),
    inTurns({ what: 'processor time a webhook', unit: 'µs' }, works(ours), works(theirs)),
  ];
}
