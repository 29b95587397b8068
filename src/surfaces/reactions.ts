/** 🚀 on a comment whose commands were carried out, 😕 where one was refused. */
import type { Effect } from '../core/effects.ts';
import type { Surface } from '../core/plan.ts';
import type { Reaction } from '../core/snapshot.ts';

export const reactions: Surface = {
  name: 'reactions',
  plan: ({ record, snapshot }) =>
    snapshot.comments.flatMap(({ id, reactions: left }): readonly Effect[] => {
      const verdict = record.comments[id];
      if (!verdict || verdict === 'nothing') return [];
      const content: Reaction = verdict === 'accepted' ? 'rocket' : 'confused';
      return left.includes(content) ? [] : [{ kind: 'react', comment: id, content }];
    }),
};
