import type { Store } from '../world/store.ts';

/** Tells in what order things came onto issues: their times have a grain of a second, and here time stands still. */
export interface Order {
  /** A number that is greater for what came later. */
  of(table: 'comments' | 'events', id: number): number;
}

/** Watches a world from now on. What is there already counts in the order of its times. */
export function keepOrder(store: Store): Order {
  const places = new Map<string, number>();
  const take = (): void => {
    const { events, comments } = store.tables;
    const fresh = [
      ...[...comments.values()].map((one) => ({ key: `comments:${one.id}`, at: one.createdAt })),
      ...[...events.values()].map((one) => ({ key: `events:${one.id}`, at: one.createdAt })),
    ].filter(({ key }) => !places.has(key));
    for (const { key } of fresh.sort((a, b) => a.at - b.at)) places.set(key, places.size);
  };
  take();
  store.listen(take);
  return {
    of(table, id) {
      const key = `${table}:${id}`;
      if (!places.has(key)) take();
      return places.get(key) ?? places.size;
    },
  };
}
