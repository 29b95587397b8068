/** How `tocsin` ends, for scripts. docs/before/cli.md is written from this. */
export const EXITS = {
  done: { code: 0, means: 'It is done, or all is well.' },
  problems: { code: 1, means: 'What was looked at has problems; they are listed.' },
  misused: {
    code: 2,
    means: 'What was typed cannot be meant: an unknown verb or option, a file that is not there.',
  },
  refused: {
    code: 3,
    means:
      'GitHub says no: no token or a wrong one, a right that it lacks, a repository or an issue that is not there.',
  },
  later: {
    code: 4,
    means: 'GitHub cannot be reached, or its limit is used up: trying again later may help.',
  },
  bug: { code: 70, means: 'A mistake in Tocsin itself.' },
} as const;

export type Exit = keyof typeof EXITS;

/** Something that a person can mend ends a verb: one sentence that says what, and what to try. */
export class Stop extends Error {
  override readonly name = 'Stop';
  readonly exit: Exit;

  constructor(exit: Exit, message: string, cause?: unknown) {
    super(message, { cause });
    this.exit = exit;
  }
}

/** Ends a verb because of what was typed. */
export const misused = (message: string): Stop => new Stop('misused', message);
