import { describe, expect, test } from '@jest/globals';
import { encodeOpening, type Opening, openingIn } from '../../src/core/opening.ts';
import { aForm, at } from '../support/builders.ts';

const opening: Opening = {
  id: 'dispatch:guid',
  by: 'monitor',
  at: at('10:00'),
  source: 'dispatch',
  severity: 1,
  form: aForm({ description: 'Ünicode --> and <!-- comments -->' }),
  key: 'checkout',
  faults: [],
};

describe('what an issue carries', () => {
  test('is read as it was written', () => {
    expect(openingIn(`Text\n\n${encodeOpening(opening)}\n\nmore`)).toEqual(opening);
  });

  test('stands below what people wrote, so the last one counts', () => {
    const forged = encodeOpening({ ...opening, by: 'mallory' });
    expect(openingIn(`> ${forged}\n${encodeOpening(opening)}`)).toEqual(opening);
  });

  test.each([
    ['nothing', ''],
    ['a block cut short', encodeOpening(opening).replace(/.{40} -->$/, ' -->')],
    ['a block of something else', `<!-- tocsin:opening v1 ${btoa('{"by":1}')} -->`],
    ['a block of a list', `<!-- tocsin:opening v1 ${btoa('[]')} -->`],
    ['a block of null', `<!-- tocsin:opening v1 ${btoa('null')} -->`],
  ])('is nothing where there is %s', (_what, body) => {
    expect(openingIn(body)).toBeNull();
  });
});
