import { createHash, timingSafeEqual } from 'node:crypto';

interface Given {
  /** What whoever asks must know; null: nobody is answered. */
  readonly token: string | null;
  readonly scrape: () => Promise<{ readonly text: string; readonly contentType: string }>;
}

/** `GET /metrics`, for whoever has the token; without one set there is no such page. Anything else is not ours: null. */
export async function metrics(
  request: Request,
  { token, scrape }: Given,
): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  if (pathname !== '/metrics' || token === null) return null;
  const given = /^bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  if (!same(given, token))
    return new Response('This page wants METRICS_TOKEN as a bearer token.\n', {
      status: 401,
      headers: { 'www-authenticate': 'Bearer realm="tocsin metrics"' },
    });
  const { text, contentType } = await scrape();
  return new Response(text, { headers: { 'content-type': contentType } });
}

/** Takes as long for what is nearly right as for what is not at all. */
const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
