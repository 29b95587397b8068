import { type LookupAddress, lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback, isPublicAddress } from './public-address.ts';

/*
 * Requests to addresses out of a repository's configuration. https only, never to what stands in our own network,
 * whatever its name resolves to at the very moment of connecting, and never on to where an answer points.
 */

/** An address that we do not speak to, and why: a sentence without a full stop. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
}

export interface OutgoingRules {
  /** Lets `http` and `https` to this machine itself through: for trying things out, and for tests. */
  readonly loopback: boolean;
}

export interface Sent {
  readonly status: number;
  readonly patience: string | null;
  /** The beginning of what was answered. */
  readonly said: string;
}

const MOST_READ = 2_000;

/** Why an address may not be spoken to as it is written, or null. What its name resolves to is looked at later. */
export function addressProblem(text: string, { loopback }: OutgoingRules): string | null {
  if (!URL.canParse(text)) return 'is no address';
  const url = new URL(text);
  // The parser has already turned 2130706433, 0177.0.0.1 and 0x7f.1 into 127.0.0.1.
  const host = hostOf(url);
  const isHere = isLoopback(host) || host === 'localhost';
  if (loopback && isHere && /^https?:$/.test(url.protocol)) return null;
  if (url.protocol !== 'https:') return 'does not begin with https://';
  if (url.username !== '' || url.password !== '') return 'has a user or a password in it';
  return isIP(host) !== 0 && !isPublicAddress(host) ? NOT_PUBLIC : null;
}

const NOT_PUBLIC = 'leads into a network that is not public';

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** Looks a name up and refuses it if any of its addresses is not public: only what was looked at is connected to. */
const careful =
  (rules: OutgoingRules): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      const [first] = found ?? [];
      if (error || !first) return callback(error ?? new Error('No address'), '', 0);
      const isAllowed = ({ address }: LookupAddress): boolean =>
        isPublicAddress(address) || (rules.loopback && isLoopback(address));
      if (!found.every(isAllowed)) return callback(new AddressRefused(NOT_PUBLIC), '', 0);
      if (options.all) return callback(null, found);
      callback(null, first.address, first.family);
    });
  };

/** Posts a body. Throws {@link AddressRefused} where that may not be, and whatever a connection throws. */
export async function post(
  text: string,
  message: {
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  },
  rules: OutgoingRules,
): Promise<Sent> {
  const problem = addressProblem(text, rules);
  if (problem !== null) throw new AddressRefused(problem);
  const url = new URL(text);
  const { body, headers, signal } = message;
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: careful(rules),
      // A connection that was kept open has been looked up some other time.
      agent: false,
      signal,
    });
    asked.on('error', reject);
    asked.on('response', (response) => {
      let said = '';
      const end = (): void => {
        const patience = response.headers['retry-after'] ?? null;
        resolve({ status: response.statusCode ?? 0, patience, said: said.slice(0, MOST_READ) });
        response.destroy();
      };
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        said += chunk;
        if (said.length >= MOST_READ) end();
      });
      response.on('end', end);
      response.on('error', reject);
    });
    asked.end(body);
  });
}
