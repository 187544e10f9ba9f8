import { expect, test } from 'vitest';
import { plainDigits } from '../../src/domain/plain-digits.ts';

/** Numbering systems of scripts, as the runtime knows them; the others are no digits but letters or words. */
const SYSTEMS = Intl.supportedValuesOf('numberingSystem').filter(
  (system) => !['hanidec', 'latn'].includes(system),
);

test.each(SYSTEMS)('digits of %s', (numberingSystem) => {
  const written = new Intl.NumberFormat('en', { numberingSystem, useGrouping: false }).format(9_876_543_210);
  expect(plainDigits(`a${written}-`)).toBe('a9876543210-');
});

test('what is no digit stays', () => {
  for (const text of ['', '2026', 'Երևան', '二〇二六', '½ ² Ⅻ ①', '\ud835'])
    expect(plainDigits(text)).toBe(text);
  expect(plainDigits('２０２６-۰۷-०१ ๒๕๖๙')).toBe('2026-07-01 2569');
});
