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

test.each([
  ['US', 'us'],
  ['U.S.', 'us'],
  ['WHO', 'who'],
  ['C++', 'C'],
  ['C#', 'C'],
  ['F#', 'F'],
  ['C#', 'C++'],
  ['.NET', 'net'],
])('%s and %s are not one', (one, other) => expect(foldWord(one).stem).not.toBe(foldWord(other).stem));

test.each([
  'US U.S. u.s. U.S US’s U.S.’s',
  'C++ c++ C＋＋',
  'C# c# C♯',
  '.NET .net ．NET',
  "O’Brien O'Brien OʼBrien OʻBrien O＇Brien O`Brien O‘Brien O´Brien OBrien O’Brien’s obrien",
  "м’ясо м'ясо мʼясо мясо М’ЯСО",
  'c’hoar cʼhoar choar',
  "oʻzbek o‘zbek o'zbek oʼzbek",
  'e-mail e‐mail e‑mail e\u00admail email E-mail',
  'Հայ-թուրք Հայ֊թուրք հայթուրք',
  'דו־קיום דו-קיום דוקיום',
  'צה״ל צה"ל צהל',
  "ג׳ורג׳ ג'ורג' גורג",
  'عـــربي عربي',
  'می\u200cخواهم میخواهم',
  'İzmir I\u0307zmir i\u0307zmir izmir',
  'ᠨᠠ\u180b ᠨᠠ',
  'paral·lel parallel paraŀlel',
  'ς σ Σ',
  'أحمد احمد إحمد ٱحمد',
  'مدينة مدينه',
  'علی علي على',
  'کشور كشور',
  'سُورَةٌ سوره',
  'Hồ ho HỒ',
  'IĞDIR iğdır Iğdır igdir İĞDİR',
  '٢٠٢٦ ۲۰۲۶ २०२६ ２０２６ 2026',
])('%s: one folded whole', (words) => {
  expect(new Set(words.split(' ').map((word) => foldWord(word).form)).size).toBe(1);
});

describe('words and their parts', () => {
  test.each([
    ["d’Ivoire L’Aquila l'eau qu’il", 'd Ivoire|L Aquila|l eau|qu il'],
    ['dell`acqua aujourd＇hui', 'dell acqua|aujourd hui'],
    ["İstanbul’da Erdoğan'ın AB’nin 2024’te", 'İstanbul da|Erdoğan ın|AB nin|2024 te'],
    ["O’Neill’s don’t isn't minister's L’AQUILA’S", "O Neill’s|don’t|isn't|minister's|L AQUILA’S"],
    ["м’ясо об'єкт Кот-д’Ивуар О’Брайен", "м’ясо|об'єкт|Кот д Ивуар|О Брайен"],
    ['c’hoar Penn-ar-C’hleuz', 'c’hoar|Penn ar C’hleuz'],
    ['Կոտ դ՚Իվուար ինչո՞ւ հայ֊թուրքական', 'Կոտ|դ Իվուար|ինչո՞ւ|հայ թուրքական'],
    ['צה״ל ג׳ורג׳ דו־קיום', 'צה״ל|ג׳ורג|דו קיום'],
    ['1’000’000 COVID-19 2016-07-15', '1’000’000|COVID 19|2016 07 15'],
    ['U.S. U. S. U.S.A U.N.’s J.\u00a0K. Rowling', 'U S|U S|U S A|U N|J K|Rowling'],
    [
      'C++ or C# F#, (.NET) in ASP.NET or C++17 C C+ A#B 5++',
      'C++|or|C#|F#|.NET|in|ASP|.NET|or|C++|17|C|C|A|B|5',
    ],
    ['example.net the end.Next', 'example|net|the|end|Next'],
    ['می\u200cخواهم क्\u200cष क्\u200dष co\u00adoperate', 'می خواهم|क्\u200cष|क्\u200dष|co\u00adoperate'],
    ['データ 시정부 ﾃﾞｰﾀ', 'デ|ー|タ|시|정|부|ﾃﾞ|ｰ|ﾀ'],
    ["‘quoted’ 'til rock ’n’ roll —dash– a–b", 'quoted|til|rock|n|roll|dash|a|b'],
  ])('%s', (text, expected) => {
    const words = [...splitWords(text)];
    expect(words.map(({ parts }) => parts.map((part) => part.text).join(' ')).join('|')).toBe(expected);
    for (const { parts } of words)
      for (const part of parts) expect(text.slice(part.start, part.end)).toBe(part.text);
  });

  test('capitals say nothing where all around is in capitals', () => {
    const partsOf = (text: string): string[] => wordsOf(text).filter((word) => /^us$/i.test(word));
    expect(partsOf('JOIN US NOW')).toEqual(['us']);
    expect(partsOf('A US NAVY ship; the US, EU and NATO; US')).toEqual(['US', 'US', 'US']);
  });
});

test('words stand where they stand', () => {
  const text = '«Ինչո՞ւ» — O’Neill’s state-of-the-art U.S. 1,000; 政府';
  const words = [...splitWords(text)];
  expect(words.map((word) => word.text)).toEqual([
    'Ինչո՞ւ',
    'O’Neill’s',
    'state-of-the-art',
    'U.S.',
    '1',
    '000',
    '政',
    '府',
  ]);
  for (const { text: word, start, end } of words) expect(text.slice(start, end)).toBe(word);
});

test('a word without end is divided as far as a short one', () => {
  for (const piece of ['м’', 'a-', 'a’', 'a.', "'", '-', 'צ"']) {
    const words = wordsOf(piece.repeat(100_000));
    expect(words.length).toBeLessThanOrEqual(100_000);
  }
});
