import { expect, test } from 'vitest';
import { counterStyle } from '../../../src/pages/frame/counter-style.ts';

test.each([
  ['fa-IR', 'persian'],
  ['ar-EG', 'arabic-indic'],
  ['ar', null],
  ['ar-EG-u-nu-latn', null],
  ['he', null],
  ['en-GB', null],
])('lists of %s count in %s', (locale, style) => {
  expect(counterStyle(locale)).toBe(style);
});
