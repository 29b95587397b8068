import type { Instant } from '../core/time.ts';
import { Asking } from './postgres-asking.ts';
import type { Intent, Kept, Target } from './queue.ts';

interface CardRow {
  readonly node: string | null;
  readonly comment: number | null;
  readonly revision: number;
  readonly text: string;
}

/** What is kept beside the work: cards, letters, intents, facts. All reject while the database is away. */
export class Keepsakes extends Asking {
  async kept(target: Target): Promise<Kept | null> {
    const row = await this.one<CardRow>(
      'SELECT node, comment, revision, text FROM tocsin.cards WHERE repository = $1 AND issue = $2',
      keyOf(target),
    );
    if (!row) return null;
    const { node, comment, revision, text } = row;
    return { card: node === null || comment === null ? null : { node, comment }, revision, text };
  }

  /** False where a pass is named and another one has begun since. */
  async keep(
    target: Target,
    kept: Kept,
    at: { now: Instant; pass: number | null },
  ): Promise<boolean> {
    const { card, revision, text } = kept;
    const { rowCount } = await this.ask(
      `INSERT INTO tocsin.cards
       SELECT $1::bigint, $2::bigint, $3::text, $4::bigint, $5::bigint, $6::text, $7::bigint
       WHERE $8::bigint IS NULL OR EXISTS (SELECT 1 FROM tocsin.issues
         WHERE repository = $1 AND issue = $2 AND pass = $8)
       ON CONFLICT (repository, issue) DO UPDATE SET node = excluded.node, comment = excluded.comment,
         revision = excluded.revision, text = excluded.text, touched = excluded.touched`,
      [
        ...keyOf(target),
        card?.node ?? null,
        card?.comment ?? null,
        revision,
        text,
        at.now,
        at.pass,
      ],
    );
    return rowCount === 1;
  }

  async burn(target: Target, letters: readonly string[]): Promise<void> {
    await this.ask(
      'DELETE FROM tocsin.letters WHERE repository = $1 AND issue = $2 AND id = ANY($3)',
      [...keyOf(target), letters],
    );
  }

  /** Stores the intent if it is new; answers the stored one. */
  async intend(target: Target, id: string, at: Instant): Promise<Intent> {
    await this.ask('INSERT INTO tocsin.intents VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
      ...keyOf(target),
      id,
      at,
    ]);
    const row = await this.one<{ at: Instant; answer: string | null }>(
      'SELECT at, answer FROM tocsin.intents WHERE repository = $1 AND issue = $2 AND id = $3',
      [...keyOf(target), id],
    );
    if (!row) throw new Error(`the page intent ${id} was stored and is not there`);
    return { id, ...row };
  }

  /** Answers false where no such intent is stored. */
  async answered(target: Target, id: string, answer: string): Promise<boolean> {
    const { rowCount } = await this.ask(
      'UPDATE tocsin.intents SET answer = $4 WHERE repository = $1 AND issue = $2 AND id = $3',
      [...keyOf(target), id, answer],
    );
    return rowCount === 1;
  }

  /** Notes a delivery, and forgets those that were noted before `before`. */
  async complete(
    delivery: string,
    { now, before }: { readonly now: Instant; readonly before: Instant },
  ): Promise<void> {
    await this.ask(
      `WITH old AS (DELETE FROM tocsin.deliveries WHERE at < $3)
       INSERT INTO tocsin.deliveries VALUES ($1, $2) ON CONFLICT DO NOTHING`,
      [delivery, now, before],
    );
  }

  async isCompleted(delivery: string): Promise<boolean> {
    const found = await this.one('SELECT 1 FROM tocsin.deliveries WHERE id = $1', [delivery]);
    return found !== null;
  }

  /** `until` null: for good. */
  async remember(name: string, value: string, until: Instant | null): Promise<void> {
    await this.ask(
      `INSERT INTO tocsin.facts (name, value, until) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value, until = excluded.until`,
      [name, value, until],
    );
  }

  async forget(name: string): Promise<void> {
    await this.ask('DELETE FROM tocsin.facts WHERE name = $1', [name]);
  }

  async recall(name: string): Promise<string | null> {
    const row = await this.one<{ value: string }>(
      'SELECT value FROM tocsin.facts WHERE name = $1',
      [name],
    );
    return row?.value ?? null;
  }
}

const keyOf = ({ repository, issue }: Target): readonly [number, number] => [repository.id, issue];
