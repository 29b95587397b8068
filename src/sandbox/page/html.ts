/** Markup that is safe to send: made by `html`, or vouched for by `trusted`. */
export interface Html {
  readonly markup: string;
}

type Piece = Html | string | number | null | readonly Piece[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

const markupOf = (piece: Piece): string => {
  if (piece === null) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece));
  return 'markup' in piece ? piece.markup : piece.map(markupOf).join('');
};

/** A template whose values are escaped; lists are joined, null is nothing. Attributes want their quotes. */
export const html = (strings: TemplateStringsArray, ...values: readonly Piece[]): Html => ({
  markup: String.raw({ raw: strings }, ...values.map(markupOf)),
});

/** Vouches for markup that something else has made safe. */
export const trusted = (markup: string): Html => ({ markup });
