/** What the person who declared wrote into the issue form; null is "no answer". */
export interface FormAnswers {
  readonly description: string | null;
  /** 1 is the worst; null also for "Not sure" and for what is no severity. */
  readonly severity: number | null;
  /** As typed: nothing is known about its format. */
  readonly startedAt: string | null;
  readonly services: readonly string[];
  readonly links: string | null;
  /** A login without its @, written small; null also where what was typed cannot be one. */
  readonly commander: string | null;
  /** Labels of required fields without a usable answer: GitHub does not insist in private repositories. */
  readonly missing: readonly string[];
}
