import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createPartFinder, readPageParts } from '../../src/render/page-parts.ts';
import { createSheetReader } from '../../src/render/read-sheet.ts';
import { createPageStyles, readPageSheets } from '../../src/render/page-sheets.ts';

const publicDir = fileURLToPath(new URL('../../public', import.meta.url));
const parts = readPageParts(createSheetReader(publicDir));
const partsIn = createPartFinder(parts);
const namesIn = (bodyHtml: string, letters: string | null = null, language = 'en'): string[] =>
  partsIn({ bodyHtml, letters, language }).map(({ row }) => row.sheet ?? row.script ?? '');

describe('the parts of a page', () => {
  test('are those whose tags it has; text is none', () => {
    expect(namesIn('<p>Words of &lt;pre and &lt;table&gt;</p>')).toEqual([]);
    expect(namesIn('<pre tabindex="0"><code>x</code></pre>')).toEqual(['rich/code']);
    expect(namesIn('<nav class="series"></nav><article class="article" lang="en">')).toEqual([
      'pages/article',
      'pages/series',
    ]);
  });

  test('bring the script that they need', () => {
    const [part] = partsIn({
      bodyHtml: '<figure data-player="https://a.example/">',
      letters: null,
      language: 'en',
    });
    expect(part).toMatchObject({ css: '', script: 'js/embed.js' });
  });

  test.each([
    ['Սահման', ['fonts/armenian']],
    ['Москва', ['fonts/guest-cyrillic']],
    ['Ελλάδα', ['fonts/guest-greek']],
    ['Łódź', ['fonts/guest-extended']],
    ['Ếch', ['fonts/guest-vietnamese']],
    ['“Café” – déjà vu… 5 € Ő', ['fonts/guest-extended']],
    ['“Café” – déjà vu… 5 €, the 2nd ‘e\u0301t\u00e9’'.replace('\u0301', ''), []],
    ['عربي 中文', ['fonts/guest-arabic']],
    ['می‌گوید', ['fonts/guest-arabic']],
    ['עברית ₪', ['fonts/guest-extended', 'fonts/guest-hebrew']],
    ['ქართული', ['fonts/guest-georgian']],
    ['ไทย हिन्दी 한국어 ٻ ڳ', []],
  ])('of words in other letters are their fonts: %s', (text, names) => {
    expect(namesIn(`<p>${text}</p>`)).toEqual(names);
  });

  test.each([
    [null, []],
    ['latin-ext', ['fonts/plain', 'fonts/extended']],
    ['cyrillic', ['fonts/plain', 'fonts/cyrillic']],
    ['greek', ['fonts/plain', 'fonts/greek']],
    ['arabic', ['fonts/plain', 'fonts/arabic']],
    ['hebrew', ['fonts/plain', 'fonts/hebrew']],
    ['georgian', ['fonts/plain', 'fonts/georgian']],
    ['han', ['fonts/letters']],
    ['other', ['fonts/plain']],
  ])('of a page written in %s are its fonts, and no guests of the same letters', (letters, names) => {
    const own =
      {
        'latin-ext': 'Łódź Ếch',
        cyrillic: 'Москва',
        greek: 'Ελλάδα',
        arabic: 'عربي',
        hebrew: 'עברית',
        georgian: 'ქართული',
      }[letters ?? ''] ?? '';
    expect(namesIn(`<p>${own}</p>`, letters)).toEqual(names);
  });

  test.each([
    ['ar', '', ['scripts/arabic']],
    ['zh-Hant', '', ['scripts/han']],
    ['hy', '', ['scripts/armenian-georgian']],
    ['ka', '', ['scripts/armenian-georgian', 'scripts/georgian']],
    ['en', '<p lang="fa-IR" dir="rtl"></p><p lang="ja"></p>', ['scripts/arabic', 'scripts/han']],
    ['en', '<a hreflang="fa" lang="fa" dir="rtl">x</a><p lang="de">x lang=he</p>', []],
  ])('of a page in %s with %j is how its languages are set', (language, bodyHtml, names) => {
    expect(namesIn(bodyHtml, null, language)).toEqual(names);
  });

  test('of a list that a script fills are the fonts of all letters', () => {
    const names = namesIn('<ul class="story-list" data-saved></ul>', 'cyrillic');
    expect(names).toEqual(
      expect.arrayContaining([
        'fonts/guest-greek',
        'fonts/armenian',
        'fonts/guest-arabic',
        'pages/teaser',
        'scripts/arabic',
      ]),
    );
    expect(names).not.toContain('fonts/guest-cyrillic');
  });
});

test('each sheet is carried by all pages or is a part, none by both', () => {
  const all = readdirSync(`${publicDir}/css`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.css'))
    .map((name) => name.slice(0, -'.css'.length));
  const ofParts = parts.flatMap(({ row }) => row.sheet ?? []);
  const { css } = readPageSheets(publicDir);
  expect(new Set(ofParts).size).toBe(ofParts.length);
  for (const name of all.filter((each) => /^(?:pages|rich|scripts)\//.test(each)))
    expect(ofParts).toContain(name);
  for (const part of parts) if (part.css !== '') expect(css).not.toContain(part.css);
});

test('the styles of a page are joined once for each combination', () => {
  const stylesOf = createPageStyles('a{}');
  const part = { row: { sheet: 'x', marks: [] }, css: 'b{}', script: null };
  expect(stylesOf([])).toBe('a{}');
  expect(stylesOf([part])).toBe('a{}b{}');
  expect(stylesOf([{ ...part, css: 'never read' }])).toBe('a{}b{}');
});
