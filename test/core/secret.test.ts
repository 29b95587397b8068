import { describe, expect, test } from '@jest/globals';
import { readSecret, redact, secretIn, variableOf } from '../../src/core/secret.ts';

describe('a secret’s name', () => {
  test.each([
    ['#{PAGERDUTY}', 'PAGERDUTY'],
    ['#{PAGER_2}', 'PAGER_2'],
    ['#{pager}', null],
    ['#{A__B}', null],
    ['#{_A}', null],
    ['#{A_}', null],
    ['#{A B}', null],
    ['#PAGER', null],
    ['x#{PAGER}', null],
    ['https://example.com/#{PAGER}', null],
    ['#{PAGER}#{PAGER}', null],
    ['#{}', null],
    ['plain', null],
  ])('%j names %j', (text, name) => expect(secretIn(text.replaceAll('#', '$'))).toBe(name));

  test.each([
    ['acme', 'PAGER', 'TOCSIN_SECRET_ACME_PAGER'],
    ['Acme-Inc', 'PAGER', 'TOCSIN_SECRET_ACME_INC_PAGER'],
    ['ana_acme', 'X_Y', 'TOCSIN_SECRET_ANA_ACME_X_Y'],
  ])('%s names %s: %s', (owner, name, variable) => expect(variableOf(owner, name)).toBe(variable));
});

describe('whose secret it is', () => {
  const variables = {
    TOCSIN_SECRET_ACME_PAGER: ' R0UTING \n',
    TOCSIN_SECRET_ACME_INC_PAGER: 'another',
    TOCSIN_SECRET_ACME_EMPTY: ' ',
    PRIVATE_KEY: 'the app’s own',
  };
  const read = (owner: string, name: string, served: readonly string[] = []) => {
    const result = readSecret(variables, served, { owner, name });
    return result.ok ? result.value : `${result.refusal.because}; ${result.refusal.tryThis}`;
  };

  test.each<[owner: string, name: string, served: string[], expected: string]>([
    ['acme', 'PAGER', [], 'R0UTING'],
    ['ACME', 'PAGER', [], 'R0UTING'],
    ['acme', 'PAGER', ['Acme'], 'R0UTING'],
    ['acme-inc', 'PAGER', ['acme-inc'], 'another'],
    [
      'acme',
      'OTHER',
      [],
      'the secret OTHER is not set; set TOCSIN_SECRET_ACME_OTHER in the environment of the server',
    ],
    [
      'acme',
      'EMPTY',
      [],
      'the secret EMPTY is not set; set TOCSIN_SECRET_ACME_EMPTY in the environment of the server',
    ],
    [
      'evil',
      'PAGER',
      ['acme'],
      'the secret PAGER may not be read for evil, who is not in ALLOWED_OWNERS; add evil to ALLOWED_OWNERS on the server',
    ],
  ])('%s asks for %s (served: %j)', (owner, name, served, expected) =>
    expect(read(owner, name, served)).toBe(expected),
  );

  test('nobody reads a neighbour’s by a name that means the same variable', () => {
    // Anybody may call an organisation acme-inc, or plain acme.
    expect(read('acme-inc', 'PAGER')).toContain('not in ALLOWED_OWNERS');
    expect(read('acme', 'INC_PAGER', ['acme-inc'])).toContain('not in ALLOWED_OWNERS');
    expect(read('acme', 'INC_PAGER', ['acme-inc', 'acme'])).toBe(
      'the secret INC_PAGER of acme and one of acme-inc would have the same name; give it another name',
    );
  });

  test('no other variable is ever read', () => {
    expect(read('acme', 'PRIVATE_KEY')).toContain('is not set');
  });
});

describe('redacting', () => {
  const variables = {
    TOCSIN_SECRET_ACME_PAGER: 'R0UTINGKEY',
    TOCSIN_SECRET_ACME_LONGER: 'R0UTINGKEY-and-more',
    TOCSIN_SECRET_ACME_ODD: 'a/b"c d+e',
    TOCSIN_SECRET_ACME_SHORT: 'on',
    SMTP_URL: 'smtps://mailer:p%40ssw0rd@mail.example.com',
    HOST: 'localhost-is-no-secret',
  };
  test.each([
    ['a key in a sentence', 'bad key R0UTINGKEY.', 'bad key [secret].'],
    ['twice', 'R0UTINGKEY R0UTINGKEY', '[secret] [secret]'],
    ['the longest first', 'x R0UTINGKEY-and-more', 'x [secret]'],
    ['in an address', 'GET /?k=a%2Fb%22c%20d%2Be', 'GET /?k=[secret]'],
    ['in JSON', '{"k":"a/b\\"c d+e"}', '{"k":"[secret]"}'],
    ['a password alone', 'AUTH p@ssw0rd failed', 'AUTH [secret] failed'],
    ['a password as it is written', 'p%40ssw0rd', '[secret]'],
    ['words as short as secrets never are', 'on and on', 'on and on'],
    ['what is no secret', 'localhost-is-no-secret', 'localhost-is-no-secret'],
  ])('%s', (_, text, expected) => expect(redact(variables, text)).toBe(expected));
});
