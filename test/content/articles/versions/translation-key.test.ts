import { describe, expect, test } from 'vitest';
import { parseArticle } from '../../../../src/content/articles/parse-article.ts';
import { FOUR } from '../../editions-site.ts';
import { brief, TEST_SITE } from '../../test-site.ts';

function read(file: string, head = '', site = FOUR) {
  const text = `---\ntitle: Ferry\ndate: 2020-01-07\n${head}---\nThe ferry sails.\n`;
  const { article, problems } = parseArticle({ file, text }, site);
  return { ...article, problems };
}
const keyOf = (file: string, head = '') => read(file, head).translation;

describe('versions of one story are found by their paths', () => {
  test.each([
    [['story.md', 'story.ru.md', 'story.pt-BR.md', 'story.de.md']],
    [['2020/story.md', 'en/2020/story.md', 'pt_BR/2020/story.md', 'hy/2020/story.md']],
    // Hugo, with its folder of content and bundles.
    [['content/hy/posts/story/index.md', 'content/en/posts/story/index.md', 'content/en/posts/story.md']],
    [['story/index.md', 'story/index.en.md', 'story.en.md']],
    // Jekyll, with the language before and behind the folder of posts.
    [['_posts/2020-01-07-a.md', '_posts/en/2020-01-07-a.md', 'en/_posts/2020-01-07-a.md']],
    // Docusaurus.
    [['blog/2020/a.md', 'i18n/en/docusaurus-plugin-content-blog/2020/a.md']],
    [['docs/a.md', 'i18n/en/docusaurus-plugin-content-docs/current/a.md']],
    [['news/a.md', 'i18n/en/docusaurus-plugin-content-blog-news/a.md']],
    // A Mac writes a letter and its mark apart.
    [['լուր/Café.md', `en/լուր/${'Café'.normalize('NFD')}.md`]],
    [['story.md', 'ru/story.ru.md']],
  ])('%j', (files) => {
    const keys = new Set(files.map((file) => keyOf(`articles/${file}`)));
    expect([...keys]).toHaveLength(1);
    expect(keys.has(undefined)).toBe(false);
  });

  test.each([
    [['story.md', 'other.en.md']],
    [['a/story.md', 'b/en/story.md']],
    [['2020-01-07-a.md', '2020-01-08-a.en.md']],
    // No language of the site, nor of the story.
    [['story.md', 'us/story.md']],
    [['index.md', 'story.md']],
  ])('%j are two stories', ([one = '', other = '']) => {
    expect(keyOf(`articles/${one}`)).not.toBe(keyOf(`articles/${other}`));
  });

  test('a folder that is a section is no language', () => {
    const named = { ...FOUR, sections: [{ slug: 'en', name: 'Ենթաբաժին', description: null }] };
    expect(read('articles/en/story.md', '', named).translation).toBe('file:en/story');
  });
});

describe('what the file says goes before', () => {
  test.each([
    'translationKey: ferry',
    'translation_key: ferry',
    'ref: ferry',
    'lang-ref: ferry',
    'lang_ref: ferry',
    'language_reference: ferry',
    'page_id: ferry',
    'translation-id: ferry',
  ])('%s', (line) => {
    expect(read('articles/en/a.md', `${line}\n`)).toMatchObject({ translation: 'key:ferry', problems: [] });
  });

  test.each([
    ['articles/2020/story.md', 'file:2020/story'],
    ['articles/ru/2020/story.md', 'file:2020/story'],
    ['content/articles/2020/story.md', 'file:2020/story'],
    ['2020/story.md', 'file:2020/story'],
    ['2020/story', 'file:2020/story'],
    ['story.md', 'file:news/story'],
    ['./story.md', 'file:news/story'],
    ['../2020/story.ru.md', 'file:2020/story'],
  ])('translationOf: %s', (written, key) => {
    expect(read('articles/en/news/boat.md', `translationOf: ${written}\n`)).toMatchObject({
      translation: key,
      problems: [],
    });
  });

  test('an address is told, and the path decides', () => {
    const { translation, problems } = read('articles/en/boat.md', 'translationOf: /2016/07/15/ferry\n');
    expect(translation).toBe('file:boat');
    expect(brief(problems)).toEqual(['4:16 warning translation-address']);
  });

  test.each(['translationKey: [a, b]', 'translationKey: {a: b}', 'translationOf: [a]'])(
    '%s is told, and costs nothing else',
    (line) => {
      const { translation, problems } = read('articles/en/boat.md', `${line}\n`);
      expect(translation).toBe('file:boat');
      expect(problems).toHaveLength(1);
      expect(problems[0]?.severity).toBe('warning');
    },
  );

  test.each(['translationKey:', 'translationKey: ""', 'translationOf: null'])('%s says nothing', (line) => {
    expect(keyOf('articles/en/boat.md', `${line}\n`)).toBe('file:boat');
  });
});

test('on a site in one language a story has versions only where its file says so', () => {
  expect(read('articles/de/a.md', '', TEST_SITE)).not.toHaveProperty('translation');
  expect(read('articles/de/a.md', 'translationKey: ferry\n', TEST_SITE).translation).toBe('key:ferry');
});
