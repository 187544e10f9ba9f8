import { expect, test } from 'vitest';
import { inLanguage } from '../../src/words/in-language.ts';
import { hasMarks, markLanguage, withoutMarks } from '../../src/words/language-marks.ts';
import { tellLanguages } from '../../src/words/tell-languages.ts';
import { ENGLISH, wordsOf } from '../../src/words/words-of.ts';

const kazakh = wordsOf({ language: 'kk', locale: 'kk' }, { '': { topics: 'Тақырыптар' } });
const urdu = wordsOf({ language: 'ur', locale: 'ur' }, {});
const inPage = (html: string, lang = 'kk') => {
  const opening = `<html lang="${lang}"><body>`;
  const told = tellLanguages(`${opening}${html}</body></html>`);
  expect(hasMarks(told)).toBe(false);
  return told.slice(opening.length, -'</body></html>'.length);
};

test('a language that the interface speaks, and English, have no marks', () => {
  const said = ['en', 'en-AU', 'fr', 'zh-CN', 'iw'].map((language) =>
    wordsOf({ language, locale: language }, {}).plain('top-stories'),
  );
  expect(said.filter(hasMarks)).toEqual([]);
  const html = '<html lang="fr"><p>Rien</p></html>';
  expect(tellLanguages(html)).toBe(html);
});

test('English is told word by word, and a newsroom’s own words are not English', () => {
  const [before, after] = kazakh.around('story-published');
  expect(inPage(`<h2>${kazakh.plain('top-stories')}</h2><h2>${kazakh.plain('topics')}</h2>`)).toBe(
    '<h2><span lang="en">Top stories</span></h2><h2>Тақырыптар</h2>',
  );
  expect(inPage(`<p>${before}<time>28.11.2016</time>${after}</p>`)).toBe(
    '<p><span lang="en">Published </span><time>28.11.2016</time></p>',
  );
});

test('what is put into English is of the page’s language again', () => {
  expect(inPage(`<h1>${kazakh.say('topic-title', { name: 'Мұнай' })}</h1>`)).toBe(
    '<h1><span lang="en">Topic: <bdi lang="kk">Мұнай</bdi></span></h1>',
  );
  const title = kazakh.say('page-title', { title: kazakh.say('topic-title', { name: 'Мұнай' }), page: 2 });
  expect(withoutMarks(title)).toBe('Topic: Мұнай, page 2');
  expect(inPage(`<h1>${title}</h1>`)).toContain('<bdi lang="kk"><span lang="en">Topic: <bdi lang="kk">');
  // Without letters it is of no language.
  expect(kazakh.say('feed-title', { list: 'А', site: 'Б' })).toBe('А – Б');
  expect(inPage(`<p>${kazakh.say('error-status', { status: '404' })}</p>`)).toBe(
    '<p><span lang="en">Error 404</span></p>',
  );
});

test('on a page that runs from right to left its direction is told too', () => {
  expect(inPage(`<p>${urdu.say('archive-intro', { site: 'خبر' })}</p>`, 'ur')).toBe(
    '<p><span lang="en" dir="ltr">Every story that <bdi lang="ur">\u2068خبر\u2069</bdi> has published, by date.</span></p>',
  );
});

test('an accessible name makes its element English, and what is in that tells its own', () => {
  const label = kazakh.plain('sections-label');
  expect(
    inPage(`<nav aria-label="${label}"><ul><li>Әлем</li></ul><p lang="ru">Мир</p><br>Ел</nav><p>Ел</p>`),
  ).toBe(
    '<nav lang="en" aria-label="Sections"><ul lang="kk"><li>Әлем</li></ul><p lang="ru">Мир</p><br lang="kk"><span lang="kk">Ел</span></nav><p>Ел</p>',
  );
  expect(inPage(`<nav lang="ru" aria-label="${label}"><b>Мир</b></nav>`)).toBe(
    '<nav lang="en" aria-label="Sections"><b lang="ru">Мир</b></nav>',
  );
  expect(inPage(`<button title="${kazakh.plain('share-copy')}"><svg/></button>`)).toContain(
    '<button lang="en" title="Copy link">',
  );
});

test('elements that hold text alone are English as a whole, or not told; words for scripts are named', () => {
  expect(
    inPage(`<select><option>${kazakh.plain('settings-dark')}</option><option>Көк</option></select>`),
  ).toBe('<select><option lang="en">Dark</option><option>Көк</option></select>');
  expect(tellLanguages(`<html lang="kk"><title>${kazakh.plain('plain-404')}</title></html>`)).toBe(
    '<html lang="kk"><title lang="en">Page not found</title></html>',
  );
  expect(tellLanguages(`<html lang="kk"><title>${kazakh.plain('search')} – Хабар</title></html>`)).toBe(
    '<html lang="kk"><title>Search – Хабар</title></html>',
  );
  expect(inPage(`<p data-copied="${kazakh.plain('share-copied')}">Көк</p>`)).toBe(
    '<p data-lang="en" data-copied="Link copied">Көк</p>',
  );
  expect(
    tellLanguages(`<html lang="kk"><meta name="description" content="${kazakh.plain('search')}"></html>`),
  ).toBe('<html lang="kk"><meta name="description" content="Search"></html>');
});

test('marks that somebody else wrote do no harm', () => {
  expect(inPage('<p>\uFDD0en\uFDD1a <b>b\uFDD2</b> \uFDD2\uFDD0</p>')).toBe('<p>a <b>b</b> </p>');
  expect(withoutMarks(markLanguage('a', 'en'))).toBe('a');
});

test('the site’s words within a story of another language tell theirs, once', () => {
  const words = inLanguage(ENGLISH, 'en');
  expect(inPage(`<article lang="ru"><h2>${words.plain('footnotes')}</h2></article>`, 'en')).toBe(
    '<article lang="ru"><h2><span lang="en">Footnotes</span></h2></article>',
  );
  expect(inPage(`<p>${words.plain('footnotes')}</p>`, 'en')).toBe('<p>Footnotes</p>');
  expect(inLanguage(kazakh, 'kk').plain('footnotes')).toBe(kazakh.plain('footnotes'));
  expect(words.unmarked().plain('footnotes')).toBe('Footnotes');
});
