/**
 * The incident's own channel in Slack: opened with the incident, its topic, purpose, card, bookmarks and members as
 * the incident has them, archived some days after its end. What is so already is not asked for.
 *
 *     #incident-12 · SEV 1 · Mitigating · IC ana
 */
import { channelWanted } from '../core/channel-wanted.ts';
import type { Surface } from '../core/plan.ts';

export const channel: Surface = {
  name: 'channel',
  plan(world) {
    const wanted = channelWanted(world);
    return wanted ? [{ kind: 'keep-channel', wanted }] : [];
  },
};
