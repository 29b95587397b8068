import type { Duration } from '../core/time.ts';
import type { Log } from './attempt.ts';
import type { Rows } from './postgres-rows.ts';
import type { Lease } from './queue.ts';

interface Parts {
  readonly rows: Rows;
  readonly log: Log;
  /** How often a server says that it lives, and how long it may be silent, in real time. */
  readonly beatEvery: Duration;
  readonly silence: Duration;
  /** Called after a beat that reached the database. */
  readonly after: () => void;
}

/** A lease that can be taken away. */
export interface Held extends Lease {
  lose(): void;
}

/**
 * The heartbeat. Whoever is silent for too long loses its issues to the others; it does not know when, so
 * that a pass stops writing a beat before that. All of this is real time, whatever clock the incidents have.
 */
export class Heartbeat {
  readonly #parts: Parts;
  readonly #held = new Set<Held>();
  #pool: string | null = null;
  #heard: Moment = moment();
  #timer: NodeJS.Timeout | null = null;
  #others = 0;
  #beating: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** How many servers lived beside this one when it beat last. */
  get others(): number {
    return this.#others;
  }

  /** Begins to beat for a pool of workers. Rejects where it cannot even say so once. */
  async begin(pool: string): Promise<void> {
    const at = moment();
    const { others } = await this.#parts.rows.beat(pool);
    this.#others = others;
    this.#pool = pool;
    this.#heard = at;
    this.#timer ??= setInterval(() => this.beat(), this.#parts.beatEvery);
  }

  /** Beats no more; resolves when no beat is under way. */
  end(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#pool = null;
    return this.#beating;
  }

  /** A lease for a pass that begins now. */
  hold(): Held {
    let lost = false;
    const held: Held = {
      holds: () => !lost && this.#isHeard(),
      lose: () => {
        lost = true;
      },
    };
    this.#held.add(held);
    return held;
  }

  release(held: Held): void {
    this.#held.delete(held);
  }

  /** One beat; what it finds out is in effect when the promise resolves. Never rejects. */
  beat(): Promise<void> {
    this.#beating = this.#beating.then(() => this.#beat());
    return this.#beating;
  }

  async #beat(): Promise<void> {
    const { rows, log, silence, after } = this.#parts;
    const pool = this.#pool;
    if (pool === null) return;
    const at = moment();
    try {
      const { known, others } = await rows.beat(pool);
      this.#others = others;
      if (!known) {
        log.error(
          { pool },
          'this server was silent too long and has lost its issues to the others',
        );
        for (const held of this.#held) held.lose();
      }
      this.#heard = at;
      const silent = await rows.unlockSilent(silence);
      if (silent.length > 0) log.warn({ silent }, 'took the issues of servers that fell silent');
      after();
    } catch (err) {
      log.warn({ err }, 'the heartbeat did not reach the database');
    }
  }

  #isHeard(): boolean {
    const now = moment();
    const { silence, beatEvery } = this.#parts;
    const since = Math.max(now.ran - this.#heard.ran, now.was - this.#heard.was);
    return since < silence - beatEvery;
  }
}

/** Both of the machine's clocks: one stands still while it sleeps, the other may be set. */
interface Moment {
  readonly ran: number;
  readonly was: number;
}

const moment = (): Moment => ({ ran: performance.now(), was: Date.now() });
