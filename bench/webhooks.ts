import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';

/** Real payloads of GitHub's, some 12 KB long. */
const require = createRequire(import.meta.url);
const EXAMPLES: readonly {
  readonly name: string;
  readonly examples: readonly Record<string, unknown>[];
}[] = require('@octokit/webhooks-examples');

interface Webhooks {
  readonly secret: string;
  readonly event: string;
  readonly payload: Record<string, unknown>;
}

/** An id as GitHub's are: by time, so that what comes together is kept together. */
let lastId = Date.now() * 10;
function deliveryId(): string {
  lastId += 1;
  const time = (lastId % 2 ** 32).toString(16).padStart(8, '0');
  return `${time}-cc78-11f0-81ab-4c9367dc0958`;
}

/** A signed webhook as it comes over the wire, under an id of its own. */
export function signed({ secret, event, payload }: Webhooks): Buffer {
  const body = JSON.stringify(payload);
  const head = [
    'POST /api/github/webhooks HTTP/1.1',
    'Host: 127.0.0.1',
    'Accept: */*',
    'User-Agent: GitHub-Hookshot/044aadd',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-GitHub-Event: ${event}`,
    `X-GitHub-Delivery: ${deliveryId()}`,
    'X-GitHub-Hook-ID: 292430182',
    `X-Hub-Signature-256: sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** What GitHub sends when somebody writes a comment. */
function comment(): Record<string, unknown> {
  const event = EXAMPLES.find(({ name }) => name === 'issue_comment');
  const payload = event?.examples.find(({ action }) => action === 'created');
  if (!payload) throw new Error('there is no example of a comment');
  return payload;
}

/** So many comments by a person, spread over so many open incidents: each concerns one, and is to be kept. */
export function comments(
  secret: string,
  { count, incidents, from }: { count: number; incidents: number; from: number },
): readonly Buffer[] {
  const { issue, comment: written, ...rest } = comment();
  const sender = { login: 'ana', id: 583_231, type: 'User' };
  return Array.from({ length: count }, (_, index) => {
    const number = 1 + ((from + index) % incidents);
    const text = { id: 492_700_400 + from + index, body: 'I see 500s since deploy 4812' };
    return signed({
      secret,
      event: 'issue_comment',
      payload: {
        ...rest,
        issue: { ...(issue as object), number, labels: [{ name: 'incident' }] },
        comment: { ...(written as object), ...text, user: sender },
        sender,
        installation: { id: 5, node_id: 'MDIzOkludGVncmF0aW9uSW5zdGFsbGF0aW9uNQ==' },
      },
    });
  });
}
