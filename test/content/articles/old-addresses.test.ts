import { expect, test } from 'vitest';
import type { Site } from '../../../src/config/site.ts';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { brief, TEST_SITE } from '../test-site.ts';

const site: Site = {
  ...TEST_SITE,
  publisher: { ...TEST_SITE.publisher, url: 'https://www.courier.example' },
};

function read(lines: string, { file = 'articles/posts/boat.md', of = site, title = 'The Boat' } = {}) {
  const text = `---\ntitle: ${title}\ndate: 2020-01-02 09:05\n${lines}\n---\n\nBody.\n`;
  const { article, problems } = parseArticle({ file, text }, of);
  return {
    aliases: article?.aliases,
    oldPaths: article?.oldPaths ?? [],
    slug: article?.slug,
    problems,
    told: brief(problems),
  };
}

test.each([
  ['aliases: [old/page.html]', ['/old/page.html'], ['4:11 warning alias-slash']],
  ['aliases: [boat news, Ferry]', [], ['4:11 warning alias-name', '4:22 warning alias-name']],
  ['aliases: [boat-news]', ['/boat-news'], ['4:11 warning alias-slash']],
  ['aliases: ["The Ferry / Boat", /old boat/]', ['/old%20boat'], ['4:11 warning alias-name']],
  ['aliases: [/ok, "//evil.example", "mailto:a@b.example", /2016/07, /search, /feed.xml]', ['/ok'], 5],
  [
    'aliases: [/de, /pt-br, /de/boat]',
    ['/de/boat'],
    ['4:11 warning path-reserved', '4:16 warning path-reserved'],
  ],
  ['aliases: {from: /old}', ['/old'], []],
  ['aliases: "/a, /b"', ['/a', '/b'], []],
  ['aliases: [[/a], {who: me}]', ['/a'], ['4:17 warning path-invalid']],
  [
    'aliases: ["/?p=123", "?page_id=12", /?attachment_id=9]',
    ['/?p=123', '/?page_id=12', '/?attachment_id=9'],
    1,
  ],
  ['aliases: [https://old.example/?p=0123&x=1]', ['/?p=123'], []],
  ['aliases: [https://old.example/x?id=1, /story.php?id=7]', ['/x'], ['4:39 warning alias-query']],
  ['url: /old_story/\npermalink: /older/story.html', ['/older/story.html', '/old_story'], []],
  ['redirect_from: /a\nold_url: https://any.example/b.html\noldUrl: /c\nredirectto: /d\naliases: [/e]', 5, 0],
  ['permalink: /2020/01/02/boat/', [], []],
  ['permalink: /:year/:title/', ['/2020/boat'], []],
  ['permalink: pretty\ncategories: [Lake News]', ['/posts/lake%20news/2020/01/02/boat'], []],
  ['permalink: /:yaer/x', [], ['4:12 warning address-placeholder']],
  ['permalink: "blog/{{ title | slugify }}/"', ['/blog/boat'], []],
  ['path: lake/Boat_Story', ['/lake/boat_story'], []],
  ['path: posts/boat.md', [], []],
  ['link: https://courier.example/old/1.html', ['/old/1.html'], []],
  ['link: https://other.example/1.html', [], ['4:7 warning address-foreign']],
  ['guid: https://whoever.example/?p=12', ['/?p=12'], []],
  ['guid: 1f0c-77', [], []],
  ['guid: https://whoever.example/', [], []],
  ['url: /', [], []],
  ['routes:\n  default: /lake/boat\n  aliases: [/lake/b]', ['/lake/boat', '/lake/b'], []],
] as const)('%s', (lines, aliases, told) => {
  const found = read(lines);
  if (typeof aliases === 'number') expect(found.aliases).toHaveLength(aliases);
  else expect(found.aliases).toEqual(aliases);
  if (typeof told === 'number') expect(found.told).toHaveLength(told);
  else expect(found.told).toEqual(told);
  expect(found.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('a slash that is missing is mended where it stands', () => {
  expect(read('aliases:\n  - old/page.html').problems).toMatchObject([
    { line: 5, column: 5, about: 'aliases', fix: { old: 'old/page.html', repaired: '/old/page.html' } },
  ]);
});

test('what Hugo begins at the folder of the file leads on as well', () => {
  expect(read('aliases: [old-boat]')).toMatchObject({
    aliases: ['/old-boat'],
    oldPaths: ['/posts/old-boat'],
  });
});

test('a slug with slashes is its last segment, and the whole an alias', () => {
  expect(read('slug: /lake/2019/The-Boat/')).toMatchObject({
    slug: 'the-boat',
    aliases: ['/lake/2019/the-boat'],
  });
  expect(read('slug: /')).toMatchObject({ slug: 'boat', aliases: [] });
});

test('a former host is one of ours', () => {
  const of = { ...site, formerHosts: ['old.example'] };
  expect(read('link: https://www.old.example/a', { of })).toMatchObject({ aliases: ['/a'], told: [] });
});

test('permalink: false holds the story back', () => {
  const { article } = parseArticle(
    { file: 'articles/a.md', text: '---\ntitle: A\ndate: 2020-01-02\npermalink: false\n---\nBody.' },
    site,
  );
  expect(article).toMatchObject({ isDraft: true, aliases: [] });
});

test.each([
  [
    'articles/posts/2020-01-02-My_Boat.md',
    ['/posts/:filename'],
    ['/posts/2020-01-02-my_boat', '/posts/my_boat'],
  ],
  ['articles/2020-01-02-My_Boat.md', ['/blog/:year/:month/:slug/'], ['/blog/2020/01/my_boat']],
  ['articles/blog/lake/boat/index.md', ['/:sections/:slugorfilename'], ['/blog/lake/boat']],
  ['articles/blog/lake/boat.md', ['/:sections[last]/:slug/'], ['/lake/boat', '/lake/my-boat']],
  [
    'articles/boat.md',
    ['/%year%/%postname%.html', '/?p=%post_id%'],
    ['/2020/boat.html', '/2020/my-boat.html'],
  ],
  [
    'articles/boat.md',
    ['/{date:%Y}/{date:%b}/{slug}.html'],
    ['/2020/jan/boat.html', '/2020/jan/my-boat.html'],
  ],
  ['articles/lake/boat.de.md', ['/:language/:path'], ['/lake/boat', '/de/lake/boat']],
  ['articles/01.blog/02.boat/item.md', ['/:path'], ['/blog/boat']],
  [
    'articles/boat.md',
    ['/:hour/:minute/:y_day/:week/:slug'],
    ['/09/05/002/01/boat', '/09/05/002/01/my-boat'],
  ],
  ['articles/boat.md', ['/topics/:slug', '/:year/:month/:day/:slug'], ['/2020/01/02/my-boat']],
])('%s had the addresses of %s', (file, oldAddresses, oldPaths) => {
  expect(read('', { file, of: { ...site, oldAddresses }, title: 'My boat' }).oldPaths).toEqual(oldPaths);
});

test('sections and categories stand as the file wrote them', () => {
  const of = { ...site, oldAddresses: ['/:section/:slug.html', '/c/:category/:slug'] };
  expect(
    read('categories: [World, Lake News]', { file: 'articles/boat.md', of, title: 'Boat' }).oldPaths,
  ).toEqual(['/world/boat.html', '/lake%20news/boat.html', '/c/world/boat', '/c/lake%20news/boat']);
});

test('the words of a text under categories are folders of Jekyll’s, and a MkDocs address is made of the title', () => {
  const of = { ...site, oldAddresses: ['/:categories/:year/:slug', '/blog/:year/:month/:day/:title'] };
  const { oldPaths } = read('categories: lake news', { file: 'articles/_posts/2020-01-02-boat.md', of });
  expect(oldPaths).toContain('/lake/news/2020/boat');
  expect(oldPaths).toContain('/blog/2020/01/02/the-boat');
});

test('a pattern takes the day as it is written as well', () => {
  const of = { ...site, timeZone: 'America/Los_Angeles', oldAddresses: ['/:year/:month/:day/:slug'] };
  const text = '---\ntitle: Boat\ndate: 2015-11-09T00:00:00Z\n---\n\nBody.\n';
  const { article } = parseArticle({ file: 'articles/boat.md', text }, of);
  expect(article?.path).toBe('/2015/11/08/boat');
  expect(article?.oldPaths).toEqual(['/2015/11/09/boat']);
});

test.each([
  [
    'R&D at Café 2.0',
    ['boat', 'r-d-at-café-2-0', 'rd-at-café-2-0', 'rd-at-café-20', 'rd-at-cafe-2-0', 'rd-at-cafe-20'],
  ],
  ['The boat’s bell', ['boat', 'the-boats-bell']],
  ['Boat!', ['boat']],
])('without a slug, %s may have given its name to the address', (title, names) => {
  const of = { ...site, oldAddresses: ['/:year/:slug'] };
  const text = `---\ntitle: ${title}\ndate: 2020-01-02\n---\n\nBody.\n`;
  const { article } = parseArticle({ file: 'articles/2020-01-02-boat.md', text }, of);
  expect(article?.oldPaths?.map(decodeURIComponent)).toEqual(names.map((name) => `/2020/${name}`));
  const named = text.replace('---\n\n', 'slug: vessel\n---\n\n');
  expect(parseArticle({ file: 'articles/a.md', text: named }, of).article?.oldPaths).toEqual([
    '/2020/vessel',
  ]);
});
