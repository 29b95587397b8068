import type { Account, Comment, Issue, Reaction, ReactionContent } from './records.ts';
import type { Store } from './store.ts';

/** Puts reactions back where they belong; a reaction touches no time. */
function keep(store: Store, on: Issue | Comment, reactions: readonly Reaction[]): void {
  if (on.kind !== 'IssueComment') store.put('issues', { ...on, reactions });
  else store.put('comments', { ...on, reactions });
}

/** Reacts once: the same again answers the reaction that is there already. */
export function react(
  store: Store,
  on: Issue | Comment,
  by: Account,
  content: ReactionContent,
): { readonly reaction: Reaction; readonly isNew: boolean } {
  const known = on.reactions.find((one) => one.user === by.id && one.content === content);
  if (known) return { reaction: known, isNew: false };
  const reaction = { id: store.nextReactionId(), user: by.id, content, createdAt: store.now() };
  keep(store, on, [...on.reactions, reaction]);
  return { reaction, isNew: true };
}

export function withdrawReaction(store: Store, on: Issue | Comment, id: number): void {
  keep(
    store,
    on,
    on.reactions.filter((one) => one.id !== id),
  );
}
