import type { TimelineEntry } from './timeline.ts';

/** Most lines of the timeline that a card shows; the whole stands in the postmortem. */
const CARD_LINES = 200;
/** And their length together: a card holds 65,536 characters, escaped and with its record. */
const CARD_LENGTH = 8_000;

/** The newest entries that have room on the card. */
export function newest(timeline: readonly TimelineEntry[]): readonly TimelineEntry[] {
  let length = 0;
  const from = timeline.findLastIndex(({ text }, index) => {
    length += text.length;
    return length > CARD_LENGTH || timeline.length - index > CARD_LINES;
  });
  return timeline.slice(from + 1);
}
