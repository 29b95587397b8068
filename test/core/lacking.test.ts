import { expect, test } from '@jest/globals';
import { type Equipment, lackingFor } from '../../src/core/lacking.ts';
import { readSecret } from '../../src/core/secret.ts';
import { aPolicy } from '../support/builders.ts';

const mail = { kind: 'email', to: 'a@b.example' } as const;
const pager = (secret: string) => ({ kind: 'pagerduty', key: { secret }, region: 'us' }) as const;
const policy = {
  ...aPolicy(),
  reach: { 'on-call': { rotations: [], destinations: [pager('PAGER'), pager('PAGER'), mail] } },
  services: {
    checkout: { 'on-call': { people: [], rotations: [], destinations: [pager('OTHER')] } },
  },
  pagerDuty: { key: { secret: 'API' }, region: 'us' } as const,
};
const here = { policy, policyFile: null };
const having = (variables: Record<string, string>, has = true): Equipment => ({
  secret: (name) => readSecret(variables, [], { owner: 'acme', name }),
  mail: has,
});

test('every secret that a policy names and the server lacks is told once, with what to set', () => {
  const variables = { TOCSIN_SECRET_ACME_OTHER: 'not to be told' };
  const lacking = lackingFor(here, 'acme', having(variables));
  expect(lacking).toEqual([
    '${API} in .github/incidents.yml cannot be used: the secret API is not set; set TOCSIN_SECRET_ACME_API in the environment of the server',
    '${PAGER} in .github/incidents.yml cannot be used: the secret PAGER is not set; set TOCSIN_SECRET_ACME_PAGER in the environment of the server',
  ]);
});

test('a policy of the organisation is named as such, and mail wants a server', () => {
  const variables = {
    TOCSIN_SECRET_ACME_OTHER: 'x',
    TOCSIN_SECRET_ACME_API: 'y',
    TOCSIN_SECRET_ACME_PAGER: 'z',
  };
  const shared = { policy, policyFile: { oid: 'abc', where: 'organisation' } as const };
  expect(lackingFor(shared, 'acme', having(variables, false))).toEqual([
    'acme/.github .github/incidents.yml names e-mail, and there is no mail server: set SMTP_URL on the server',
  ]);
  expect(lackingFor(shared, 'acme', having(variables))).toEqual([]);
});

test('a policy that names nothing lacks nothing', () => {
  expect(lackingFor({ policy: aPolicy(), policyFile: null }, 'acme', having({}, false))).toEqual(
    [],
  );
});
