/** One line of a comment as its author typed it. */
export interface Line {
  /** The Markdown source, without white space at the end. */
  readonly text: string;
  /** Whether a command may stand here: not in code, a quote, a list, a heading or HTML. */
  readonly plain: boolean;
}
