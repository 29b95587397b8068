import { SECRET_PREFIX } from './core/secret.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** `process.env`, as it comes. */
export type Variables = Readonly<Record<string, string | undefined>>;

interface Variable {
  readonly name: string;
  readonly fallback: string;
  readonly says: string;
  /** Nobody may read its value anywhere. */
  readonly secret?: true;
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
    secret: true,
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
    secret: true,
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
    secret: true,
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
    secret: true,
    says: 'The mail server for e-mail, e.g. `smtps://user:password@mail.example.com`.',
  },
  { name: 'MAIL_FROM', fallback: 'tocsin@localhost', says: 'The sender’s address of e-mail.' },
  {
    name: 'WEBHOOK_LOOPBACK',
    fallback: 'false',
    says: '`true` lets a policy’s webhooks go to this machine itself, over http too: for trying things out.',
  },
  {
    name: 'METRICS_TOKEN',
    fallback: '',
    secret: true,
    says: 'What Prometheus must send as a bearer token to read `/metrics`, 16 characters or more. Without it there is no such page.',
  },
  {
    name: 'HEARTBEAT_URL',
    fallback: '',
    secret: true,
    says: 'A dead man’s switch: an https address that is asked for each minute in which all clocks and calls are as they should be. Whoever waits for it there hears of it when it stays away.',
  },
];

/** Answers a variable's value, or what holds where it is not set. */
export const valuesIn =
  (env: Variables) =>
  (name: string): string =>
    env[name] || (VARIABLES.find((variable) => variable.name === name)?.fallback ?? '');

/** The values that must never be read in a log: of such variables, of all that policies may name, and the key itself. */
export function secretsIn(env: Variables, privateKey: string): readonly string[] {
  const names = VARIABLES.filter(({ secret }) => secret).map(({ name }) => name);
  const values = Object.entries(env)
    .filter(([name]) => names.includes(name) || name.startsWith(SECRET_PREFIX))
    .map(([, value = '']) => value.trim());
  return [...values, privateKey.trim()].filter(Boolean);
}
