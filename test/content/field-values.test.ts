import { expect, test } from 'vitest';
import { parseArticle } from '../../src/content/articles/parse-article.ts';
import { brief, TEST_SITE } from './test-site.ts';

function parse(lines: readonly string[]) {
  const text = `---\ntitle: T\ndate: 2016-07-15 12:00\n${lines.join('\n')}\n---\nText.`;
  const { article, problems } = parseArticle({ file: 'articles/x.md', text }, TEST_SITE);
  return { article, told: brief(problems) };
}

test.each([
  [['description: ""', 'section: ""', "image: ''", 'slug: ""', 'language: " "', 'draft: ""', 'type: ""']],
  [['image: { src: "", alt: "" }', 'topics: [""]', 'source: { name: "" }', 'categories: ""']],
  [['corrections: [{ date: "", text: "" }]', 'expires: ""', 'aliases: [""]', 'id: ""', 'authors: ""']],
])('empty values are none: %j', (lines) => {
  const { article, told } = parse(lines);
  expect(told).toEqual([]);
  expect(article).toEqual(parse([]).article);
});

test.each([
  [['image: { src: "", alt: "x" }'], ['4:15 warning picture-unnamed']],
  [['corrections:', '  - { date: "", text: x }'], ['5:13 warning value-missing']],
])('half-empty ones are faults: %j', (lines, told) => {
  expect(parse(lines).told).toEqual(told);
});

test.each([
  [['language: zz'], ['4:11 warning language-invalid']],
  [['language: armenian'], ['4:11 warning language-invalid']],
  [['image: { src: /media/x.bmp, alt: x }'], ['4:15 warning picture-kind']],
])('values that no page could use: %j', (lines, told) => {
  expect(parse(lines).told).toEqual(told);
});

test.each([
  ['title: ""\ndate: 2016-07-15', '2:1 warning title-from-name'],
  ['title: T\ndate: ""', '3:1 error date-missing'],
])('title and date are not to be empty: %j', (lines, told) => {
  const text = `---\n${lines}\n---\nText.`;
  expect(brief(parseArticle({ file: 'articles/x.md', text }, TEST_SITE).problems)).toEqual([told]);
});

test('texts and the names of pictures are composed', () => {
  const { article } = parse(['location: Orle\u0301ans', 'image: { src: /media/cafe\u0301.jpg, alt: x }']);
  expect(article?.location).toBe('Orl\u00e9ans');
  expect(article?.image?.src).toBe('/media/caf%C3%A9.jpg');
});
