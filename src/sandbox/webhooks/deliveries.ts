import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import type { Instant } from '../../core/time.ts';
import { signatureOf } from '../keys.ts';
import { type Attempt, DeliveryLog } from './log.ts';
import { WebhookMishaps } from './mishaps.ts';
import type { Message } from './payloads.ts';
import { type Outcome, post } from './post.ts';

const HOOK_ID = 450_238_117;
const TIMED_OUT: Outcome = { statusCode: 504, status: 'timed out', headers: {}, body: '' };

interface Letter {
  readonly guid: string;
  readonly message: Message;
  readonly isRedelivery: boolean;
}

interface DeliveriesOptions {
  readonly secret: string;
  readonly appId: number;
  readonly now: () => Instant;
}

/** Sends webhooks, signed, after the answer to the request that caused them, and keeps the log. */
export class Deliveries {
  readonly mishaps = new WebhookMishaps(() => this.#letGo());
  readonly #options: DeliveriesOptions;
  readonly #log = new DeliveryLog();
  readonly #agent = new Agent({ keepAlive: true });
  #url: string | null = null;
  #lastId = 28_560_000_000;
  #underWay = 0;
  #held: Letter[] = [];
  #reversed: Letter[] = [];
  #waiting: (() => void)[] = [];

  constructor(options: DeliveriesOptions) {
    this.#options = options;
  }

  /** Where webhooks go from now on. Without an address none is made. */
  to(url: string): void {
    this.#url = url;
  }

  /** Sends a webhook soon: once the present request is answered. */
  send(message: Message): void {
    if (this.#url === null) return;
    this.#post({ guid: randomUUID(), message, isRedelivery: false });
  }

  /** Delivers an attempt's webhook again, under the same id. False where there is no such attempt. */
  redeliver(id: number): boolean {
    const attempt = this.#log.find(id);
    if (!attempt) return false;
    this.#post({ guid: attempt.guid, message: attempt.message, isRedelivery: true });
    return true;
  }

  list(query: URLSearchParams): ReturnType<DeliveryLog['list']> {
    return this.#log.list(query);
  }

  describe(id: number): ReturnType<DeliveryLog['describe']> {
    return this.#log.describe(id);
  }

  /** Resolves when no delivery is under way; those held or waiting to be reversed do not count. */
  settled(): Promise<void> {
    if (this.#underWay === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  close(): void {
    this.#url = null;
    this.#agent.destroy();
  }

  #post(letter: Letter): void {
    const fate = this.mishaps.next();
    if (fate === 'held') this.#held.push(letter);
    else if (fate === 'dropped') this.#record(letter, this.#headersOf(letter), TIMED_OUT);
    else if (fate === 'kept for reversing') this.#keep(letter);
    else this.#start(fate === 'sent twice' ? [letter, letter] : [letter]);
  }

  #keep(letter: Letter): void {
    this.#reversed.unshift(letter);
    if (this.mishaps.reversing === 0) this.#start(this.#reversed.splice(0));
  }

  #letGo(): void {
    for (const letter of this.#held.splice(0)) this.#start([letter]);
    if (this.#reversed.length > 0) this.#start(this.#reversed.splice(0));
  }

  /** Delivers these one after the other, each after the answer to the one before. */
  #start(letters: readonly Letter[]): void {
    this.#underWay += 1;
    setImmediate(() => {
      void this.#deliver(letters).finally(() => {
        this.#underWay -= 1;
        if (this.#underWay === 0) for (const resolve of this.#waiting.splice(0)) resolve();
      });
    });
  }

  async #deliver(letters: readonly Letter[]): Promise<void> {
    for (const letter of letters) {
      const headers = this.#headersOf(letter);
      const outcome =
        this.#url === null
          ? TIMED_OUT
          : await post(this.#agent, this.#url, headers, letter.message.payload);
      this.#record(letter, headers, outcome);
    }
  }

  #record(letter: Letter, headers: Attempt['headers'], outcome: Outcome): void {
    this.#lastId += 1;
    const at = this.#options.now();
    this.#log.add({ ...letter, id: this.#lastId, at, headers, outcome });
  }

  #headersOf({ guid, message }: Letter): Record<string, string> {
    const { secret, appId } = this.#options;
    return {
      accept: '*/*',
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(message.payload)),
      'user-agent': 'GitHub-Hookshot/7c2f1d0',
      'x-github-delivery': guid,
      'x-github-event': message.event,
      'x-github-hook-id': String(HOOK_ID),
      'x-github-hook-installation-target-id': String(appId),
      'x-github-hook-installation-target-type': 'integration',
      'x-hub-signature-256': signatureOf(secret, message.payload),
    };
  }
}
