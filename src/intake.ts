import type { IncomingMessage, Server } from 'node:http';

/** GitHub's own limit: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
const LONGEST_BODY = 25 * 1024 * 1024;

/**
 * Turns away bodies that are too long before anybody reads them: Probot has no limit, and whoever read the
 * body to count it would keep the webhook from Probot. So a length must be given, as GitHub does; Node lets
 * no more come than that.
 */
export function limitBodies(server: Server): void {
  const listeners = server.listeners('request');
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const status = refusalOf(request);
    if (status !== null) {
      response.writeHead(status, { connection: 'close' }).end();
      return;
    }
    for (const listener of listeners) listener.call(server, request, response);
  });
}

function refusalOf({ headers }: IncomingMessage): number | null {
  if (headers['transfer-encoding'] !== undefined) return 411;
  return Number(headers['content-length'] ?? 0) > LONGEST_BODY ? 413 : null;
}
