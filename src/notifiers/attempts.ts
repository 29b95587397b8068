import { inWords } from '../core/duration.ts';
import { type Clock, type Duration, type Instant, SECOND } from '../core/time.ts';
import type { Outcome } from './notifier.ts';

/** A try that has not answered by then is given up. */
export const TRY_LIMIT: Duration = 10 * SECOND;
/** All tries together: whoever waits for this page has waited long enough to be called another way. */
export const LIMIT: Duration = 30 * SECOND;
const FIRST_PAUSE: Duration = SECOND;
/** What is left of the limit is not worth a try below this. */
const LEAST_TRY: Duration = SECOND;

/** What came of one try. `again`: may be tried again, not before `after`. `refused`: would be refused again. */
export type Tried<Value> =
  | { readonly end: 'done'; readonly value: Value }
  | {
      readonly end: 'again';
      readonly because: string;
      readonly after: Duration | null;
      /** Whether it may have been done all the same. */
      readonly unclear: boolean;
    }
  | { readonly end: 'refused'; readonly because: string };

export const done = <Value>(value: Value): Tried<Value> => ({ end: 'done', value });
export const refused = (because: string): Tried<never> => ({ end: 'refused', because });
/** To be tried again: certainly not done yet. */
export const again = (because: string, after: Duration | null = null): Tried<never> => ({
  end: 'again',
  because,
  after,
  unclear: false,
});
/** To be tried again: done or not, nobody has said. */
export const perhaps = (because: string, after: Duration | null = null): Tried<never> => ({
  end: 'again',
  because,
  after,
  unclear: true,
});

interface Try {
  /** Aborts what is under way when its time is up. */
  readonly signal: AbortSignal;
  /** Whether an earlier try may have arrived although no answer came. */
  readonly unclear: boolean;
}

/**
 * Tries until it is done, refused or late: 10 s a try, pauses of 1, 2, 4, 8 s between (or what was asked for by
 * Retry-After), 30 s in all. `who` begins the sentences. What `once` throws counts as a broken connection.
 */
export async function persist<Value>(
  { clock, who }: { readonly clock: Clock; readonly who: string },
  once: (attempt: Try) => Promise<Tried<Value>>,
): Promise<Outcome<Value>> {
  const start = clock.now();
  let unclear = false;
  for (let tries = 1; ; tries += 1) {
    const left = start + LIMIT - clock.now();
    const tried = await within(clock, Math.min(TRY_LIMIT, left), who, (signal) =>
      once({ signal, unclear }),
    );
    if (tried.end === 'done') return { ok: true, value: tried.value, tries };
    if (tried.end === 'refused') return { ok: false, because: `${tried.because}.`, tries };
    unclear ||= tried.unclear;
    const pause = Math.max(FIRST_PAUSE * 2 ** (tries - 1), tried.after ?? 0);
    if (clock.now() + pause + LEAST_TRY > start + LIMIT)
      return { ok: false, because: givenUp(tried, tries, clock.now() - start), tries };
    await clock.sleep(pause);
  }
}

/** One try, or "did not answer" once its time is up. */
function within<Value>(
  clock: Clock,
  limit: Duration,
  who: string,
  run: (signal: AbortSignal) => Promise<Tried<Value>>,
): Promise<Tried<Value>> {
  const controller = new AbortController();
  return new Promise((resolve) => {
    const cancel = clock.at(clock.now() + limit, () => {
      resolve(perhaps(`${who} did not answer within ${inWords(limit)}`));
      controller.abort();
    });
    void Promise.resolve(controller.signal)
      .then(run)
      .catch((error: unknown) => broken(who, error))
      .then((tried) => {
        cancel();
        resolve(tried);
      });
  });
}

/** A connection that was never made carried nothing; one that broke may have. */
const broken = (who: string, error: unknown): Tried<never> => {
  const code = codeOf(error);
  const known = BREAKS[code];
  const because = `${who} could not be reached: ${known ?? (code || 'the connection failed')}`;
  return known === undefined || known === BREAKS.ECONNRESET ? perhaps(because) : again(because);
};

const BREAKS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refused the connection',
  ECONNRESET: 'it broke the connection off',
  EPIPE: 'it broke the connection off',
  UND_ERR_SOCKET: 'it broke the connection off',
  ENOTFOUND: 'its name is not known (DNS)',
  EAI_AGAIN: 'its name cannot be looked up just now (DNS)',
  EHOSTUNREACH: 'there is no way to it from here',
  ENETUNREACH: 'there is no way to it from here',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** An error's code, its own or the innermost cause's. Messages hold addresses and are never told. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const inner = 'cause' in error ? codeOf(error.cause) : '';
  if (inner !== '') return inner;
  return 'code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(error.code)
    ? error.code
    : '';
}

function givenUp(
  { because, after }: { readonly because: string; readonly after: Duration | null },
  tries: number,
  taken: Duration,
): string {
  if (after !== null && after >= LIMIT)
    return `${because} and asks for ${inWords(after)} of patience, longer than a page may wait.`;
  const many = tries === 1 ? 'once' : `${tries} times`;
  return `${because} (tried ${many} in ${Math.round(taken / SECOND)} s).`;
}

/** What `Retry-After` asks for: seconds, or a date. Null where it says neither. */
export function retryAfter(header: string | null, now: Instant): Duration | null {
  if (header === null) return null;
  if (/^\s*\d{1,6}(?:\.\d+)?\s*$/.test(header)) return Number(header) * SECOND;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
