import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isLogin } from './core/login.ts';
import { SECRET_PREFIX } from './core/secret.ts';
import type { NotifierSettings } from './notifiers/index.ts';

/** Something in the environment that the server cannot start with: which variable, and what to do. */
export class EnvironmentProblem extends Error {
  override readonly name = 'EnvironmentProblem';
}

const wrong = (message: string): EnvironmentProblem => new EnvironmentProblem(message);

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
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** `process.env`, as it comes. */
type Variables = Readonly<Record<string, string | undefined>>;

interface Variable {
  readonly name: string;
  readonly fallback: string;
  readonly says: string;
}

/** What can be set, what holds where it is not, and what it is for. */
export const VARIABLES: readonly Variable[] = [
  {
    name: 'APP_ID',
    fallback: '',
    says: 'The GitHub App’s id. Without it the set-up wizard starts, on loopback.',
  },
  {
    name: 'PRIVATE_KEY',
    fallback: '',
    says: 'The app’s private key (PEM; `\\n` for line ends and base64 are understood).',
  },
  {
    name: 'PRIVATE_KEY_PATH',
    fallback: '',
    says: 'A file with the private key, instead of `PRIVATE_KEY`.',
  },
  {
    name: 'WEBHOOK_SECRET',
    fallback: '',
    says: 'The secret that GitHub signs webhooks with. Required.',
  },
  { name: 'WEBHOOK_PATH', fallback: '/api/github/webhooks', says: 'Where webhooks arrive.' },
  { name: 'PORT', fallback: '3000', says: 'The port to listen on.' },
  { name: 'HOST', fallback: 'localhost', says: 'The address to listen on; `0.0.0.0` for all.' },
  {
    name: 'GHE_HOST',
    fallback: '',
    says: 'A GitHub Enterprise Server’s host name, with its port if it has one.',
  },
  { name: 'GHE_PROTOCOL', fallback: 'https', says: '`https` or `http`, for `GHE_HOST`.' },
  { name: 'LOG_LEVEL', fallback: 'info', says: `One of ${LOG_LEVELS.join(', ')}.` },
  {
    name: 'TOCSIN_DATA',
    fallback: '.tocsin',
    says: 'The folder for the queue’s file. Made if missing; losing it loses no incident.',
  },
  {
    name: 'DATABASE_URL',
    fallback: '',
    says: 'A PostgreSQL database for the queue instead of the file: `postgres://user:password@host/database`. Needed where several servers run.',
  },
  {
    name: 'TRUSTED_APP_IDS',
    fallback: '',
    says: 'User ids of the bots of former registrations of this app, by commas: their cards count as ours.',
  },
  {
    name: 'ALLOWED_OWNERS',
    fallback: '',
    says: 'Users and organisations that are served, by commas; without it whoever installs the app. An owner whose login is not plain letters and digits has secrets only if it stands here.',
  },
  {
    name: 'SMTP_URL',
    fallback: '',
    says: 'The mail server for e-mail, e.g. `smtps://user:password@mail.example.com`.',
  },
  { name: 'MAIL_FROM', fallback: 'tocsin@localhost', says: 'The sender’s address of e-mail.' },
  {
    name: 'WEBHOOK_LOOPBACK',
    fallback: 'false',
    says: '`true` lets a policy’s webhooks go to this machine itself, over http too: for trying things out.',
  },
];

/** Whether there is an app to run at all; without one the set-up wizard makes it. */
export const isSetUp = (env: Variables): boolean => Boolean(env.APP_ID);

/** Reads and checks the environment. Throws {@link EnvironmentProblem} naming the variable. */
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

const valuesIn =
  (env: Variables) =>
  (name: string): string =>
    env[name] || (VARIABLES.find((variable) => variable.name === name)?.fallback ?? '');

function matching(name: string, value: string, pattern: RegExp, wanted: string): string {
  if (pattern.test(value)) return value;
  throw wrong(`${name} is ${value ? 'not right' : 'missing'}: it must be ${wanted}.`);
}

function keyFrom(inline: string, path: string): string {
  const name = inline ? 'PRIVATE_KEY' : 'PRIVATE_KEY_PATH';
  const wanted = 'the PEM file that GitHub gave out when the key was made';
  if (!inline && !path)
    throw wrong(`PRIVATE_KEY (or PRIVATE_KEY_PATH) is missing: it must be ${wanted}.`);
  try {
    const pem = inline ? inlineKey(inline) : readFileSync(path, 'utf8');
    createPrivateKey(pem);
    return pem;
  } catch (cause) {
    const how = inline ? 'does not parse' : 'cannot be read as a key';
    throw new EnvironmentProblem(`${name} ${how}: it must be ${wanted}.`, { cause });
  }
}

const inlineKey = (text: string): string =>
  text.includes('-----BEGIN')
    ? text.replaceAll('\\n', '\n')
    : Buffer.from(text, 'base64').toString();

function apiUrlFrom(host: string, protocol: string): string {
  if (!host) return 'https://api.github.com';
  if (protocol !== 'https' && protocol !== 'http')
    throw wrong('GHE_PROTOCOL is not right: it must be https or http.');
  return `${protocol}://${matching('GHE_HOST', host, /^[\w.-]+(:\d+)?$/, 'a host name such as github.example.com')}/api/v3`;
}

function portFrom(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw wrong('PORT is not right: it must be a port number from 1 to 65535.');
}

function logLevelFrom(value: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === value);
  if (level) return level;
  throw wrong(`LOG_LEVEL is not right: it must be one of ${LOG_LEVELS.join(', ')}.`);
}

const secretsFrom = (env: Variables): Variables =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name, value]) => value && (name.startsWith(SECRET_PREFIX) || name === 'SMTP_URL'),
    ),
  );

function mailServerFrom(address: string): string | null {
  if (address === '') return null;
  if (URL.canParse(address) && /^smtps?:\/\/./.test(address)) return address;
  throw wrong(
    'SMTP_URL is not right: it must be an address such as smtps://user:password@mail.example.com.',
  );
}

const listed = (list: string): readonly string[] =>
  list
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);

function ownersFrom(list: string): readonly string[] {
  const owners = listed(list);
  const other = owners.find((owner) => !isLogin(owner));
  if (other) throw wrong(`ALLOWED_OWNERS holds "${other}": it must be logins with commas between.`);
  return owners.map((owner) => owner.toLowerCase());
}

function databaseFrom(url: string): string | null {
  if (!url) return null;
  // The address holds a password: it is not repeated.
  const wanted = 'an address such as postgres://user:password@host/database';
  return matching('DATABASE_URL', url, /^postgres(ql)?:\/\/\S+$/, wanted);
}

function idsFrom(list: string): readonly number[] {
  const ids = listed(list);
  const other = ids.find((id) => !/^\d+$/.test(id));
  if (other)
    throw wrong(`TRUSTED_APP_IDS holds "${other}": it must be numbers with commas between.`);
  return ids.map(Number);
}
