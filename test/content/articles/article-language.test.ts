import { describe, expect, test } from 'vitest';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { TEST_SITE } from '../test-site.ts';

const SECTIONS = [{ name: 'UK news', slug: 'uk', description: null }];

function read(
  file: string,
  { title = 'The ferry', head = '', body = 'The ferry sails again.', ...site } = {},
) {
  const text = `---\ntitle: ${title}\ndate: 2020-01-07\n${head}---\n${body}\n`;
  const { article, formerPaths } = parseArticle({ file, text }, { ...TEST_SITE, language: 'en', ...site });
  return { path: article?.path, language: article?.language, formerPaths };
}

const UKRAINIAN = { title: 'Пором повертається', body: 'Пором [знову](https://example.org/long) ходить.' };

test.each([
  ['articles/story.md', null, '/2020/01/07/story'],
  ['articles/story.de.md', 'de', '/de/2020/01/07/story'],
  ['articles/story.en.md', null, '/2020/01/07/story'],
  ['articles/story.pt-br.md', 'pt-BR', '/pt-br/2020/01/07/story'],
  ['articles/story/index.de.md', 'de', '/de/2020/01/07/story'],
  ['articles/de/story.md', 'de', '/de/2020/01/07/story'],
  ['articles/DE/2020-01-07-story.md', 'de', '/de/2020/01/07/story'],
  ['articles/news/pt_BR/story.md', 'pt-BR', '/pt-br/2020/01/07/story'],
  ['articles/en/story.md', null, '/2020/01/07/story'],
  ['articles/en-gb/story.md', 'en-GB', '/2020/01/07/story'],
  ['articles/en/it/story.md', null, '/2020/01/07/story'],
  ['articles/us/story.md', null, '/2020/01/07/story'],
  ['articles/world/story.md', null, '/2020/01/07/story'],
])('%s', (file, language, path) => {
  expect(read(file)).toMatchObject({ language, path });
});

test('the front matter decides, whatever name and folders say', () => {
  expect(read('articles/de/story.fr.md', { head: 'lang: en\n' })).toMatchObject({
    language: 'en',
    path: '/2020/01/07/story',
  });
  expect(read('articles/de/story.md', { head: 'language: zh_Hant\n' }).path).toBe(
    '/zh-hant/2020/01/07/story',
  );
});

test('its former addresses are told: without language, and by the name of the file', () => {
  expect(read('articles/de/story.md').formerPaths).toEqual(['/2020/01/07/story']);
  expect(read('articles/story.de.md').formerPaths).toEqual(['/2020/01/07/story', '/2020/01/07/story-de']);
  expect(read('articles/a/index.md').formerPaths).toEqual(['/2020/01/07/index']);
});

describe('a folder is no language', () => {
  test('where the text is in other letters', () => {
    expect(read('articles/uk/story.md').language).toBeNull();
    expect(read('articles/uk/story.md', UKRAINIAN).language).toBe('uk');
    expect(read('articles/it/story.md', UKRAINIAN).language).toBeNull();
    expect(read('articles/ja/story.md', { title: 'フェリー', body: '' }).language).toBe('ja');
  });

  test('but where the language is written in both Latin and Cyrillic letters', () => {
    expect(read('articles/sr/story.md', { title: 'Trajekt', body: 'Trajekt opet plovi.' }).language).toBe(
      'sr',
    );
    expect(read('articles/sr/story.md', { title: 'Трајект', body: 'Трајект опет плови.' }).language).toBe(
      'sr',
    );
    expect(read('articles/ru/story.md').language).toBeNull();
  });

  test('where the site has a section of that slug or name, or the article such a topic', () => {
    expect(read('articles/uk/story.md', { ...UKRAINIAN, sections: SECTIONS } as object).language).toBeNull();
    const named = [{ name: 'IT', slug: 'technology', description: null }];
    expect(read('articles/it/story.md', { sections: named } as object).language).toBeNull();
    expect(read('articles/it/story.md').language).toBe('it');
    expect(read('articles/it/story.md', { head: 'tags: [IT]\n' }).language).toBeNull();
  });
});
