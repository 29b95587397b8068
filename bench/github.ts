import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';

/** What is asked: `GET /app`, `GraphQL Snapshot`, with its variables or query. */
export interface Asked {
  readonly route: string;
  readonly token: string;
  readonly body: Record<string, unknown>;
}

interface Options {
  /** How long GitHub takes, in ms. */
  readonly delay?: number;
  /** What it answers, JSON; undefined: 404. */
  readonly answer: (asked: Asked) => unknown;
}

export interface GitHub {
  /** What the server's environment says of it. */
  readonly env: { readonly GHE_HOST: string };
  /** How often each thing was asked. */
  readonly asked: Map<string, number>;
  close(): Promise<void>;
}

const TOKEN_LASTS = 3_600_000;

/** A GitHub of few words, for when there are more incidents than the sandbox would hold. */
export async function startGitHub({ delay = 0, answer }: Options): Promise<GitHub> {
  const counts = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const body = parsed(await text(request));
    const path = (request.url ?? '').replace(/^\/api(\/v3)?/, '');
    const operation = /\b(?:query|mutation) (\w+)/.exec(String(body.query ?? ''))?.[1];
    const route = operation ? `GraphQL ${operation}` : `${request.method} ${path}`;
    counts.set(route, (counts.get(route) ?? 0) + 1);
    if (delay > 0) await pause(delay);
    const token = (request.headers.authorization ?? '').replace(/^\w+ /, '');
    const given = answer({ route, token, body }) ?? common(route);
    const headers = { 'content-type': 'application/json' };
    response.writeHead(given === undefined ? 404 : route.startsWith('POST') ? 201 : 200, headers);
    response.end(JSON.stringify(given ?? { message: 'Not Found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    env: { GHE_HOST: `127.0.0.1:${port}` },
    asked: counts,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** What every app asks of itself. The token names the installation that it is for. */
function common(route: string): unknown {
  const installation = /^POST \/app\/installations\/(\d+)\/access_tokens$/.exec(route)?.[1];
  if (installation) {
    const expires_at = new Date(Date.now() + TOKEN_LASTS).toISOString();
    return { token: `ghs_${installation}`, expires_at, permissions: {} };
  }
  if (route === 'GET /app') return { id: 1, slug: 'tocsin' };
  if (route.startsWith('GET /users/')) return { id: 41_898_282, login: 'tocsin[bot]' };
  if (route.startsWith('GET /app/installations?')) return [];
  if (route.startsWith('GET /app/installations/')) return { created_at: '2026-01-05T10:00:00Z' };
  return undefined;
}

function parsed(body: string): Record<string, unknown> {
  return body === '' ? {} : JSON.parse(body);
}
