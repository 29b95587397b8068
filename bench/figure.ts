/** One thing measured: what Tocsin takes or does, and what whoever it is held against does in the same run. */
export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly ours: number;
  /** Null where there is nothing to hold it against. */
  readonly baseline: number | null;
  /** Ours by the baseline's; null without one. Medians of the rounds' own ratios where there are rounds. */
  readonly ratio: number | null;
  /** What it is to come to: said beside it, and whether it does. */
  readonly aim?: Aim;
}

/** A bound on the ratio, or, where `of` says so, on our own figure. */
export interface Aim {
  readonly of?: 'ours';
  readonly most?: number;
  readonly least?: number;
}

/** A bench: bounded in count and in time, on loopback only. */
export interface Figure {
  readonly name: string;
  /** What is done, and what the baseline is, in one sentence. */
  readonly about: string;
  measure(): Promise<readonly Row[]>;
}

/** The value that this share (0 to 1) of them does not pass. NaN of none. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/** A row of figures that were taken in turns: each of ours is held against the baseline's beside it. */
export function inTurns(
  what: { readonly what: string; readonly unit: string; readonly aim?: Aim },
  ours: readonly number[],
  baseline: readonly number[],
): Row {
  const ratios = ours.map((own, round) => own / (baseline[round] ?? Number.NaN));
  return { ...what, ours: median(ours), baseline: median(baseline), ratio: median(ratios) };
}

/** Whether a row comes to what it is to; null where nothing is asked of it. */
export function holds({ aim, ours, ratio }: Row): boolean | null {
  if (!aim) return null;
  const value = aim.of === 'ours' ? ours : (ratio ?? Number.NaN);
  return value >= (aim.least ?? Number.NEGATIVE_INFINITY) && value <= (aim.most ?? Infinity);
}
