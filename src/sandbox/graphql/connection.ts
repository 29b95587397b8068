import { failure } from './failure.ts';
import { type Args, textArg } from './fields.ts';

const MAX_PAGE = 100;

const cursorOf = (key: number): string => Buffer.from(`cursor:v2:${key}`).toString('base64');

function keyOf(cursor: string): number {
  const [, key] = /^cursor:v2:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString()) ?? [];
  if (key !== undefined) return Number(key);
  throw failure('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
}

function sizeOf(args: Args, name: 'first' | 'last', connection: string): number | undefined {
  const size = args[name];
  if (typeof size !== 'number') return undefined;
  if (size <= MAX_PAGE && size >= 0) return size;
  throw failure(
    'EXCESSIVE_PAGINATION',
    `Requesting ${size} records on the \`${connection}\` connection exceeds the \`${name}\` limit of ${MAX_PAGE} records.`,
  );
}

/**
 * One page of a list. A cursor names the item that it was taken from, so that what is appended
 * meanwhile moves nothing. Items without an id are known by their place.
 */
export function connection<T>(name: string, args: Args, items: readonly T[]): object {
  const first = sizeOf(args, 'first', name);
  const last = sizeOf(args, 'last', name);
  if (first === undefined && last === undefined) {
    throw failure(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  }
  const keyed = items.map((node, index) => ({ node, key: idOf(node) ?? index }));
  const after = textArg(args, 'after');
  const before = textArg(args, 'before');
  const start = after === undefined ? 0 : placeOf(keyed, keyOf(after)) + 1;
  const end = before === undefined ? keyed.length : placeOf(keyed, keyOf(before));
  const window = keyed.slice(start, Math.max(start, end));
  const head = first === undefined ? window : window.slice(0, first);
  const page = last === undefined ? head : head.slice(Math.max(0, head.length - last));
  const from = page[0] === undefined ? start : keyed.indexOf(page[0]);
  const to = from + page.length;
  return {
    nodes: page.map(({ node }) => node),
    edges: page.map(({ node, key }) => ({ node, cursor: cursorOf(key) })),
    totalCount: items.length,
    pageInfo: {
      hasPreviousPage: from > 0,
      hasNextPage: to < keyed.length,
      startCursor: page[0] ? cursorOf(page[0].key) : null,
      endCursor: page.length > 0 ? cursorOf(page[page.length - 1]?.key ?? 0) : null,
    },
  };
}

function idOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('id' in node)) return undefined;
  return typeof node.id === 'number' ? node.id : undefined;
}

function placeOf(keyed: readonly { readonly key: number }[], key: number): number {
  const place = keyed.findIndex((one) => one.key === key);
  if (place >= 0) return place;
  throw failure('INVALID_CURSOR_ARGUMENTS', 'The cursor leads to an item that is gone.');
}
