/**
 * What a comment or issue of ours carries so that it is found again: which act made it, and for an
 * issue which incident it belongs to. Believed only where the author is the app itself.
 */
export const markerFor = (once: string, of: number | null): string =>
  `<!-- tocsin:act ${once}${of === null ? '' : ` of #${of}`} -->`;

const MARKER = /<!-- tocsin:act (\S+)(?: of #(\d+))? -->/g;

/** The marker in a body that we wrote. The last one counts: it stands below all that people said. */
export function markerIn(
  body: string,
): { readonly once: string; readonly of: number | null } | null {
  const last = [...body.matchAll(MARKER)].at(-1);
  if (!last?.[1]) return null;
  return { once: last[1], of: last[2] === undefined ? null : Number(last[2]) };
}
