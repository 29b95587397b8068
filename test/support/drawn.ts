/**
 * How many samples of a law are tried: few by the suite, `LAWS` times as many by `npm run laws`. Each run draws
 * others; what fails prints the seed that repeats it.
 */
export const drawn = (many: number): { readonly numRuns: number } => ({
  numRuns: Math.ceil(many * Number(process.env.LAWS ?? 1)),
});
