/** The incident that an issue of ours belongs to. */
interface Incident {
  readonly number: number;
  /** Its repository, where the issue is in another one. */
  readonly home: {
    readonly id: number;
    readonly owner: string;
    readonly name: string;
  } | null;
}

/**
 * What a comment or issue of ours carries so that it is found again: which act made it, and for an
 * issue which incident it belongs to. Believed only where the author is the app itself.
 */
export function markerFor(once: string, of: number | Incident | null): string {
  if (of === null) return `<!-- tocsin:act ${once} -->`;
  const { number, home } = typeof of === 'number' ? { number: of, home: null } : of;
  const where = home ? ` in ${home.owner}/${home.name} ${home.id}` : '';
  return `<!-- tocsin:act ${once} of #${number}${where} -->`;
}

const MARKER = /<!-- tocsin:act (\S+)(?: of #(\d+)(?: in ([\w-]+)\/([\w.-]+) (\d+))?)? -->/g;

interface Mark {
  readonly once: string;
  readonly of: number | null;
  readonly home: Incident['home'];
}

/** The marker in a body that we wrote. The last one counts: it stands below all that people said. */
export function markerIn(body: string): Mark | null {
  const [, once, of, owner, name, id] = [...body.matchAll(MARKER)].at(-1) ?? [];
  if (!once) return null;
  return {
    once,
    of: of === undefined ? null : Number(of),
    home: owner && name && id ? { id: Number(id), owner, name } : null,
  };
}
