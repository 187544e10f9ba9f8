import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSite } from '../../src/config/read-site.ts';
import type { Site } from '../../src/config/site.ts';
import { type LoadedContent, loadContent } from '../../src/content/load-content.ts';
import { readPartners } from '../../src/partners/read-partners.ts';
import { brief } from './test-site.ts';

const FIXTURE = fileURLToPath(new URL('../fixtures/sites/broken/', import.meta.url));

/** What each file of the fixture has, all of it, in order. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'articles/!!!.md': ['1:1 error slug-invalid'],
  'articles/error-alias-reserved.md': ['4:10 error path-reserved'],
  'articles/error-alias.md': ['4:10 error path-invalid'],
  'articles/error-canonical.md': ['4:12 error url-invalid'],
  'articles/error-correction.md': ['5:5 error value-missing'],
  'articles/error-date-calendar.md': ['3:7 error date-invalid'],
  'articles/error-date-european.md': ['3:7 error date-invalid'],
  'articles/error-date-word.md': ['3:7 error date-invalid'],
  'articles/error-draft.md': ['4:8 error yes-no-invalid'],
  'articles/error-empty-title.md': ['2:1 error title-missing'],
  'articles/error-empty.md': ['1:1 error date-missing', '1:1 error title-missing'],
  'articles/error-expires-before-date.md': ['4:10 error expires-before-date'],
  'articles/error-front-matter-list.md': ['2:1 error front-matter-not-a-map'],
  'articles/error-id.md': ['4:5 error id-invalid'],
  'articles/error-javascript.md': ['1:1 error front-matter-language'],
  'articles/error-json.md': ['2:32 error json-invalid'],
  'articles/error-language.md': ['4:11 error language-invalid'],
  'articles/error-latin1.md': ['2:11 error encoding-invalid'],
  'articles/error-long-title.md': ['2:8 error value-too-long'],
  'articles/error-many.md': [
    '3:7 error date-invalid',
    '4:10 error section-unknown',
    '5:8 error yes-no-invalid',
    '7:10 warning picture-alt-missing',
  ],
  'articles/error-no-date.md': ['1:1 error date-missing'],
  'articles/error-no-title.md': ['1:1 error title-missing'],
  'articles/error-nul.md': ['5:7 error encoding-binary'],
  'articles/error-section.md': ['4:10 error section-unknown'],
  'articles/error-slug.md': ['4:7 error slug-invalid'],
  'articles/error-source-url.md': ['6:8 error url-invalid'],
  'articles/error-thematic-break.md': ['1:1 error front-matter-unclosed'],
  'articles/error-title-list.md': ['3:3 error value-form'],
  'articles/error-toml.md': ['2:9 error toml-invalid'],
  'articles/error-topic.md': ['4:9 error name-invalid'],
  'articles/error-type.md': ['4:7 error type-unknown'],
  'articles/error-unclosed-comment.md': ['7:1 error html-unclosed'],
  'articles/error-unclosed-front-matter.md': ['1:1 error front-matter-unclosed'],
  'articles/error-utf16.md': ['1:1 error encoding-utf16'],
  'articles/error-yaml-billion-laughs.md': ['2:1 error data-too-large'],
  'articles/error-yaml-bracket.md': ['4:23 error yaml-invalid'],
  'articles/error-yaml-duplicate-key.md': ['4:1 error key-duplicate'],
  'articles/error-yaml-quote.md': ['2:8 error yaml-invalid'],
  'articles/error-yaml-tag.md': ['4:36 error tag-refused'],
  'articles/newer-duplicate-id.md': ['1:1 error id-taken'],
  'articles/newer-same-url.md': ['1:1 error url-taken'],
  'articles/repaired-bom.md': ['1:1 warning bom-removed'],
  'articles/repaired-brackets.md': ['2:8 warning quotes-added'],
  'articles/repaired-closing-fence.md': ['4:1 warning fence-repaired'],
  'articles/repaired-colon.md': ['2:8 warning quotes-added'],
  'articles/repaired-cr.md': ['1:4 warning line-ends-repaired'],
  'articles/repaired-crlf.md': ['1:4 warning line-ends-repaired'],
  'articles/repaired-quotes.md': ['2:8 warning quotes-added'],
  'articles/repaired-tabs.md': ['5:1 warning tabs-repaired'],
  'articles/warned-alias-twice.md': ['6:5 warning alias-taken'],
  'articles/warned-alias-url.md': ['4:11 warning alias-taken', '4:36 warning alias-taken'],
  'articles/warned-footnote.md': ['7:8 warning footnote-missing'],
  'articles/warned-foreign-key.md': ['2:1 warning key-foreign'],
  'articles/warned-hash.md': ['2:8 warning text-cut'],
  'articles/warned-link-to-file.md': ['7:4 warning link-to-file'],
  'articles/warned-link-unsafe.md': ['7:7 warning link-unsafe'],
  'articles/warned-misspelt-key.md': ['4:1 warning key-unknown'],
  'articles/warned-picture-alt.md': ['7:1 warning picture-alt-missing'],
  'articles/warned-picture-external.md': ['7:5 warning picture-external'],
  'articles/warned-script.md': ['7:10 warning html-removed'],
  'articles/warned-slug.md': ['4:7 warning slug-changed'],
  'articles/warned-synonyms.md': ['4:1 warning key-synonym'],
  'articles/warned-updated-before-date.md': ['4:10 warning updated-before-date'],
  'pages/2016.md': ['2:1 error path-reserved'],
  'pages/error-no-title.md': ['1:1 error title-missing'],
  'pages/error-order.md': ['3:8 error order-invalid'],
  'pages/error-same-url.md': ['1:1 error url-taken'],
  'pages/error-search.md': ['3:7 error path-reserved'],
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

let site: Site;
let content: LoadedContent;

beforeAll(async () => {
  const read = readSite(await readFile(join(FIXTURE, 'site.yaml'), 'utf8'));
  if (read.site === null) throw new Error('the fixture’s site.yaml is sound');
  site = read.site;
  content = await loadContent(FIXTURE, site);
});

test('the fixture has more than thirty kinds of broken files', () => {
  const codes = new Set(content.problems.filter((one) => one.severity === 'error').map((one) => one.code));
  expect(codes.size).toBeGreaterThan(30);
});

test.each(Object.entries(EXPECTED))('%s', (file, expected) => {
  expect(brief(content.problems.filter((one) => one.file === file))).toEqual(expected);
});

test('no other file has a problem, and each problem has a cure', () => {
  const files = new Set(content.problems.map((one) => one.file));
  expect([...files].sort()).toEqual(Object.keys(EXPECTED).sort());
  expect(content.problems.filter(({ message }) => !isSentence(message))).toEqual([]);
  expect(content.problems.filter(({ hint }) => !isSentence(hint))).toEqual([]);
});

test('the good and the repaired are returned, sorted, and nothing else', async () => {
  const names = (await readdir(join(FIXTURE, 'articles'))).filter((name) =>
    /^(?:good|repaired|warned|2016-07-17-good)-?.*\.md$/.test(name),
  );
  expect(content.articles.map((article) => article.file)).toEqual(
    names.map((name) => `articles/${name}`).sort(),
  );
  expect(content.standingPages.map((page) => page.path)).toEqual(['/about']);
});

test('repaired headlines read as they were meant', () => {
  const titles = new Map(content.articles.map((article) => [article.file, article.title]));
  expect(titles.get('articles/repaired-colon.md')).toBe('Kerry: Putin talk');
  expect(titles.get('articles/repaired-quotes.md')).toBe('"Hopefully" is not a plan');
  expect(titles.get('articles/repaired-brackets.md')).toBe('[Updated] Kerry in Moscow');
  expect(titles.get('articles/repaired-crlf.md')).toBe('Windows lines');
  expect(titles.get('articles/repaired-bom.md')).toBe('A byte order mark');
});

test('an error names the text at fault and the cure', () => {
  const problem = content.problems.find((one) => one.file === 'articles/error-date-word.md');
  expect(problem).toMatchObject({
    line: 3,
    column: 7,
    message: 'date: "tomorow" is not a date.',
    hint: 'Write it as 2026-11-22 09:30.',
  });
});

test('an alias leads to one article, and never away from a URL', () => {
  const aliases = new Map(content.articles.map((article) => [article.file, article.aliases]));
  expect(aliases.get('articles/good-alias.md')).toEqual(['/old/story', '/old/home']);
  expect(aliases.get('articles/warned-alias-twice.md')).toEqual(['/old/own']);
  expect(aliases.get('articles/warned-alias-url.md')).toEqual([]);
});

test('top stories and partners lose only what is broken', async () => {
  expect(content.topStories).toEqual([
    { text: 'A text of its own', article: null, url: null },
    { text: 'A link elsewhere', article: null, url: 'https://example.com/story' },
    { text: null, article: 'articles/good-report.md', url: null },
    { text: 'A misspelt key', article: null, url: null },
    { text: null, article: 'articles/good-reprot.md', url: null },
    { text: 'A story that is not published', article: '/2016/07/15/nowhere-at-all', url: null },
  ]);
  const { outlets, problems } = readPartners(await readFile(join(FIXTURE, 'partners.yaml'), 'utf8'));
  expect(outlets.map((outlet) => outlet.name)).toEqual(['The Good Outlet']);
  expect(outlets[0]?.items).toEqual([
    { title: 'An item', url: 'https://good.example/item', published: null },
  ]);
  expect(brief(problems)).toEqual([
    '8:12 error url-invalid',
    '10:13 error url-invalid',
    '11:3 error value-missing',
  ]);
});

test('the same folder gives the same result', async () => {
  expect(await loadContent(FIXTURE, site)).toEqual(content);
});

describe('files too large for the repository', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dateline-content-'));
    await mkdir(join(folder, 'articles/deep'), { recursive: true });
    const head = '---\ntitle: T\ndate: 2016-07-15\n---\n';
    await writeFile(join(folder, 'articles/huge.md'), `${head}${'x'.repeat(2 * 1024 * 1024)}`);
    await writeFile(join(folder, 'articles/nested.md'), `${head}${'> '.repeat(1000)}x`);
    await writeFile(join(folder, 'articles/deep/good.md'), `${head}Text.`);
    await writeFile(join(folder, 'secret.md'), `${head}Secret.`);
    await symlink('deep/good.md', join(folder, 'articles/inside.md'));
    await symlink('/etc/hostname', join(folder, 'articles/outside.md'));
    await symlink('nowhere.md', join(folder, 'articles/dangling.md'));
    await symlink('..', join(folder, 'articles/circle'));
    await mkdir(join(folder, 'articles/folder.md'));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  test('they and links out of the folder are refused, and all else is served', async () => {
    const { articles, problems } = await loadContent(folder, site);
    expect(articles.map((article) => article.file)).toEqual(['articles/deep/good.md', 'articles/inside.md']);
    expect(problems.map((one) => `${one.file} ${one.code}`)).toEqual([
      'articles/circle link-to-folder',
      'articles/huge.md file-too-large',
      'articles/nested.md nested-too-deeply',
      'articles/outside.md link-outside',
    ]);
  });

  test('a folder that is not there is empty', async () => {
    expect(await loadContent(join(folder, 'nowhere'), site)).toEqual({
      articles: [],
      standingPages: [],
      topStories: [],
      problems: [],
    });
  });
});
