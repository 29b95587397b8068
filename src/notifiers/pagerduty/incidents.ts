import { type Instant, SECOND } from '../../core/time.ts';
import { field, listOf, textOf } from '../answer.ts';
import type { Outcome } from '../notifier.ts';
import { momentOf, type PagerDutyAccount, query, read } from './api.ts';

/** What became of a page, as PagerDuty knows it. */
export interface PagerDutyIncident {
  readonly id: string;
  readonly url: string | null;
  readonly status: 'triggered' | 'acknowledged' | 'resolved';
  /** Who acknowledged or resolved it; null where nobody has, or no person did. */
  readonly by: string | null;
  readonly at: Instant | null;
}

/** The newest incident of a dedup key; null where there is none (yet): a page that was accepted and rings nobody. */
export const incidentOf = (
  account: PagerDutyAccount,
  dedupKey: string,
): Promise<Outcome<PagerDutyIncident | null>> =>
  read(account, `/incidents?${query({ incident_key: dedupKey, date_range: 'all' })}`, (answer) => {
    const incidents = listOf(answer, 'incidents').flatMap((one) => incidentIn(one) ?? []);
    // One call may ring several services, and a key that was opened again has several, too: who is there counts, else
    // what is open.
    const open = incidents.filter(({ status }) => status !== 'resolved');
    return open.find(({ by }) => by !== null) ?? open[0] ?? incidents.at(-1) ?? null;
  });

/**
 * As {@link incidentOf}, but waits for an incident that is not there yet: PagerDuty makes it a moment after it has
 * accepted the event. Null where it has not come within half a minute, and that is news.
 */
export async function incidentOnceThere(
  account: PagerDutyAccount,
  dedupKey: string,
): Promise<Outcome<PagerDutyIncident | null>> {
  for (let pause = 2 * SECOND; ; pause *= 2) {
    const outcome = await incidentOf(account, dedupKey);
    if (!outcome.ok || outcome.value || pause > 16 * SECOND) return outcome;
    await account.clock.sleep(pause);
  }
}

const STATUSES = ['triggered', 'acknowledged', 'resolved'] as const;

function incidentIn(value: unknown): PagerDutyIncident | null {
  const id = textOf(value, 'id');
  const status = STATUSES.find((known) => known === textOf(value, 'status'));
  if (id === null || !status) return null;
  const url = textOf(value, 'html_url');
  if (status === 'triggered') return { id, url, status, by: null, at: null };
  const acknowledgement = listOf(value, 'acknowledgements').at(-1);
  const isAcknowledged = status === 'acknowledged' && acknowledgement !== undefined;
  const who = isAcknowledged
    ? field(acknowledgement, 'acknowledger')
    : field(value, 'last_status_change_by');
  const at = isAcknowledged
    ? textOf(acknowledgement, 'at')
    : textOf(value, 'last_status_change_at');
  // A service or an integration is nobody: most likely it was we ourselves.
  const by = /^user/.test(textOf(who, 'type') ?? '') ? textOf(who, 'summary') : null;
  return { id, url, status, by, at: momentOf(at) };
}
