import { formsOf, LEAST_SECRET } from '../core/secret.ts';

const HIDDEN = '[secret]';

/** Headers and fields whose values nobody needs to read; in JSON, and in JSON within JSON. */
const BY_NAME =
  /(\\*")((?:proxy-)?authorization|cookie|set-cookie|x-(?:hub|pagerduty|slack)-signature(?:-256)?|x-api-key|password|pass|secret|token|client_secret|webhook_secret|routing_key|private_key|pem)\1:(?:\1(?:(?!\1)[^\\]|(?!\1)\\.)*\1|\[[^\]]*\])/gi;

/** What looks like a credential wherever it stands: of GitHub, Slack, a header, an address, a key, a token of our own. */
const BY_LOOK: readonly (readonly [RegExp, string])[] = [
  [/\b(?:gh[pousr]_\w{16,}|github_pat_\w{20,}|v1\.[0-9a-f]{40})/g, HIDDEN],
  [/\bxox[a-z]-[\w-]{8,}/g, HIDDEN],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}/g, HIDDEN],
  [/\b(bearer|basic) [\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  [/(:\/\/[^\s/:@"\\]*:)[^\s/@"\\]+@/g, `$1${HIDDEN}@`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[^"]*?(?:-----END [A-Z ]*PRIVATE KEY-----|(?="))/g, HIDDEN],
];

/** Takes out of a line of the log whatever must not stand there: the server's own secrets, and what looks like one. */
export function redaction(secrets: readonly string[]): (line: string) => string {
  const forms = new Set(secrets.flatMap(formsOf).filter((form) => form.length >= LEAST_SECRET));
  const known = [...forms].sort((a, b) => b.length - a.length).map(escaped);
  const ours = known.length > 0 ? new RegExp(known.join('|'), 'g') : null;
  return (line) => {
    let rest = ours ? line.replace(ours, HIDDEN) : line;
    rest = rest.replace(BY_NAME, `$1$2$1:$1${HIDDEN}$1`);
    for (const [look, instead] of BY_LOOK) rest = rest.replace(look, instead);
    return rest;
  };
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
