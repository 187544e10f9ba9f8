import { expect, test } from 'vitest';
import { cleanPath, cleanText, removeForbidden } from '../../src/problems/clean-text.ts';

const slowPath = (text: string): string => removeForbidden(text).replace(/\s+/g, ' ').trim();

test('no character is cleaned otherwise for the short cut', () => {
  for (let code = 0; code <= 0xffff; code += 1) {
    const character = String.fromCharCode(code);
    for (const text of [character, `a${character}`, `${character}b`, `a${character}\u0301 ${character}b`]) {
      const path = slowPath(text);
      if (cleanPath(text) !== path) expect.fail(`path with U+${code.toString(16)}`);
      if (cleanText(text) !== path.normalize('NFC')) expect.fail(`text with U+${code.toString(16)}`);
    }
  }
});

test('blanks are single and inside', () => {
  for (const text of ['', ' ', 'a', 'a b', ' a', 'a ', 'a  b', 'a\tb', 'a\nb', 'a \u00a0 b', 'Սփյուռք  և']) {
    expect(cleanText(text)).toBe(slowPath(text));
  }
});
