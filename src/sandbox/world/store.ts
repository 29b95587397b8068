import type { Clock, Instant } from '../../core/time.ts';
import type { News } from './news.ts';
import type { Records, TableName } from './records.ts';

type TablesOf<R> = { readonly [T in keyof R]: ReadonlyMap<number, R[T]> };
type WritableTables = { [T in keyof Records]: Map<number, Records[T]> };

/** One state of the world; an older one is just as readable. */
export type Tables = TablesOf<Records>;

/** How many past states a lagging read may go back. */
const REMEMBERED = 16;

/** Ids below 2^31: GraphQL's `databaseId` is an Int. */
const FIRST_IDS: Record<TableName, number> = {
  accounts: 21_031_000,
  repositories: 186_853_000,
  installations: 57_387_000,
  labels: 1_362_934_000,
  milestones: 4_317_500,
  issues: 1_844_500_000,
  comments: 1_992_700_000,
  events: 1_570_000_000,
};

const emptyTables = (): WritableTables => ({
  accounts: new Map(),
  repositories: new Map(),
  installations: new Map(),
  labels: new Map(),
  milestones: new Map(),
  issues: new Map(),
  comments: new Map(),
  events: new Map(),
});

const copyOf = (tables: Tables): Tables => ({
  accounts: new Map(tables.accounts),
  repositories: new Map(tables.repositories),
  installations: new Map(tables.installations),
  labels: new Map(tables.labels),
  milestones: new Map(tables.milestones),
  issues: new Map(tables.issues),
  comments: new Map(tables.comments),
  events: new Map(tables.events),
});

/** Holds every record, what they were some writes ago, and whoever wants to hear of changes. */
export class Store {
  readonly #clock: Clock;
  readonly #tables = emptyTables();
  readonly #lastIds = { ...FIRST_IDS };
  #past: Tables[] = [copyOf(this.#tables)];
  #revision = 0;
  #committed = 0;
  #lastReaction = 60_000_000;
  #listeners: ((news: News) => void)[] = [];
  #gathered: News[] | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Now, at GitHub's grain of one second. */
  now(): Instant {
    return Math.floor(this.#clock.now() / 1_000) * 1_000;
  }

  /** The world as it is. */
  get tables(): Tables {
    return this.#tables;
  }

  /** Rises with every change. */
  get revision(): number {
    return this.#revision;
  }

  nextId(table: TableName): number {
    this.#lastIds[table] += 1;
    return this.#lastIds[table];
  }

  nextReactionId(): number {
    this.#lastReaction += 1;
    return this.#lastReaction;
  }

  put<T extends TableName>(table: T, record: Records[T]): Records[T] {
    this.#tables[table].set(record.id, record);
    this.#revision += 1;
    return record;
  }

  remove(table: TableName, id: number): void {
    if (this.#tables[table].delete(id)) this.#revision += 1;
  }

  /** The record with this id. Throws where there is none: every id we hold leads somewhere. */
  get<T extends TableName>(table: T, id: number): Records[T] {
    return recordIn(this.#tables, table, id);
  }

  /** Ends one write: what `past` counts. Does nothing where nothing changed. */
  commit(): void {
    if (this.#committed === this.#revision) return;
    this.#committed = this.#revision;
    this.#past.push(copyOf(this.#tables));
    this.#past = this.#past.slice(-REMEMBERED);
  }

  /** The world as it was before the last `writes` writes, or as far back as is remembered. */
  past(writes: number): Tables {
    const index = Math.max(0, this.#past.length - 1 - writes);
    return this.#past[index] ?? this.#tables;
  }

  listen(listener: (news: News) => void): void {
    this.#listeners.push(listener);
  }

  tell(news: News): void {
    if (this.#gathered) this.#gathered.push(news);
    else for (const listener of this.#listeners) listener(news);
  }

  /** Runs `act` and answers what it would have told, for the caller to tell in its own order. */
  gather(act: () => void): News[] {
    const gathered: News[] = [];
    this.#gathered = gathered;
    try {
      act();
    } finally {
      this.#gathered = null;
    }
    return gathered;
  }
}

/** The record with this id. Throws where there is none. */
export function recordIn<T extends TableName>(tables: Tables, table: T, id: number): Records[T] {
  const record = tables[table].get(id);
  if (record === undefined) throw new Error(`No record ${id} in ${table}.`);
  return record;
}
