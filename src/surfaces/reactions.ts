/**
 * 🚀 on a comment whose commands were carried out, 😕 where one was refused.
 *
 *     /sev 9    😕, and a reply that lists the severities there are
 */
import { type Effect, REACTIONS } from '../core/effects.ts';
import type { Surface } from '../core/plan.ts';
import type { Reaction } from '../core/snapshot.ts';

export const reactions: Surface = {
  name: 'reactions',
  plan({ record, snapshot }) {
    if (record.ledger[REACTIONS]) return [];
    return snapshot.comments.flatMap(({ id, reactions: left }): readonly Effect[] => {
      const verdict = record.comments[id];
      if (!verdict || verdict === 'nothing') return [];
      const content: Reaction = verdict === 'accepted' ? 'rocket' : 'confused';
      return left.includes(content) ? [] : [{ kind: 'react', comment: id, content }];
    });
  },
};
