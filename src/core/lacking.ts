import type { PolicyFile } from './events.ts';
import type { Policy } from './policy.ts';
import type { Result } from './result.ts';

/** What a policy's destinations need of the server. */
export interface Equipment {
  /** A secret of the policy's owner. */
  readonly secret: (name: string) => Result<unknown>;
  /** Whether there is a mail server. */
  readonly mail: boolean;
}

/**
 * What the policy names and the server does not have, in sentences for the card: better told before anybody is to be
 * called by it. No sentence holds a secret's value.
 */
export function lackingFor(
  { policy, policyFile }: { readonly policy: Policy; readonly policyFile: PolicyFile | null },
  owner: string,
  { secret, mail }: Equipment,
): readonly string[] {
  const file = `${policyFile?.where === 'organisation' ? `${owner}/.github ` : ''}.github/incidents.yml`;
  const { secrets, mails } = namedIn(policy);
  const unset = secrets.flatMap((name) => {
    const found = secret(name);
    if (found.ok) return [];
    const { because, tryThis } = found.refusal;
    return [`\${${name}} in ${file} cannot be used: ${because}; ${tryThis}`];
  });
  if (!mails || mail) return unset;
  return [
    ...unset,
    `${file} names e-mail, and there is no mail server: set SMTP_URL on the server`,
  ];
}

interface Named {
  readonly secrets: readonly string[];
  readonly mails: boolean;
}

/** Whatever a policy names, wherever it does: a destination that is added later is found too. */
function namedIn(policy: Policy): Named {
  const secrets = new Set<string>();
  let mails = false;
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('secret' in value && typeof value.secret === 'string') secrets.add(value.secret);
    if ('kind' in value && value.kind === 'email') mails = true;
    Object.values(value).forEach(walk);
  };
  walk(policy);
  return { secrets: [...secrets].sort(), mails };
}
