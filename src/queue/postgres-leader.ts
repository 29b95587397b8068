import type { Pool, PoolClient } from 'pg';

/** Any number that no other program's lock is likely to have. */
const LEADING = 7_062_747;

/** Of several servers one leads: one connection holds a lock as long as its server lives; the database frees it when it dies. */
export class Leader {
  readonly #pool: Pool;
  #held: PoolClient | null = null;
  #asking: Promise<boolean> | null = null;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Whether this server leads; takes the lead where nobody has it. Those who ask at once are answered together. */
  leads(): Promise<boolean> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #ask(): Promise<boolean> {
    const client = this.#held ?? (await this.#pool.connect());
    try {
      const { rows } = await client.query<{ mine: boolean }>(
        // Asked for again, the lock is counted twice and still ours alone.
        this.#held ? 'SELECT true AS mine' : 'SELECT pg_try_advisory_lock($1) AS mine',
        this.#held ? [] : [LEADING],
      );
      const leads = rows[0]?.mine ?? false;
      if (leads) this.#held = client;
      else client.release();
      return leads;
    } catch (error) {
      this.#held = null;
      client.release(true);
      throw error;
    }
  }

  /** Another may lead at once; without this, once the database has noticed that we are gone. */
  async resign(): Promise<void> {
    const held = this.#held;
    this.#held = null;
    await held?.query('SELECT pg_advisory_unlock_all()').catch(() => {});
    held?.release(true);
  }
}
