import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type InspectedContent, inspectContent } from '../../../src/ingest/build/inspect-content.ts';
import { brief } from '../../content/test-site.ts';
import { fixtureSite, openTestSite, type TestSite } from '../../support/open-test-site.ts';

const FIXTURE = fixtureSite('broken');
const NOW = Date.parse('2016-07-20T12:00+04:00');

/** What each file of the fixture has, all of it, in order. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'articles/!!!.md': ['1:1 error slug-invalid'],
  'articles/warned-canonical.md': ['4:12 warning url-invalid'],
  'articles/warned-correction.md': ['5:5 warning value-missing'],
  'articles/error-date-calendar.md': ['3:7 error date-invalid'],
  'articles/error-date-european.md': ['3:7 error date-invalid'],
  'articles/error-date-word.md': ['3:7 error date-invalid'],
  'articles/error-draft.md': ['4:8 error yes-no-invalid'],
  'articles/warned-empty-title.md': ['2:1 warning title-from-name'],
  'articles/error-empty.md': ['1:1 error date-missing', '1:1 warning title-from-name'],
  'articles/unseen-expires-before-date.md': ['4:10 warning expires-before-date'],
  'articles/error-front-matter-list.md': [
    '1:1 error date-missing',
    '1:1 warning title-from-name',
    '2:1 warning front-matter-not-a-map',
  ],
  'articles/warned-id.md': ['4:5 warning id-invalid'],
  'articles/error-javascript.md': ['1:1 error front-matter-language'],
  'articles/error-json.md': ['2:1 error date-missing', '2:32 warning json-invalid'],
  'articles/warned-language.md': ['4:11 warning language-invalid'],
  'articles/error-latin1.md': ['2:11 error encoding-invalid'],
  'articles/warned-long-title.md': ['2:8 warning value-shortened'],
  'articles/error-many.md': [
    '3:7 error date-invalid',
    '4:10 warning section-unknown',
    '5:8 error yes-no-invalid',
    '7:10 warning picture-alt-missing',
  ],
  'articles/error-no-date.md': ['2:1 error date-missing'],
  'articles/warned-no-title.md': ['1:1 warning title-from-name'],
  'articles/error-nul.md': ['5:7 error encoding-binary'],
  'articles/warned-part.md': ['4:30 warning part-invalid'],
  'articles/warned-section.md': ['4:10 warning section-unknown'],
  'articles/warned-slug-symbols.md': ['4:7 warning slug-invalid'],
  'articles/warned-source-url.md': ['6:8 warning url-invalid'],
  'articles/error-thematic-break.md': [
    '1:1 error date-missing',
    '1:1 warning front-matter-unclosed',
    '1:1 warning title-from-name',
  ],
  'articles/error-title-list.md': ['3:3 error value-form'],
  'articles/error-toml.md': ['2:1 error date-missing', '2:9 warning toml-invalid'],
  'articles/warned-topic.md': ['4:10 warning name-invalid'],
  'articles/warned-type.md': ['4:7 warning type-unknown'],
  'articles/error-unclosed-comment.md': ['7:1 error html-unclosed'],
  'articles/error-utf16.md': ['1:1 error encoding-utf16'],
  'articles/error-yaml-billion-laughs.md': ['2:1 error data-too-large'],
  'articles/error-yaml-duplicate-key.md': ['4:1 error key-duplicate'],
  'articles/warned-yaml-tag.md': ['4:36 warning tag-refused'],
  'articles/notes.txt': ['1:1 warning kind-not-read'],
  'articles/repaired-bom.md': ['1:1 warning bom-removed'],
  'articles/repaired-brackets.md': ['2:8 warning quotes-added'],
  'articles/repaired-closing-fence.md': ['4:1 warning fence-repaired'],
  'articles/repaired-colon.md': ['2:8 warning quotes-added'],
  'articles/repaired-cr.md': ['1:4 warning line-ends-repaired'],
  'articles/repaired-crlf.md': ['1:4 warning line-ends-repaired'],
  'articles/repaired-quotes.md': ['2:8 warning quotes-added'],
  'articles/repaired-tabs.md': ['5:1 warning tabs-repaired'],
  'articles/repaired-unclosed-front-matter.md': ['4:1 warning front-matter-unclosed'],
  'articles/repaired-yaml-bracket.md': ['4:23 warning yaml-invalid'],
  'articles/repaired-yaml-quote.md': ['2:8 warning yaml-invalid'],
  'articles/warned-alias-reserved.md': ['4:11 warning path-reserved'],
  'articles/warned-alias-slash.md': ['4:11 warning alias-slash'],
  'articles/warned-alias-twice.md': ['6:5 warning alias-taken'],
  'articles/warned-alias-url.md': ['4:11 warning alias-taken', '4:36 warning alias-taken'],
  'articles/warned-duplicate-id.md': ['1:1 warning id-taken'],
  'articles/warned-footnote.md': ['7:8 warning footnote-missing'],
  'articles/warned-foreign-key.md': ['2:1 warning key-foreign'],
  'articles/warned-hash.md': ['2:8 warning text-cut'],
  'articles/warned-link-to-file.md': ['7:15 warning link-to-file'],
  'articles/warned-link-unsafe.md': ['7:7 warning link-unsafe'],
  'articles/warned-misspelt-key.md': ['4:1 warning key-unknown'],
  'articles/warned-part-one.md': ['4:30 warning part-taken'],
  'articles/warned-part-two.md': ['4:30 warning part-taken'],
  'articles/warned-picture-alt.md': ['7:1 warning picture-alt-missing', '7:5 warning picture-missing'],
  'articles/warned-picture-external.md': ['7:5 warning picture-external'],
  'articles/warned-same-url.md': ['1:1 warning url-taken'],
  'articles/warned-script.md': ['7:10 warning html-removed'],
  'articles/warned-slug.md': ['4:7 warning slug-changed'],
  'articles/warned-synonyms.md': ['4:1 warning key-synonym'],
  'articles/warned-updated-before-date.md': ['4:10 warning updated-before-date'],
  'authors/error-no-name.md': ['2:1 error name-missing'],
  'authors/good-author.md': ['3:1 warning key-unknown'],
  'authors/twice.md': ['1:1 error author-taken'],
  'pages/2016.md': ['2:1 error path-reserved'],
  'pages/warned-untitled-page.md': ['1:1 warning title-from-name'],
  'pages/warned-order.md': ['3:8 warning order-invalid'],
  'pages/error-same-url.md': ['1:1 error url-taken'],
  'pages/error-search.md': ['3:7 error path-reserved'],
  'partners.yaml': ['8:12 error url-invalid', '10:13 error url-invalid', '11:3 error value-missing'],
  'top-stories.yaml': [
    '5:3 error value-missing',
    '7:8 error url-invalid',
    '9:3 warning key-unknown',
    '10:12 warning article-unknown',
    '12:12 warning article-unknown',
  ],
};

/** Some words that end with one full stop. */
const isSentence = (text: string): boolean => /^\S.{7,}[^\s.]\.$/s.test(text);

