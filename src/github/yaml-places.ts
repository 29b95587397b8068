import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';

/** Where something stands in a text; both count from 1, as editors do. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

type Path = readonly PropertyKey[];

/**
 * Answers where in `text`, one YAML document, the value at a path stands, or what is nearest to it: the key
 * above a value that stands below it or is missing, and of what is not there at all, where it would be. Throws
 * where the text is no YAML.
 */
export function placesOf(text: string): (path: Path) => Spot {
  const offsets = offsetsIn(text);
  return (path) => {
    let end = path.length;
    while (end > 0 && !offsets.has(nameOf(path.slice(0, end)))) end -= 1;
    return spotAt(text, offsets.get(nameOf(path.slice(0, end))) ?? 0);
  };
}

/** The line and column of an offset. */
export function spotAt(text: string, offset: number): Spot {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** What is open while the events go by: a sequence counts, a mapping has read a key or waits for one. */
interface Open {
  readonly path: Path;
  readonly kind: 'document' | 'sequence' | 'mapping';
  items: number;
  key: { readonly name: string; readonly at: number } | null;
}

function offsetsIn(text: string): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  const stack: Open[] = [];
  for (const event of parseEvents(text, {})) {
    const inner = stack.at(-1);
    if (event.type === EVENT_ID.POP) {
      stack.pop();
      continue;
    }
    if (event.type === EVENT_ID.DOCUMENT) {
      stack.push({ path: [], kind: 'document', items: 0, key: null });
      continue;
    }
    if (!inner) continue;
    const isKey = inner.kind === 'mapping' && inner.key === null;
    if (isKey && event.type === EVENT_ID.SCALAR) {
      inner.key = { name: getScalarValue(text, event), at: event.valueStart };
      continue;
    }
    const path = pathWithin(inner);
    offsets.set(nameOf(path), bestOf(text, startOf(event), inner.key?.at ?? null));
    inner.key = null;
    inner.items += 1;
    if (event.type === EVENT_ID.MAPPING) stack.push({ path, kind: 'mapping', items: 0, key: null });
    if (event.type === EVENT_ID.SEQUENCE)
      stack.push({ path, kind: 'sequence', items: 0, key: null });
  }
  return offsets;
}

function pathWithin({ kind, path, items, key }: Open): Path {
  if (kind === 'document') return path;
  return [...path, kind === 'sequence' ? items : (key?.name ?? '')];
}

const startOf = (event: Event): number => {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  return 'start' in event ? event.start : -1;
};

/** The value where it stands on its key's line, else the key: that is where a person looks. */
function bestOf(text: string, value: number, key: number | null): number {
  if (key === null) return Math.max(value, 0);
  if (value < 0) return key;
  return /[\r\n]/.test(text.slice(key, value)) ? key : value;
}

const nameOf = (path: Path): string => JSON.stringify(path.map(String));
