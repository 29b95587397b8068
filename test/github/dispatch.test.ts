import { describe, expect, test } from '@jest/globals';
import { readDispatch } from '../../src/github/dispatch.ts';

const read = (payload: unknown) => readDispatch(payload, 'monitor');

test('a payload is read whole', () => {
  expect(
    read({
      title: ' Checkout is down ',
      severity: 1,
      description: 'Every request answers 500',
      services: ['checkout', ' payments '],
      links: ['https://a.example', 'https://b.example'],
      key: 'checkout',
    }),
  ).toEqual({
    title: 'Checkout is down',
    severity: 1,
    key: 'checkout',
    faults: [],
    form: {
      description: 'Every request answers 500',
      severity: null,
      startedAt: null,
      services: ['checkout', 'payments'],
      links: 'https://a.example https://b.example',
      commander: null,
      missing: [],
    },
  });
});

describe('people write it otherwise', () => {
  test.each([
    [{ severity: 'SEV 2' }, { severity: 2 }],
    [{ severity: '3' }, { severity: 3 }],
    [{ severity: 'sev1' }, { severity: 1 }],
    [{ severity: null }, { severity: null }],
    [{ key: 17 }, { key: '17' }],
    [{ services: 'checkout, mail' }, { form: { services: ['checkout', 'mail'] } }],
    [{ links: 'https://a.example' }, { form: { links: 'https://a.example' } }],
  ])('%j', (payload, expected) => {
    expect(read({ title: 'Down', ...payload })).toMatchObject({ ...expected, faults: [] });
  });
});

describe('what cannot be used is left out and told', () => {
  test.each([
    [{ severity: 'urgent' }, /severity is "urgent" and was left out; allowed is a whole number/],
    [{ severity: 1.5 }, /severity is 1.5/],
    [{ description: 7 }, /description is 7 and was left out; allowed is a text/],
    [{ services: [1] }, /services is \[1\]/],
    [{ links: {} }, /links is \{\}/],
    [{ key: 'x'.repeat(256) }, /key is "x{79} and was left out; allowed is a text of at most 255/],
    [{ key: '' }, /key is ""/],
  ])('%j', (payload, fault) => {
    const { faults, severity, key } = read({ title: 'Down', ...payload });
    expect(faults).toEqual([expect.stringMatching(fault)]);
    expect([severity, key]).toEqual([null, null]);
  });

  test.each([null, undefined, 7, 'down', [], {}, { title: '' }, { title: 5 }])(
    'without a title it is an incident all the same: %j',
    (payload) => {
      const { title, faults } = read(payload);
      expect(title).toBe('Incident reported by monitor');
      expect(faults.join()).toContain('gave no title');
    },
  );
});

test('what is longer than GitHub takes is cut', () => {
  const { title, form } = read({ title: 'x'.repeat(300), description: 'y'.repeat(9_000) });
  expect([title.length, form.description?.length]).toEqual([256, 2_000]);
});
