import { expect, test } from 'vitest';
import { renderBody } from '../../src/content/markdown/render-body.ts';
import { sayInBody } from '../../src/words/say-in-body.ts';
import { ENGLISH, wordsOf } from '../../src/words/words-of.ts';

const render = (text: string) => renderBody({ text, file: 'articles/a.md', title: 'A', language: 'en' });

const TEXT = 'One[^a], again[^a].\n\n| a |\n| --- |\n| 1 |\n\n| b |\n| --- |\n| 2 |\n\n[^a]: Note.\n';

test('a stored body holds none of the interface’s words, and neither does its text', () => {
  const { html, plainText, wordCount } = render(TEXT);
  expect(html).not.toMatch(/Footnotes|Back to|Table|aria-label=/);
  expect(plainText).not.toContain('Footnotes');
  expect(wordCount).toBe(8);
});

test('they are put in when it is read', () => {
  const html = sayInBody(render(TEXT).html, ENGLISH);
  expect(html).not.toContain('data-words');
  expect(html).toContain('<h2 id="footnote-label" class="visually-hidden">Footnotes</h2>');
  expect(html).toContain('role="region" aria-label="Table"><table>');
  expect(html).toContain('role="region" aria-label="Table 2"><table>');
  expect(html).toContain('aria-label="Back to reference 1"');
  expect(html).toContain('aria-label="Back to reference 1, place 2"');
});

test('those of the newsroom are escaped', () => {
  const words = wordsOf(
    { language: 'en', locale: 'en' },
    { '': { 'table-first': '"<&', footnotes: '<Notes>' } },
  );
  const html = sayInBody(render(TEXT).html, words);
  expect(html).toContain('aria-label="&quot;&lt;&amp;"><table>');
  expect(html).toContain('class="visually-hidden">&lt;Notes&gt;</h2>');
});

test('what an editor writes is no mark', () => {
  const html = render(
    'Say ` data-words="table 3"`, <a href="https://a.example/" data-words="table 3">x</a>',
  ).html;
  expect(sayInBody(html, ENGLISH)).toBe(html);
  expect(html).not.toMatch(/<a [^>]*data-words/);
});
