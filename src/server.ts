import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { EnvironmentProblem } from './env-values.ts';

/** Answers a request, and true; anything else where it is not its own. */
export type Page = (request: IncomingMessage, response: ServerResponse) => unknown;

interface ServerParts {
  readonly host: string;
  readonly port: number;
  readonly webhookPath: string;
  /** Takes a webhook in and answers it; never rejects. */
  readonly intake: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  readonly pages: readonly Page[];
  readonly log: { error(fields: object, message: string): void };
}

/**
 * The server in front of the Probot app, in place of Probot's own, which spends as much on each webhook's log
 * lines as all the rest of it takes (docs/inside/decisions/0018). Rejects where the
 * port is not to be had.
 */
export async function startServer(parts: ServerParts): Promise<Server> {
  const { host, port, webhookPath, intake, log } = parts;
  const server = createServer((request, response) => {
    if (request.method === 'POST' && pathOf(request) === webhookPath) {
      void intake(request, response);
      return;
    }
    serve(parts.pages, request, response).catch((err: unknown) => {
      log.error({ err, url: request.url }, 'a page failed');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explained(error, port)));
    server.listen({ host, port }, resolve);
  });
  return server;
}

const explained = (error: NodeJS.ErrnoException, port: number): Error =>
  error.code === 'EADDRINUSE'
    ? new EnvironmentProblem(`PORT ${port} is taken by another program: stop that, or set another.`)
    : error;

async function serve(
  pages: readonly Page[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  for (const page of pages) if ((await page(request, response)) === true) return;
  response.writeHead(404).end();
}

/** Without what is asked of it, and with no slash behind it. */
const pathOf = ({ url = '' }: IncomingMessage): string => url.replace(/\/*(?:\?.*)?$/, '');
