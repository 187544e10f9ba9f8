import { expect, test } from 'vitest';
import { renderBody } from '../../../src/content/markdown/render-body.ts';
import { buildContents } from '../../../src/pages/parts/contents.ts';
import { readingMinutes } from '../../../src/pages/article-page.ts';

const LONG = 1_000;

function contentsOf(text: string, language = 'en') {
  const { html } = renderBody({ text, file: 'articles/x.md', title: 'T', language });
  return { html, contents: buildContents(html, LONG) };
}

const headings = (...lines: string[]): string => lines.map((line) => `## ${line}\n\nText.\n`).join('\n');

test('a long story with three headings has contents; each leads to its heading', () => {
  const { html, contents } = contentsOf(`${headings('One & all', 'Two')}\n### Below\n\n${headings('Two')}`);
  expect(contents).toEqual([
    { text: 'One & all', url: '#one-all', lang: null },
    { text: 'Two', url: '#two', lang: null },
    { text: 'Two', url: '#two-2', lang: null },
  ]);
  for (const { url } of contents) expect(html).toContain(`<h2 id="${url.slice(1)}">`);
});

test('a short story has none, nor has one with two headings', () => {
  const { html } = contentsOf(headings('A', 'B', 'C'));
  expect(buildContents(html, 899)).toEqual([]);
  expect(buildContents(html, 900)).toHaveLength(3);
  expect(contentsOf(headings('A', 'B')).contents).toEqual([]);
});

test.each([
  ['hy', 'Ի՞նչ է պատահել', '#ինչ-է-պատահել'],
  ['ru', 'Что дальше?', '#что-дальше'],
  ['zh', '接下来会怎样', '#接下来会怎样'],
  ['ar', 'ماذا بعد', '#ماذا-بعد'],
])('headings in %s have ids that can be read', (language, heading, url) => {
  const { contents } = contentsOf(headings(heading, heading, '!!!'), language);
  expect(contents.map((entry) => entry.url)).toEqual([url, `${url}-2`, '#section']);
});

test('no heading takes an id of the page, whatever it is called', () => {
  const { contents } = contentsOf(headings('Main', 'Corrections', 'Footnote label', 'Footnote 1'));
  expect(contents.map(({ url }) => url)).toEqual([
    '#main-2',
    '#corrections-2',
    '#section-footnote-label',
    '#section-footnote-1',
  ]);
});

test('a heading is its words: no footnote number, no markup, a picture’s text', () => {
  const text = `${headings('A *b* `<c>`[^1]', 'x<sup>2</sup> & <span lang="ru">да</span>', '![Map](/media/m.png) of it')}\n[^1]: Note.`;
  expect(contentsOf(text).contents.map((entry) => entry.text)).toEqual(['A b <c>', 'x2 & да', 'Map of it']);
});

test('headings of quotations and boxes are not the story’s, and the footnotes’ is none', () => {
  const text = `${headings('A', 'B', 'C[^1]')}\n> ## Quoted\n\n<details><summary>S</summary><h2>Box</h2></details>\n\n[^1]: Note.`;
  expect(contentsOf(text).contents.map((entry) => entry.text)).toEqual(['A', 'B', 'C']);
});

test('a heading in another language says so', () => {
  const text = `${headings('A', 'B')}\n<h2 lang="ar">ماذا</h2>\n`;
  expect(contentsOf(text).contents[2]?.lang).toEqual({ tag: 'ar', direction: 'rtl' });
});

test('reading takes whole minutes, and other words a minute where there are no spaces', () => {
  expect(readingMinutes(0, 'en')).toBe(1);
  expect(readingMinutes(238, 'en')).toBe(1);
  expect(readingMinutes(239, 'en-GB')).toBe(2);
  expect(readingMinutes(317, 'zh-Hant')).toBe(3);
  expect(readingMinutes(386, 'ja')).toBe(2);
  expect(readingMinutes(317, 'yue')).toBe(3);
  expect(readingMinutes(239, 'ko')).toBe(2);
  expect(readingMinutes(239, 'x-unknown')).toBe(2);
});
