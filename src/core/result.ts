/** What a person can mend: why it was not done and what to type or do instead. */
export interface Refusal {
  readonly because: string;
  readonly tryThis: string;
}

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

/** What was asked for. */
export const ok = <Value>(value: Value): Result<Value> => ({ ok: true, value });

/** Both halves are whole sentences without a full stop; `tryThis` says what to type or do instead. */
export const refuse = (because: string, tryThis: string): Result<never> => ({
  ok: false,
  refusal: { because, tryThis },
});
