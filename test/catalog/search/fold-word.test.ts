import { describe, expect, test } from 'vitest';
import { foldWord } from '../../../src/catalog/search/fold-word.ts';
import { splitWords, wordsOf } from '../../../src/catalog/search/split-words.ts';

describe('one stem for', () => {
  test.each([
    'connect connected connecting connection connections',
    'election elections elect elected',
    'minister ministers Minister’s',
    'café cafe CAFÉ cafe\u0301',
    'Erdoğan Erdogan ERDOĞAN',
    'Ереван Еревана Ереване Ереваном ЕРЕВАН',
    'Пашинян Пашиняна Пашиняну Пашиняном Пашиняне',
    'Азербайджан Азербайджана Азербайджане',
    'журнал журнала журнале журналы журналом',
    'елка ёлка ёлки',
    'президент президента президентом президенты',
    'Երևան Երեւան ԵՐԵՎԱՆ ԵՐԵՒԱՆ Երևանում Երևանի Երևանից Երևանը Երևանն',
    'կառավարություն կառավարության կառավարությունը կառավարությամբ',
    'ընտրություն ընտրություններ ընտրություններում ընտրությունների',
    'դպրոց դպրոցը դպրոցի դպրոցում դպրոցներ դպրոցներից',
    'ինչու ինչո՞ւ Ինչու՛',
    'օրենք օրենքի օրենքը օրենքներ',
  ])('%s', (words) => {
    expect(new Set(words.split(' ').map((word) => foldWord(word).stem)).size).toBe(1);
  });
});

test.each([
  ['йод', 'иод'],
  ['օրենք', 'օր'],
  ['Иран', 'Ира'],
])('%s and %s stay apart', (one, other) => expect(foldWord(one).stem).not.toBe(foldWord(other).stem));

test('folding a folded word changes nothing', () => {
  for (const word of wordsOf('Erdoğan’s Ёлка Երևան Łódź ﬁn ß İstanbul O’Neill 10th')) {
    const { form } = foldWord(word);
    expect(foldWord(form).form).toBe(form);
  }
});

test('any text can be folded', () => {
  for (let code = 0; code < 0x3000; code += 1) {
    const letter = String.fromCharCode(code);
    expect(foldWord(letter.repeat(100)).form.length).toBeLessThanOrEqual(80);
    expect(foldWord(letter).stem).not.toMatch(/[^\p{L}\p{M}\p{N}]/u);
  }
  expect(foldWord('\ud800').stem).toBe('');
});

test('words stand where they stand', () => {
  const text = '«Ինչո՞ւ» — O’Neill’s state-of-the-art U.S. 1,000; 政府';
  const words = [...splitWords(text)];
  expect(words.map((word) => word.text)).toEqual([
    'Ինչո՞ւ',
    'O’Neill’s',
    'state',
    'of',
    'the',
    'art',
    'U',
    'S',
    '1',
    '000',
    '政',
    '府',
  ]);
  for (const { text: word, start, end } of words) expect(text.slice(start, end)).toBe(word);
});
