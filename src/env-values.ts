import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isLogin } from './core/login.ts';
import { SECRET_PREFIX } from './core/secret.ts';
import { LOG_LEVELS, type LogLevel, type Variables } from './variables.ts';

/** Something in the environment that the server cannot start with: which variable, and what to do. */
export class EnvironmentProblem extends Error {
  override readonly name = 'EnvironmentProblem';
}

const wrong = (message: string): EnvironmentProblem => new EnvironmentProblem(message);

export function matching(name: string, value: string, pattern: RegExp, wanted: string): string {
  if (pattern.test(value)) return value;
  throw wrong(`${name} is ${value ? 'not right' : 'missing'}: it must be ${wanted}.`);
}

export function keyFrom(inline: string, path: string): string {
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

export function apiUrlFrom(host: string, protocol: string): string {
  if (!host) return 'https://api.github.com';
  if (protocol !== 'https' && protocol !== 'http')
    throw wrong('GHE_PROTOCOL is not right: it must be https or http.');
  return `${protocol}://${matching('GHE_HOST', host, /^[\w.-]+(:\d+)?$/, 'a host name such as github.example.com')}/api/v3`;
}

export function portFrom(value: string): number {
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw wrong('PORT is not right: it must be a port number from 1 to 65535.');
}

export function logLevelFrom(value: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === value);
  if (level) return level;
  throw wrong(`LOG_LEVEL is not right: it must be one of ${LOG_LEVELS.join(', ')}.`);
}

export const secretsFrom = (env: Variables): Variables =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name, value]) => value && (name.startsWith(SECRET_PREFIX) || name === 'SMTP_URL'),
    ),
  );

export function mailServerFrom(address: string): string | null {
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

export function ownersFrom(list: string): readonly string[] {
  const owners = listed(list);
  const other = owners.find((owner) => !isLogin(owner));
  if (other) throw wrong(`ALLOWED_OWNERS holds "${other}": it must be logins with commas between.`);
  return owners.map((owner) => owner.toLowerCase());
}

export const tokenFrom = (token: string): string | null =>
  token === ''
    ? null
    : matching(
        'METRICS_TOKEN',
        token,
        /^[\x21-\x7e]{16,}$/,
        '16 or more letters and digits, no blanks',
      );

/** Where we say that all is well. Whoever knows the address can say so too: it is not repeated. */
export function heartbeatFrom(address: string, loopback: boolean): string | null {
  if (address === '') return null;
  const url = URL.canParse(address) ? new URL(address) : null;
  const isOurs = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
  if (url?.protocol === 'https:' || (loopback && isOurs && url?.protocol === 'http:'))
    return address;
  throw wrong(
    'HEARTBEAT_URL is not right: it must be an https address (of this machine, with WEBHOOK_LOOPBACK, http too).',
  );
}

export function databaseFrom(url: string): string | null {
  if (!url) return null;
  // The address holds a password: it is not repeated.
  const wanted = 'an address such as postgres://user:password@host/database';
  return matching('DATABASE_URL', url, /^postgres(ql)?:\/\/\S+$/, wanted);
}

export function idsFrom(list: string): readonly number[] {
  const ids = listed(list);
  const other = ids.find((id) => !/^\d+$/.test(id));
  if (other)
    throw wrong(`TRUSTED_APP_IDS holds "${other}": it must be numbers with commas between.`);
  return ids.map(Number);
}
