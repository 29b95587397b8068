import { connect, type Socket } from 'node:net';

/** Where webhooks go. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface Burst {
  /** Answers a second. */
  readonly rate: number;
  /** How long each took, in ms. */
  readonly took: readonly number[];
}

/** A burst that takes longer than this has failed. */
const LONGEST = 60_000;
const HEAD_END = '\r\n\r\n';

/**
 * Sends requests over so many connections that stay open, each with its next request as soon as the last is
 * answered. Rejects where an answer is not 200: what was not taken in is no figure.
 *
 * By hand on sockets: a client that parses as carefully as Node's own takes more time than the server.
 */
export async function burst(
  address: Address,
  requests: readonly Buffer[],
  connections = 32,
): Promise<Burst> {
  const took: number[] = [];
  let next = 0;
  const began = performance.now();
  const sockets: Socket[] = [];
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect({ ...address, noDelay: true });
      sockets.push(socket);
      let sent = 0;
      let answer = '';
      const send = (): void => {
        const request = requests[next];
        if (!request) {
          socket.end();
          resolve();
          return;
        }
        next += 1;
        sent = performance.now();
        socket.write(request);
      };
      socket.once('connect', send);
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('the server closed a connection')));
      socket.setTimeout(LONGEST, () => socket.destroy(new Error('no answer came')));
      socket.setEncoding('latin1');
      socket.on('data', (chunk: string) => {
        answer += chunk;
        if (!isWhole(answer)) return;
        if (!answer.startsWith('HTTP/1.1 200')) {
          reject(new Error(`a webhook was answered ${answer.slice(0, 300)}`));
          return;
        }
        took.push(performance.now() - sent);
        answer = '';
        send();
      });
    });
  try {
    await Promise.all(Array.from({ length: connections }, work));
  } finally {
    for (const socket of sockets) socket.destroy();
  }
  return { rate: (took.length / (performance.now() - began)) * 1_000, took };
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf(HEAD_END);
  if (end < 0) return false;
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, end))?.[1] ?? 0);
  return answer.length >= end + HEAD_END.length + length;
}
