import { Logger, runMigrations } from 'graphile-worker';
import pg, { type PoolConfig } from 'pg';
import { type Duration, SECOND } from '../core/time.ts';
import type { Log } from './attempt.ts';
import { migrate } from './postgres-migrate.ts';
import { QueueProblem } from './queue.ts';

const LONGEST_CONNECT: Duration = 5 * SECOND;
/** Any number that no other program's lock is likely to have. */
const MIGRATING = 7_062_748;
/** PostgreSQL's name for a bigint. */
const INT8 = 20;

/** Connections that survive the database: those that break are logged and made anew. */
export function connect(config: PoolConfig, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionTimeoutMillis: LONGEST_CONNECT,
    keepAlive: true,
    application_name: 'tocsin',
    // Every number of ours is a safe one.
    types: {
      getTypeParser: (...[oid, format]: Parameters<typeof pg.types.getTypeParser>) =>
        oid === INT8 ? Number : pg.types.getTypeParser(oid, format),
    },
    ...config,
  });
  const lost = (err: unknown): void => log.warn({ err }, 'lost a connection to the database');
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}

/** graphile-worker's tables, then ours, which use them. Servers that start at once take turns. */
export async function setUp(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATING]);
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
    await migrate(client);
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATING]);
  } finally {
    client.release();
  }
}

/** What is wrong where the database cannot be used at all; anything else as it was. */
export function explained(error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  if (typeof code !== 'string' || !/^(E[A-Z]+|28...|3D000|08...)$/.test(code)) return error;
  const said = error instanceof Error && error.message ? error.message : code;
  return new QueueProblem(
    `The database of DATABASE_URL cannot be used (${said}). It must be running, and this user must be allowed to make schemas there.`,
    { cause: error },
  );
}
