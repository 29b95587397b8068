import {
  apiUrlFrom,
  databaseFrom,
  heartbeatFrom,
  idsFrom,
  keyFrom,
  logLevelFrom,
  mailServerFrom,
  matching,
  ownersFrom,
  portFrom,
  secretsFrom,
  tokenFrom,
} from './env-values.ts';
import type { NotifierSettings } from './notifiers/index.ts';
import { type LogLevel, type Variables, valuesIn } from './variables.ts';

/** Every environment variable, typed. `docs/before/install.md` is held to this list by a test. */
export interface Environment {
  readonly appId: string;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly webhookPath: string;
  readonly port: number;
  readonly host: string;
  /** REST root, e.g. `https://api.github.com` or `https://ghe.example.com/api/v3`. */
  readonly apiUrl: string;
  readonly logLevel: LogLevel;
  readonly dataFolder: string;
  /** The queue's database; null: a file in the data folder. */
  readonly databaseUrl: string | null;
  readonly trusted: readonly number[];
  /** Who is served, by login; empty: whoever has installed the app. */
  readonly owners: readonly string[];
  /** `TOCSIN_SECRET_…` (what policies name and nothing lists), and the mail server's password. */
  readonly secrets: Variables;
  readonly notifiers: NotifierSettings;
  /** What whoever reads the metrics must know; null: they are not served. */
  readonly metricsToken: string | null;
  /** Called each minute in which all is well; null: nobody waits for that. */
  readonly heartbeatUrl: string | null;
}

/** Whether there is an app to run at all; without one the set-up wizard makes it. */
export const isSetUp = (env: Variables): boolean => Boolean(env.APP_ID);

/** Reads and checks the environment. Throws `EnvironmentProblem` naming the variable. */
export function readEnvironment(env: Variables): Environment {
  const value = valuesIn(env);
  return {
    appId: matching('APP_ID', value('APP_ID'), /^\d+$/, 'the number on the app’s settings page'),
    privateKey: keyFrom(value('PRIVATE_KEY'), value('PRIVATE_KEY_PATH')),
    webhookSecret: matching(
      'WEBHOOK_SECRET',
      value('WEBHOOK_SECRET'),
      /./,
      'the secret typed into the app’s settings: without it anybody could send events',
    ),
    webhookPath: matching(
      'WEBHOOK_PATH',
      value('WEBHOOK_PATH'),
      /^\/\S*$/,
      'a path that begins with /',
    ),
    port: portFrom(value('PORT')),
    host: value('HOST'),
    apiUrl: apiUrlFrom(value('GHE_HOST'), value('GHE_PROTOCOL')),
    logLevel: logLevelFrom(value('LOG_LEVEL')),
    dataFolder: value('TOCSIN_DATA'),
    databaseUrl: databaseFrom(value('DATABASE_URL')),
    trusted: idsFrom(value('TRUSTED_APP_IDS')),
    metricsToken: tokenFrom(value('METRICS_TOKEN')),
    heartbeatUrl: heartbeatFrom(value('HEARTBEAT_URL'), value('WEBHOOK_LOOPBACK') === 'true'),
    ...readOutside(env),
  };
}

/** The part of it that says how the world outside GitHub is reached. Throws as {@link readEnvironment}. */
export function readOutside(env: Variables): Pick<Environment, 'owners' | 'secrets' | 'notifiers'> {
  const value = valuesIn(env);
  return {
    owners: ownersFrom(value('ALLOWED_OWNERS')),
    secrets: secretsFrom(env),
    notifiers: {
      mailer: { url: mailServerFrom(value('SMTP_URL')), from: value('MAIL_FROM') },
      outgoing: { loopback: value('WEBHOOK_LOOPBACK') === 'true' },
    },
  };
}
