import { expect, test } from 'vitest';
import { countSegments, countWords } from '../../../../src/content/markdown/html/count-words.ts';
import { createRandom } from '../../random.ts';

const differing = (texts: readonly string[], language = 'en'): string[] =>
  texts.filter((text) => countWords(text, language) !== countSegments(text, language));

test('every character up to U+2700 counts as in ICU, alone and beside letters, digits and low lines', () => {
  const frames = [
    'X',
    'aX',
    'Xa',
    'aXa',
    '1X',
    'X1',
    '1X1',
    'aX1',
    'XX',
    '_X',
    'X_',
    'aXXa',
    'a X b',
    "aX'b",
    '1X,2',
  ];
  const texts: string[] = [];
  for (let code = 9; code < 0x2700; code += 1) {
    for (const frame of frames) texts.push(frame.replaceAll('X', String.fromCharCode(code)));
  }
  expect(differing(texts)).toEqual([]);
});

test.each(['en', 'hy', 'ru', 'ar', 'tr', 'de', 'el', 'fi', 'sv', 'ja', 'th'])(
  'random texts in %s count as in ICU',
  (language) => {
    const pieces = [
      ..."aB1_:.,;'’·՟՞ՙԱб́\u00ad\u200d\u202f  \n-–—“”…«»(/)@#%&*½²ªßéκ،ع١٫ⴀა€№日本コกข한👩‍👧🇦🇲✓",
    ];
    const random = createRandom(20161122);
    const texts = Array.from({ length: 5000 }, () =>
      Array.from(
        { length: 1 + random(12) },
        () => pieces[random(pieces.length - (random(3) > 0 ? 22 : 0))],
      ).join(''),
    );
    expect(differing(texts, language)).toEqual([]);
  },
);

test.each([
  ['Kerry’s 3.5-hour talks: U.S., Russia agree at 12:30', 10],
  ['Ի՞նչ եղավ Երևանում՝ հուլիսի 15-ին։', 6],
  ['Путин заявил: «Нет»', 3],
  ['', 0],
  ['— … !', 0],
])('%j has %i words', (text, count) => {
  expect(countWords(text, 'en')).toBe(count);
});