const SERVED = readdirSync(join(FIXTURE, 'articles'))
  .filter((name) => /^(?:good|repaired|warned|2016-07-17-good)-?.*\.md$/.test(name))
  .map((name) => `articles/${name}`)
  .sort();

const inspect = (): Promise<InspectedContent> =>
  inspectContent(FIXTURE, { now: () => NOW, threads: 1, onProgress: () => {} });

describe('what is told of a folder full of mistakes', () => {
  let content: InspectedContent;

  beforeAll(async () => {
    content = await inspect();
  });

  test('has many kinds of errors', () => {
    const errors = content.problems.filter(({ severity }) => severity === 'error');
    expect(new Set(errors.map(({ code }) => code)).size).toBeGreaterThan(15);
  });

  test.each(Object.entries(EXPECTED))('%s', (file, expected) => {
    expect(brief(content.problems.filter((one) => one.file === file))).toEqual(expected);
  });

  test('is sorted by place, and each problem has a cure', () => {
    expect([...new Set(content.problems.map(({ file }) => file))]).toEqual(Object.keys(EXPECTED).sort());
    expect(content.problems).toHaveLength(Object.values(EXPECTED).flat().length);
    expect(content.problems.filter(({ message }) => !isSentence(message))).toEqual([]);
    expect(content.problems.filter(({ hint }) => !isSentence(hint))).toEqual([]);
  });

  test('names the text at fault and the cure', () => {
    expect(content.problems.find(({ file }) => file === 'articles/error-date-word.md')).toMatchObject({
      line: 3,
      column: 7,
      message: 'date: "tomorow" is not a date.',
      hint: 'Write it as 2026-11-22 09:30.',
    });
  });

  test('is the same each time, with the number of articles that are published', async () => {
    // One of them is over before it begins.
    expect(content.articles).toBe(SERVED.length + 1);
    expect(await inspect()).toEqual(content);
  });
});

