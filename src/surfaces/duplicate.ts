/**
 * Closed as a duplicate: the other incident is told, so that its timeline links back.
 *
 *     /duplicate #7    on #7's card: #12 (Search is slow) was closed by ana as a duplicate of this
 */
import type { Surface } from '../core/plan.ts';

export const duplicate: Surface = {
  name: 'duplicate',
  plan({ incident, snapshot }) {
    const { duplicateOf, outcome, resolvedAt, resolvedBy } = incident;
    const { number } = snapshot.issue;
    if (outcome !== 'duplicate' || !duplicateOf || duplicateOf === number || resolvedAt === null)
      return [];
    const id = `duplicate:${number}:${resolvedAt}`;
    const letter = {
      kind: 'duplicate',
      id,
      by: resolvedBy,
      at: resolvedAt,
      number,
      title: incident.title,
    } as const;
    return [{ kind: 'tell-incident', once: `${id}:${duplicateOf}`, issue: duplicateOf, letter }];
  },
};
