import type { Pool, QueryResult, QueryResultRow } from 'pg';

/** Asks the database, one statement at a time: each is a transaction of its own. */
export class Asking {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  protected ask<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<QueryResult<Row>> {
    return this.#pool.query<Row>(text, [...values]);
  }

  /** The first row, or null where there is none. */
  protected async one<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row | null> {
    const { rows } = await this.ask<Row>(text, values);
    return rows[0] ?? null;
  }
}
