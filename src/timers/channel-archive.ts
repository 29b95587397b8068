/** Some days after the end nobody needs the channel any more. Reopened before, the incident keeps it. */
import { channelPlace } from '../core/channel-wanted.ts';
import type { Timer } from './timer.ts';

export const channelArchive: Timer = {
  name: 'channel-archive',
  dueAt(incident, policy) {
    const after = channelPlace(incident, policy)?.archiveAfter ?? null;
    const { channel, status, resolvedAt } = incident;
    if (!channel || channel.archived || status !== 'resolved') return null;
    return after === null || resolvedAt === null ? null : resolvedAt + after;
  },
  fire: () => [{ type: 'channel', what: 'archived' }],
};