describe('what is served of it', () => {
  let site: TestSite;

  beforeAll(async () => {
    site = await openTestSite(FIXTURE, { now: NOW });
  });
  afterAll(() => site.close());

  const articles = () => site.reader.read((catalog) => catalog.articlesOf({ kind: 'all' }, 1_000, NOW));
  const resolve = (path: string) => site.reader.read((catalog) => catalog.resolve(path, NOW));
  const pathOf = (file: string) => articles().find((article) => article.file === file)?.path;

  test('is the good and the repaired, and nothing else', () => {
    const files = articles().map(({ file }) => file);
    expect(files.sort()).toEqual(SERVED);
    const pages = site.reader.read((catalog) => catalog.standingPages());
    expect(pages.map(({ path }) => path).sort()).toEqual([
      '/about',
      '/warned-order',
      '/warned-untitled-page',
    ]);
  });

  test.each([
    ['colon', 'Kerry: Putin talk'],
    ['quotes', '"Hopefully" is not a plan'],
    ['brackets', '[Updated] Kerry in Moscow'],
    ['crlf', 'Windows lines'],
    ['bom', 'A byte order mark'],
  ])('reads as it was meant: repaired-%s.md', (name, title) => {
    expect(articles().find(({ file }) => file === `articles/repaired-${name}.md`)?.title).toBe(title);
  });

  test('has aliases that lead to one article, and never away from a URL', () => {
    const own = pathOf('articles/warned-alias-twice.md');
    const good = pathOf('articles/good-alias.md');
    expect(resolve('/old/story')).toEqual({ kind: 'moved', path: good });
    expect(resolve('/old/home')).toEqual({ kind: 'moved', path: good });
    expect(resolve('/old/own')).toEqual({ kind: 'moved', path: own });
    expect(site.reader.read((catalog) => catalog.standingPage('/about', 0))).toMatchObject({
      path: '/about',
    });
    for (const { path, file } of articles()) expect(resolve(path)).toMatchObject({ article: { file } });
  });

  test('lacks only what is broken of top stories and partners', () => {
    const { stories, outlets } = site.reader.read((catalog) => ({
      stories: catalog.topStories(NOW),
      outlets: catalog.partnerOutlets(),
    }));
    expect(stories.slice(0, 4)).toMatchObject([
      { text: 'A text of its own', url: null },
      { text: 'A link elsewhere', url: 'https://example.com/story' },
      { url: pathOf('articles/good-report.md') },
      { text: 'A misspelt key', url: null },
    ]);
    expect(outlets).toMatchObject([
      {
        name: 'The Good Outlet',
        items: [{ title: 'An item', url: 'https://good.example/item', published: null }],
      },
    ]);
  });
});
