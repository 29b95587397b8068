import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { Instant } from '../../core/time.ts';

/** A request that a stand-in was asked. */
export interface Asking {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON; nothing where left out. */
  readonly body?: unknown;
}

export interface Heard extends Asking {
  readonly at: Instant;
  /** What was answered; null where nothing was. */
  readonly status: number | null;
}

/** Which requests something happens to. */
export interface Befalls {
  /** Once where left out. */
  readonly times?: number;
  /** Only requests of this path; any where left out. */
  readonly on?: string;
}

interface Fault {
  readonly does: 'fail' | 'hang' | 'break';
  /** Whether what was asked for is done all the same. */
  readonly performs: boolean;
  readonly reply: Reply;
  /** What else happens at that moment. */
  readonly meanwhile?: () => void;
}

const SILENCE: Reply = { status: 0 };

/** What makes a service hard, off until asked for. */
export class StandInTrouble {
  /** Every connection is broken off at once. */
  isDown = false;
  #armed: { readonly fault: Fault; readonly on: string | undefined; left: number }[] = [];

  /** The next requests are answered with an error, and not done. */
  fail(reply: Reply, befalls: Befalls = {}): void {
    this.#arm({ does: 'fail', performs: false, reply }, befalls);
  }

  /** The next requests are never answered, and not done. */
  hang(befalls: Befalls = {}): void {
    this.#arm({ does: 'hang', performs: false, reply: SILENCE }, befalls);
  }

  /** The next requests are done, and the answer gets lost on its way. */
  loseAnswer(befalls: Befalls = {}): void {
    this.#arm({ does: 'break', performs: true, reply: SILENCE }, befalls);
  }

  /** When the next request is heard, before it is done or after, `then` happens; nobody hears an answer. */
  interrupt(then: () => void, when: 'before' | 'after', befalls: Befalls = {}): void {
    const fault = { does: 'break', performs: when === 'after', reply: SILENCE } as const;
    this.#arm({ ...fault, meanwhile: then }, befalls);
  }

  clear(): void {
    this.isDown = false;
    this.#armed = [];
  }

  /** What befalls this request, or null; counts it. */
  take(path: string): Fault | null {
    if (this.isDown) return { does: 'break', performs: false, reply: SILENCE };
    const armed = this.#armed.find(({ left, on = path }) => left > 0 && on === path);
    if (!armed) return null;
    armed.left -= 1;
    return armed.fault;
  }

  #arm(fault: Fault, { times = 1, on }: Befalls): void {
    this.#armed.push({ fault, on, left: times });
  }
}

/** A service of somebody else's, on loopback. */
export interface StandIn {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly trouble: StandInTrouble;
  readonly heard: readonly Heard[];
  /** How many requests wait for an answer that never comes: only a clock that is wound on frees them. */
  hanging(): number;
  close(): Promise<void>;
}

/** Starts a service on loopback that answers as `reply` says, unless trouble has it otherwise. */
export async function startStandIn(
  now: () => Instant,
  reply: (asking: Asking) => Reply,
): Promise<StandIn> {
  const trouble = new StandInTrouble();
  const heard: Heard[] = [];
  const waiting = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('error', () => response.destroy());
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const asking: Asking = {
        method: request.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      const fault = trouble.take(url.pathname);
      const given = fault && !fault.performs ? fault.reply : reply(asking);
      const status = fault && fault.does !== 'fail' ? null : given.status;
      heard.push({ ...asking, at: now(), status });
      fault?.meanwhile?.();
      if (fault?.does === 'break') return void response.destroy();
      if (fault?.does === 'hang') {
        waiting.add(response);
        response.on('close', () => waiting.delete(response));
        return;
      }
      const text = given.body === undefined ? '' : JSON.stringify(given.body);
      response.writeHead(given.status, { 'content-type': 'application/json', ...given.headers });
      response.end(text);
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    trouble,
    heard,
    hanging: () => waiting.size,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
