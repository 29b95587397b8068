/** A label as it is made where the repository has none of that name. */
export interface Label {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly colour: string;
  /** At most 100 characters. */
  readonly description: string;
}
