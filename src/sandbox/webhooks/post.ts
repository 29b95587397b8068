import { type Agent, request } from 'node:http';

/** What came of sending one webhook. A status of 504 is GitHub's "timed out". */
export interface Outcome {
  readonly statusCode: number;
  readonly status: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** GitHub waits this long for an answer, in real milliseconds. */
const PATIENCE = 10_000;

/** Sends one webhook over HTTP. Never rejects: what went wrong is an outcome. */
export function post(
  agent: Agent,
  url: string,
  headers: Readonly<Record<string, string>>,
  payload: string,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const fail = (statusCode: number, status: string): void =>
      resolve({ statusCode, status, headers: {}, body: '' });
    const sending = request(
      url,
      { agent, method: 'POST', headers, timeout: PATIENCE },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', () => fail(502, 'failed to connect to host'));
        answer.on('end', () => {
          const statusCode = answer.statusCode ?? 0;
          const isOk = statusCode >= 200 && statusCode < 300;
          resolve({
            statusCode,
            status: isOk ? 'OK' : `Invalid HTTP Response: ${statusCode}`,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    sending.on('timeout', () => {
      fail(504, 'timed out');
      sending.destroy();
    });
    sending.on('error', () => fail(502, 'failed to connect to host'));
    sending.end(payload);
  });
}
