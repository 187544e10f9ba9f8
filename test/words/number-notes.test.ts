import { expect, test } from 'vitest';
import { renderBody } from '../../src/content/markdown/render-body.ts';
import { numberNotes } from '../../src/words/number-notes.ts';
import { sayInBody } from '../../src/words/say-in-body.ts';
import { ENGLISH, wordsOf } from '../../src/words/words-of.ts';

const { html } = renderBody({
  text: 'یک ۱ و 1.[^a] باز.[^a] دو.[^b]\n\n[^a]: نخست.\n[^b]: دوم.\n',
  file: 'articles/a.md',
  title: 'عنوان',
  language: 'fa',
});
const persian = wordsOf({ language: 'fa', locale: 'fa-IR' }, {});

test('footnotes have the digits of the site, and other numbers those that were written', () => {
  const shown = numberNotes(sayInBody(html, persian), persian);
  expect([...shown.matchAll(/doc-noteref"[^>]*>([^<]*)</g)].map(([, sign]) => sign)).toEqual(['۱', '۱', '۲']);
  expect(shown).toContain('↪\ufe0e ۲</a>');
  expect(shown).toContain('href="#footnote-2"');
  expect(shown).toContain('یک ۱ و 1.');
});

test('most sites have them already', () => {
  expect(numberNotes(html, ENGLISH)).toBe(html);
});
