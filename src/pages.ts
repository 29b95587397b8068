import type { IncomingMessage, ServerResponse } from 'node:http';

/** (Request) → Response, or null where it is none of ours. */
export type WebPage = (request: Request) => Promise<Response | null>;

/** Our pages behind Probot's server: the first that answers does. */
export const servePages =
  (pages: readonly WebPage[]) =>
  async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean> => {
    const { url = '/', method = 'GET', headers } = incoming;
    if (method !== 'GET' && method !== 'HEAD') return false;
    const { authorization = '' } = headers;
    const request = new Request(`http://localhost${url}`, { headers: { authorization } });
    for (const page of pages) {
      const response = await page(request);
      if (!response) continue;
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(method === 'HEAD' ? undefined : await response.text());
      return true;
    }
    return false;
  };
