/** Sections of an issue's body that are ours, by the name in their markers: `<!-- tocsin:due -->…<!-- /tocsin:due -->`. */
export type Ours = Readonly<Partial<Record<'due' | 'items', string>>>;

/** GitHub's own editor sends other line ends than we do; that is no difference. */
export const isSameText = (one: string, other: string): boolean =>
  one.replaceAll('\r\n', '\n') === other.replaceAll('\r\n', '\n');

/** A body with what is ours as it should be. A section whose markers somebody took out is theirs. */
export function withOurs(body: string, ours: Ours): string {
  return Object.entries(ours).reduce(
    (text, [name, value]) =>
      text.replace(
        new RegExp(`(<!-- tocsin:${name} -->)[\\s\\S]*?(<!-- /tocsin:${name} -->)`),
        (_all, open, close) => `${open}${value}${close}`,
      ),
    body,
  );
}
