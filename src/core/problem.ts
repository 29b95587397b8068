/** Something wrong in a file that a person wrote, said so that they can mend it. */
export interface Problem {
  readonly file: string;
  /** Where inside: `severities.1.page`, or `line 4, column 3` where it is no YAML at all. */
  readonly path: string;
  readonly value: string;
  readonly allowed: string;
}
