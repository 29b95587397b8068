import type { LogLevel, WebClient } from '@slack/web-api';
import { type Clock, SECOND } from '../../core/time.ts';
import { field, listOf, notTaken, textOf } from '../answer.ts';
import { again, done, perhaps, persist, refused, type Tried } from '../attempts.ts';
import type { Outcome } from '../notifier.ts';

export const SLACK_URL = 'https://slack.com/api/';

/** What it takes to speak to a workspace. */
export interface SlackAccess {
  readonly clock: Clock;
  readonly token: string;
  /** Where the token came from, for sentences: `TOCSIN_SECRET_ACME_SLACK`. */
  readonly variable: string;
  readonly url?: string;
}

/** Asks Slack, trying again as `attempts.ts` says. `run` may make one request: it is what is tried again. */
export interface Slack {
  readonly clock: Clock;
  <Value>(run: (client: WebClient, unclear: boolean) => Promise<Value>): Promise<Outcome<Value>>;
}

/** The SDK's own retries last half an hour, and what it logs may hold what was sent: both are off. */
const SILENT = () => {};
const silentAt = (level: LogLevel) => ({
  debug: SILENT,
  info: SILENT,
  warn: SILENT,
  error: SILENT,
  setLevel: SILENT,
  getLevel: () => level,
  setName: SILENT,
});

export function slackOf({ clock, token, variable, url = SLACK_URL }: SlackAccess): Slack {
  const call = <Value>(
    run: (client: WebClient, unclear: boolean) => Promise<Value>,
  ): Promise<Outcome<Value>> =>
    persist({ clock, who: 'Slack' }, async ({ signal, unclear }): Promise<Tried<Value>> => {
      let broke: unknown;
      const noted = (error: unknown): never => {
        broke = error;
        throw error;
      };
      // Loaded by the first call: a start need not wait for it.
      const { LogLevel, WebClient } = await import('@slack/web-api');
      const client = new WebClient(token, {
        slackApiUrl: url,
        allowAbsoluteUrls: false,
        retryConfig: { retries: 0 },
        rejectRateLimitedCalls: true,
        logger: silentAt(LogLevel.ERROR),
        fetch: (input, init) => fetch(input, { ...init, signal }).catch(noted),
      });
      try {
        return done(await run(client, unclear));
      } catch (error) {
        // The SDK wraps what broke; what broke says why.
        if (broke !== undefined) throw broke;
        return failure(error, { now: clock.now(), variable });
      }
    });
  return Object.assign(call, { clock });
}

/** Slack's own name for what went wrong, `channel_not_found`; null where it said nothing of the kind. */
export const slackError = (error: unknown): string | null => textOf(error, 'data', 'error');

/** What went wrong with each person who was invited. */
export const slackErrors = (error: unknown): readonly unknown[] => listOf(error, 'data', 'errors');

/** Passing troubles of Slack's own. */
const PASSING = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

function failure(
  error: unknown,
  { now, variable }: { readonly now: number; readonly variable: string },
): Tried<never> {
  const code = textOf(error, 'code');
  if (code === 'slack_webapi_rate_limited_error') {
    const seconds = field(error, 'retryAfter');
    return again(BUSY, typeof seconds === 'number' ? seconds * SECOND : null);
  }
  if (code === 'slack_webapi_http_error') {
    const status = field(error, 'statusCode');
    const patience = textOf(error, 'headers', 'retry-after');
    return notTaken('Slack', { status: Number(status), patience, said: '' }, now);
  }
  const said = slackError(error);
  if (said !== null) return PASSING.has(said) ? passing(said) : refused(no(said, error, variable));
  // A 429 that does not say how long is no error of the SDK's with a name.
  if (/^Retry header/.test(textOf(error, 'message') ?? '')) return again(BUSY);
  throw error;
}

const BUSY = 'Slack has had too many requests (429)';

/** Slack says of its inner errors that what was asked for may have been done in part. */
const passing = (said: string): Tried<never> =>
  said.startsWith('rate') ? again(BUSY) : perhaps(`Slack is in trouble itself (${said})`);

/** A no of Slack's as a sentence, with what to do about it where that is known. */
function no(said: string, error: unknown, variable: string): string {
  if (TOKEN.has(said)) return `Slack does not accept the bot token in ${variable} (${said})`;
  if (said === 'missing_scope')
    return `Slack wants the app to have the scope ${textOf(error, 'data', 'needed') ?? '(unnamed)'}: add it and install the app again`;
  return `Slack refused it: ${ADVICE.get(said) ?? said.slice(0, 100)}`;
}

const TOKEN = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
]);

const ADVICE: ReadonlyMap<string, string> = new Map([
  ['plan_upgrade_required', "the workspace's plan has no user groups (plan_upgrade_required)"],
  ['no_such_subteam', 'there is no such user group, or it is disabled (no_such_subteam)'],
  [
    'channel_not_found',
    'there is no such channel, or it is private and the app is not in it (channel_not_found)',
  ],
  ['not_in_channel', 'the app is not in the channel: invite it there (not_in_channel)'],
  ['is_archived', 'the channel is archived (is_archived)'],
  [
    'restricted_action',
    'the workspace does not let apps do this: ask its admins (restricted_action)',
  ],
]);
