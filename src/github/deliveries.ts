import type { Attempt } from '../core/failed-deliveries.ts';
import type { Instant } from '../core/time.ts';
import type { GitHub } from './client.ts';

/** What may concern an incident and no sweep finds: an `/incident` on an ordinary issue, a dispatch, a new repository. */
const EVENTS: readonly string[] = [
  'issues',
  'issue_comment',
  'repository_dispatch',
  'installation',
  'installation_repositories',
];

/** A page holds a hundred: whatever came over us, a look costs no more requests than this. */
const MOST_PAGES = 20;

interface Listed {
  readonly attempts: readonly Attempt[];
  /** False where there are more than are looked at. */
  readonly complete: boolean;
}

interface Wanted {
  readonly status: 'failure' | 'success';
  readonly since: Instant;
  readonly installations: readonly number[];
}

/**
 * GitHub's tries to deliver webhooks that could concern an incident of these installations, the newest first, back to
 * `since`. `app` speaks for the app itself, not for an installation.
 */
export async function listDeliveries(
  app: GitHub,
  { status, since, installations }: Wanted,
): Promise<Listed> {
  const attempts: Attempt[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { data, headers } = await app.rest.apps.listWebhookDeliveries({
      status,
      per_page: 100,
      ...(cursor === undefined ? {} : { cursor }),
    });
    for (const { id, guid, delivered_at, status_code, event, installation_id } of data) {
      const at = Date.parse(delivered_at);
      if (at < since) return { attempts, complete: true };
      // A server that has not heard of the parameter lists both.
      const isAsked = isFailed(status_code) === (status === 'failure');
      const isOurs = EVENTS.includes(event) && installations.includes(Number(installation_id));
      if (isAsked && isOurs) attempts.push({ id: String(id), guid, at });
    }
    cursor = cursorIn(headers.link);
    if (cursor === undefined) return { attempts, complete: true };
  }
  return { attempts, complete: false };
}

const isFailed = (status: number): boolean => status < 200 || status >= 400;

/** Where the next page begins, as GitHub says it in the header `Link`. */
function cursorIn(link: string | undefined): string | undefined {
  const next = /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
  return (next && new URL(next).searchParams.get('cursor')) || undefined;
}
