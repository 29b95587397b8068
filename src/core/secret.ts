import { ok, type Result, refuse } from './result.ts';

/*
 * A secret is only ever named in a policy: `${NAME}` as the whole of a credential field. It stands for the variable
 * TOCSIN_SECRET_<OWNER>_<NAME> of our own environment, so that nobody reads another owner's by naming it.
 */

export const SECRET_PREFIX = 'TOCSIN_SECRET_';
const NAMED = /^\$\{([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)\}$/;
/** What may stand where a credential belongs. Who reads it may have typed the secret itself: it is not repeated. */
export const SECRET_ALLOWED =
  'the name of a secret such as "${PAGER}" (capitals, digits and _), never the secret itself';
/** Shorter ones would blot out ordinary words, and are no secrets. */
export const LEAST_SECRET = 6;

type Variables = Readonly<Record<string, string | undefined>>;

/** The `NAME` of `${NAME}`, or null where the text is anything else: a secret is never a part of a text. */
export const secretIn = (text: string): string | null => NAMED.exec(text)?.[1] ?? null;

/** Whoever knows an address that leads to one place may post there. */
const LEADS_SOMEWHERE = /:\/\/[^/]+(?:[/?#].|@)/;
/** Long, or long enough and mixed, as keys and tokens are. */
const LIKE_A_KEY = /^.{20,}$|^(?=.*\d)(?=.*[a-z]).{16,}$|^xox/i;

/** Whether a text that somebody typed may hold a credential: complaints do not repeat it then. */
export const mayHoldSecret = (text: string): boolean =>
  text
    .split(/[\s"'{}[\],]+/)
    .some((word) => (word.includes('://') ? LEADS_SOMEWHERE : LIKE_A_KEY).test(word));

/** `TOCSIN_SECRET_ACME_INC_PAGER` for the owner `acme-inc` and the name `PAGER`. */
export const variableOf = (owner: string, name: string): string =>
  `${prefixOf(owner)}${name.toUpperCase()}`;

const prefixOf = (owner: string): string =>
  `${SECRET_PREFIX}${owner.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_`;

/**
 * The secret that an owner's policy names. `served` are the owners whom the server is for; empty: whoever has
 * installed the app. `acme` naming `X_PAGER` and `acme-x` naming `PAGER` mean the same variable, so that an owner
 * whose name is not plain must be among those served, and of two that mean one variable neither has it.
 */
export function readSecret(
  variables: Variables,
  served: readonly string[],
  { owner, name }: { readonly owner: string; readonly name: string },
): Result<string> {
  const variable = variableOf(owner, name);
  const same = (other: string) => other.toLowerCase() === owner.toLowerCase();
  const isServed = served.some(same);
  if (served.length > 0 ? !isServed : /[^a-z0-9]/i.test(owner))
    return refuse(
      `the secret ${name} may not be read for ${owner}, who is not in ALLOWED_OWNERS`,
      `add ${owner} to ALLOWED_OWNERS on the server`,
    );
  const rival = served.find((other) => !same(other) && variable.startsWith(prefixOf(other)));
  if (rival)
    return refuse(
      `the secret ${name} of ${owner} and one of ${rival} would have the same name`,
      'give it another name',
    );
  const value = variables[variable]?.trim();
  if (!value)
    return refuse(
      `the secret ${name} is not set`,
      `set ${variable} in the environment of the server`,
    );
  return ok(value);
}

/** The text without any secret of the environment in it, plain or as an address or JSON would write it. */
export function redact(variables: Variables, text: string): string {
  const secrets = Object.entries(variables)
    .filter(([name]) => name.startsWith(SECRET_PREFIX) || name === 'SMTP_URL')
    .flatMap(([, value = '']) => formsOf(value.trim()))
    .filter((form) => form.length >= LEAST_SECRET)
    .sort((a, b) => b.length - a.length);
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
}

/** How a secret may stand in a text: as it is, as an address, JSON or a header would write it, or a part that tells as much. */
export const formsOf = (secret: string): readonly string[] =>
  [secret, ...linesIn(secret), ...passwordIn(secret)].flatMap((one) => [
    one,
    encodeURIComponent(one),
    inJson(one),
    inJson(inJson(one)),
    Buffer.from(one).toString('base64'),
  ]);

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** A key's lines are as good as the key; its first and last ones are the same in every key. */
const linesIn = (secret: string): readonly string[] =>
  secret.split(/\n|\\n/).filter((line) => line.length >= 24 && !line.startsWith('-----'));

/** Of an address with a password in it the password alone gives as much away. */
function passwordIn(secret: string): readonly string[] {
  if (!URL.canParse(secret)) return [];
  const { password } = new URL(secret);
  return password === '' ? [] : [password, decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
