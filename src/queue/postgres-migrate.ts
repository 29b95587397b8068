import type { ClientBase } from 'pg';
import { STEPS } from './postgres-schema.ts';
import { QueueProblem } from './queue.ts';

/** Any number that no other program's lock is likely to have. */
const MIGRATING = 7_062_746;

/**
 * Makes the tables, or brings them up to date, in one transaction; two servers that start at once take
 * turns. Throws where the database was made by a newer version of the app.
 */
export async function migrate(client: ClientBase): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATING]);
    await client.query('CREATE SCHEMA IF NOT EXISTS tocsin');
    await client.query('CREATE TABLE IF NOT EXISTS tocsin.steps (number integer PRIMARY KEY)');
    const { rows } = await client.query<{ done: number }>(
      'SELECT coalesce(max(number), 0) AS done FROM tocsin.steps',
    );
    const done = rows[0]?.done ?? 0;
    if (done > STEPS.length)
      throw new QueueProblem(
        `The queue in this database was made by a newer version of this app (schema ${done}; this one ` +
          `knows up to ${STEPS.length}). Start that version again, or give this one another database.`,
      );
    for (const [index, step] of STEPS.entries()) {
      if (index < done) continue;
      await client.query(step);
      await client.query('INSERT INTO tocsin.steps VALUES ($1)', [index + 1]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
