import type { Clock, Instant } from '../core/time.ts';

interface Alarm {
  readonly when: Instant;
  readonly order: number;
  readonly run: () => void;
}

/** A clock that stands still until somebody winds it: time for stories, the demo and the page. */
export class WoundClock implements Clock {
  #now: Instant;
  #order = 0;
  #alarms: Alarm[] = [];
  #sleepers = 0;

  constructor(start: Instant) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  /** How many callers wait in `sleep`: a driver that sees only these may wind on. */
  get sleepers(): number {
    return this.#sleepers;
  }

  sleep(length: number): Promise<void> {
    this.#sleepers += 1;
    return new Promise((resolve) => {
      this.at(this.#now + length, () => {
        this.#sleepers -= 1;
        resolve();
      });
    });
  }

  at(when: Instant, run: () => void): () => void {
    const alarm = { when, order: this.#order++, run };
    this.#alarms.push(alarm);
    this.#alarms.sort((a, b) => a.when - b.when || a.order - b.order);
    if (when <= this.#now) setImmediate(() => this.#ring());
    return () => {
      this.#alarms = this.#alarms.filter((other) => other !== alarm);
    };
  }

  /** When the next alarm rings, or null where none is set. */
  next(): Instant | null {
    return this.#alarms[0]?.when ?? null;
  }

  /** Winds to `to` and rings what is due on the way there, in order. Time never goes back. */
  windTo(to: Instant): void {
    while (this.#alarms[0] && this.#alarms[0].when <= to) {
      this.#now = Math.max(this.#now, this.#alarms[0].when);
      this.#ring();
    }
    this.#now = Math.max(this.#now, to);
  }

  #ring(): void {
    while (this.#alarms[0] && this.#alarms[0].when <= this.#now) this.#alarms.shift()?.run();
  }
}
