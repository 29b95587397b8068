/** A channel that could not be opened or kept is tried again, ever more seldom, for a day at most. */
import { CHANNEL_TRIES } from '../core/channel.ts';
import { channelPlace } from '../core/channel-wanted.ts';
import { type Duration, HOUR, MINUTE } from '../core/time.ts';
import type { Timer } from './timer.ts';

const PAUSES: readonly Duration[] = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE];

export const channelAgain: Timer = {
  name: 'channel-again',
  dueAt(incident, policy) {
    const trouble = incident.channelTrouble;
    if (!trouble || trouble.again || trouble.tries >= CHANNEL_TRIES) return null;
    if (!channelPlace(incident, policy)) return null;
    return trouble.at + (PAUSES[trouble.tries - 1] ?? HOUR);
  },
  fire: () => [{ type: 'channel', what: 'retried' }],
};
