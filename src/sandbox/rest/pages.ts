import type { Answer, Asked } from './asked.ts';

const DEFAULT_SIZE = 30;
const MAX_SIZE = 100;

/** One page of a list, and where it begins and ends. */
export function pageOf<T>(
  asked: Asked,
  all: readonly T[],
): { readonly items: readonly T[]; readonly headers: Readonly<Record<string, string>> } {
  const size = Math.min(MAX_SIZE, Number(asked.query.get('per_page')) || DEFAULT_SIZE);
  const page = Math.max(1, Number(asked.query.get('page')) || 1);
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (to: number, rel: string): string => {
    const query = new URLSearchParams(asked.query);
    query.set('page', String(to));
    return `<${asked.url}?${query}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(1, 'first'), link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
  ];
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  };
}

/** Answers one page of a list, each item drawn by `draw`, with GitHub's `Link` header. */
export function paged<T>(asked: Asked, all: readonly T[], draw: (item: T) => unknown): Answer {
  const { items, headers } = pageOf(asked, all);
  return { status: 200, body: items.map(draw), headers };
}
