import { createHmac, generateKeyPair, type KeyObject, randomBytes, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { HOUR } from '../core/time.ts';

const generate = promisify(generateKeyPair);

let made: Promise<{ readonly publicKey: KeyObject; readonly privateKey: string }> | null = null;

/** The app's key pair, made once per process: 45 ms, which nobody should wait for twice. */
export function keyPair(): NonNullable<typeof made> {
  made ??= generate('rsa', { modulusLength: 2_048 }).then(({ publicKey, privateKey }) => ({
    publicKey,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }));
  return made;
}

interface Granted {
  readonly installation: number;
  /** Real time, not the wound clock's: the client compares it with its own. */
  readonly expiresAt: number;
}

/** Proves who is asking: the app by its JWT, an installation by the token it was given. */
export class Keys {
  readonly #publicKey: KeyObject;
  readonly #appId: number;
  readonly #tokens = new Map<string, Granted>();

  constructor(publicKey: KeyObject, appId: number) {
    this.#publicKey = publicKey;
    this.#appId = appId;
  }

  /** A new installation token, good for one real hour. */
  grant(installation: number): { readonly token: string; readonly expiresAt: number } {
    const token = `ghs_${randomBytes(18).toString('hex')}`;
    const expiresAt = Date.now() + HOUR;
    this.#tokens.set(token, { installation, expiresAt });
    return { token, expiresAt };
  }

  /** The installation that holds this token, or null where it is unknown or has run out. */
  installationOf(token: string): number | null {
    const granted = this.#tokens.get(token);
    return granted && granted.expiresAt > Date.now() ? granted.installation : null;
  }

  /** Why this is no JWT of the app's, in GitHub's words, or null where it is one. */
  faultOf(jwt: string): string | null {
    const [head = '', claims = '', signature = ''] = jwt.split('.');
    const signed = Buffer.from(`${head}.${claims}`);
    const isOurs = verify(
      'RSA-SHA256',
      signed,
      this.#publicKey,
      Buffer.from(signature, 'base64url'),
    );
    if (!isOurs) return 'A JSON web token could not be decoded';
    const { iss, iat, exp }: { iss?: unknown; iat?: unknown; exp?: unknown } = JSON.parse(
      Buffer.from(claims, 'base64url').toString(),
    );
    if (String(iss) !== String(this.#appId)) return "'Issuer' claim ('iss') must be the app's id";
    const now = Date.now() / 1_000;
    if (typeof iat !== 'number' || iat > now + 60) {
      return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
    }
    if (typeof exp !== 'number' || exp < now || exp > now + 660) {
      return "'Expiration time' claim ('exp') is too far in the future";
    }
    return null;
  }
}

/** What GitHub puts in `X-Hub-Signature-256`. */
export const signatureOf = (secret: string, payload: string): string =>
  `sha256=${createHmac('sha256', secret).update(payload).digest('hex')}`;
