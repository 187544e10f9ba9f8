import { describe, expect, test } from 'vitest';
import { firstSentence, makeExcerpt } from '../../../src/content/document/make-excerpt.ts';

/** A Han character takes the room of two letters. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, letter) => sum + (/[\u3000-\u9fff\uac00-\ud7a3\uff00-\uff60]/.test(letter) ? 2 : letter.length),
    0,
  );

const FILL = 'The ferry that was laid up nine years ago will sail again on Sunday morning';
const words = (count: number): string => Array.from({ length: count }, (_, at) => `word${at}`).join(' ');

describe('a text that fits', () => {
  test.each([
    ['The ferry returns.', 'The ferry returns.'],
    ['The ferry returns.\nIt sails on Sunday.', 'The ferry returns. It sails on Sunday.'],
    [`${'x'.repeat(199)}.`, `${'x'.repeat(199)}.`],
    ['', null],
    ['— … ***', null],
    ['🙂', '🙂'],
  ])('%j is whole', (opening, excerpt) => {
    expect(makeExcerpt(opening, 'en')).toBe(excerpt);
  });
});

describe('a longer text ends with a sentence', () => {
  test.each([
    ['en', `${FILL}. ${FILL}. ${FILL}.`, `${FILL}. ${FILL}.`],
    ['en', `${FILL}?” ${FILL}: ${words(30)}`, `${FILL}?”`],
    ['hy', `${'Նավը կրկին ջուր կիջնի կիրակի առավոտյան։ '.repeat(8)}`, 5],
    ['ar', `${'هل تعود العبارة إلى البحيرة صباح الأحد؟ '.repeat(8)}`, 5],
    ['ur', `${'کشتی اتوار کی صبح جھیل پر واپس آئے گی۔ '.repeat(8)}`, 5],
    ['zh', `${'渡轮将于星期日早晨重新在湖上航行，九年来首次。'.repeat(12)}`, 4],
    ['ja', `${'フェリーは日曜日の朝に湖に戻る。九年ぶりだ。'.repeat(12)}`, 4],
    ['ko', `${'나룻배가 일요일 아침에 호수로 돌아온다. '.repeat(12)}`, 4],
    ['hi', `${'नौका रविवार की सुबह झील पर लौटेगी। '.repeat(9)}`, 5],
    ['el', `${'Πότε επιστρέφει το πλοίο στη λίμνη του χωριού; '.repeat(9)}`, 4],
  ])('in %s', (language, opening, expected) => {
    const excerpt = makeExcerpt(opening, language) ?? '';
    expect(excerpt.length).toBeLessThanOrEqual(200);
    expect(excerpt).not.toContain('…');
    if (typeof expected === 'string') expect(excerpt).toBe(expected);
    else {
      expect(opening.startsWith(excerpt)).toBe(true);
      expect(excerpt).toMatch(/[։؟۔。।;.]$/u);
      expect(widthOf(excerpt)).toBeGreaterThan(130);
      expect(widthOf(excerpt)).toBeLessThanOrEqual(200);
    }
  });

  test.each([
    ['Mr.', 'en'],
    ['J.', 'en'],
    ['the U.S.', 'en'],
    ['e.g.', 'en'],
    ['г.', 'ru'],
    ['им.', 'ru'],
  ])('but %s ends none', (short, language) => {
    const opening = `${FILL}. ${FILL.slice(0, 60)} ${short} Someone ${words(30)}`;
    expect(makeExcerpt(opening, language)).toBe(`${FILL}.`);
  });

  test('nor does a stop before small letters, or a line that leads to the next', () => {
    const question = `${FILL}. “Will the ferry ever come back?” asked the mayor, who ${words(30)}`;
    expect(makeExcerpt(question, 'en')).toBe(`${FILL}.`);
    expect(makeExcerpt(`${FILL}. ${FILL.slice(0, 40)}:\n${words(30)}.`, 'en')).toBe(`${FILL}.`);
  });

  test('a block ends one without a full stop', () => {
    expect(makeExcerpt(`${FILL}\n${words(40)}`, 'en')).toBe(FILL);
  });

  test('a very short one alone says too little', () => {
    const excerpt = makeExcerpt(`No. ${words(40)}.`, 'en') ?? '';
    expect(excerpt).toMatch(/^No\. word0 .* word\d+…$/);
  });
});

describe('a sentence that is too long ends with a whole word', () => {
  test('and an ellipsis, without what dangles', () => {
    const opening = `${words(25)}, (${words(25)})`;
    const excerpt = makeExcerpt(opening, 'en') ?? '';
    expect(excerpt.length).toBeLessThanOrEqual(200);
    expect(excerpt.length).toBeGreaterThan(180);
    expect(opening).toContain(`${excerpt.slice(0, -1)}${opening.at(excerpt.length - 1)}`);
    expect(opening.at(excerpt.length - 1)).toMatch(/[\s,]/);
    expect(makeExcerpt(`${'a'.repeat(196)}, (${words(9)})`, 'en')).toBe(`${'a'.repeat(196)}…`);
  });

  test.each([
    ['th', 'เรือข้ามฟากจะกลับมาแล่นในทะเลสาบอีกครั้งในเช้าวันอาทิตย์'.repeat(6)],
    ['zh', '渡轮将于星期日早晨重新在湖上航行'.repeat(20)],
    ['ja', 'フェリーは日曜日の朝に湖に戻る船だ'.repeat(20)],
    ['zh', `${'渡轮将于星期日早晨重新在湖上航行'.repeat(4)} Ferry Line ${'航行'.repeat(99)}`],
    ['my', 'ကူးတို့သင်္ဘောသည်ပြန်လည်ပြေးဆွဲမည်'.repeat(9)],
    ['lo', 'ເຮືອຂ້າມຟາກໃນທະເລສາບຈະກັບມາ'.repeat(12)],
    ['km', 'ទូកនឹងត្រឡប់មកវិញនៅព្រឹកថ្ងៃអាទិត្យ'.repeat(8)],
    ['en', 'x'.repeat(400)],
    ['en', '👩‍👩‍👧‍👦'.repeat(40)],
    ['en', 'e\u0301\u0323'.repeat(120)],
    ['hi', 'क्षत्रिय'.repeat(50)],
  ])('of a script without blanks (%s), and never within a character', (language, opening) => {
    const excerpt = makeExcerpt(opening, language) ?? '';
    expect(widthOf(excerpt)).toBeLessThanOrEqual(200);
    expect(widthOf(excerpt)).toBeGreaterThan(150);
    const kept = excerpt.slice(0, -1);
    const ends = [...new Intl.Segmenter(language).segment(opening)].map(({ index }) => index);
    expect(opening.startsWith(kept)).toBe(true);
    expect(ends).toContain(kept.length);
  });
});

test('a first sentence ends where a sentence does, or with a whole word', () => {
  expect(firstSentence('She writes for Dr. Doe. And she edits.', 'en')).toBe('She writes for Dr. Doe.');
  expect(firstSentence('No stop at the end', 'en')).toBe('No stop at the end');
  expect(firstSentence('\n', 'en')).toBeNull();
  const long = firstSentence('word '.repeat(100), 'en') ?? '';
  expect(long.length).toBeLessThanOrEqual(200);
  expect(long).toMatch(/ word…$/);
});
