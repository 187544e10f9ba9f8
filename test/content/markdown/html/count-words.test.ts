import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countSegments, countWords } from '../../../../src/content/markdown/html/count-words.ts';

const FOLDERS = ['../../../fixtures/', '../../../../content/'].map(
  (path) => new URL(path, import.meta.url).pathname,
);

test('the texts at hand have as many words as ICU finds, line by line', () => {
  let lines = 0;
  const differing: string[] = [];
  for (const folder of FOLDERS) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.md')) continue;
      for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
        lines += 1;
        if (countWords(line, 'en') !== countSegments(line, 'en')) differing.push(line);
      }
    }
  }
  expect(differing).toEqual([]);
  expect(lines).toBeGreaterThan(500);
});

test.each([
  ['Kerry’s 3.5-hour talks: U.S., Russia agree at 12:30', 10],
  ['Ի՞նչ եղավ Երևանում՝ հուլիսի 15-ին։', 6],
  ['Путин заявил: «Нет»', 3],
  ['', 0],
  ['— … !', 0],
  ['1,000.5 words, 2016-07-15; e.g. l’État d’Ivoire', 8],
  ['ذهب الوزير إلى موسكو، ثم عاد.', 6],
  ['שר החוץ הגיע למוסקבה', 4],
  ['日本語のニュースです', 4],
  ['ข่าววันนี้จากกรุงเทพ', 5],
  ['ເຮືອຂ້າມຟາກໃນທະເລສາບຈະກັບມາ', 7],
  ['សាឡាងនៅក្នុងបឹងនឹងត្រឡប់មកវិញ', 5],
  ['ကန်ထဲရှိ ကူးတို့သင်္ဘောသည်', 6],
  ['호수의 나룻배가 다시 운항한다', 4],
  ['湖上的渡轮 Ferry 2026 在九年后重新启航', 11],
])('%j has %i words', (text, count) => {
  expect(countWords(text, 'en')).toBe(count);
});
