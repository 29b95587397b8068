import type { EventOf, IncidentEvent } from './events.ts';
import { inOrder } from './in-order.ts';

/** A note as it reads now, and who changed its words; null: nobody. */
interface Note {
  readonly event: EventOf<'noted'>;
  readonly editedBy: string | null;
}

/** The note with the words and the time that the last edit of its comment gave it. */
export function asEdited(event: EventOf<'noted'>, events: readonly IncidentEvent[]): Note {
  const edits = events.filter(
    (other): other is EventOf<'note-edited'> =>
      other.type === 'note-edited' && other.note === event.via,
  );
  const last = inOrder(edits).at(-1);
  if (last?.type !== 'note-edited') return { event, editedBy: null };
  const { happened: _before, ...rest } = event;
  const { text, happened, by } = last;
  return {
    event: { ...rest, text, ...(happened === undefined ? {} : { happened }) },
    editedBy: by,
  };
}

/** The notes that one comment has put into the timeline, as they read now. */
export const notesFrom = (
  comment: number,
  events: readonly IncidentEvent[],
): readonly EventOf<'noted'>[] =>
  events
    .filter(
      (event): event is EventOf<'noted'> =>
        event.type === 'noted' && event.via.startsWith(`comment:${comment}:`),
    )
    .map((event) => asEdited(event, events).event);
