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
  plan({ record, snapshot, incident }) {
    if (record.ledger[REACTIONS]) return [];
    const remarks = snapshot.postmortem?.comments ?? [];
    const elsewhere = incident.postmortem?.repository;
    return [...snapshot.comments, ...remarks].flatMap((comment): readonly Effect[] => {
      const { id, reactions: left, onPostmortem } = comment;
      const there = onPostmortem && elsewhere ? { in: elsewhere } : {};
      const verdict = record.comments[id];
      if (!verdict || verdict === 'nothing') return [];
      const content: Reaction = verdict === 'accepted' ? 'rocket' : 'confused';
      return left.includes(content) ? [] : [{ kind: 'react', comment: id, content, ...there }];
    });
  },
};
