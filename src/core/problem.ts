/** Something wrong in a file that a person wrote, said so that they can mend it. */
export interface Problem {
  readonly file: string;
  /** Where in the text; both count from 1, as editors do. */
  readonly line: number;
  readonly column: number;
  /** Where inside: `severities.1.page`; `this line` where it is no YAML at all. */
  readonly path: string;
  readonly value: string;
  readonly allowed: string;
}

/** `.github/incidents.yml:4:13: clocks.grace is "soon"; allowed: …`: as a terminal tells it. */
export const problemLine = ({ file, line, column, path, value, allowed }: Problem): string =>
  `${file}:${line}:${column}: ${path} is "${value}"; allowed: ${allowed}`;
