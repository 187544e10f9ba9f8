import { describe, expect, test } from 'vitest';
import { LIMIT_NAMES, LIMIT_ROWS, limitOf } from '../../../src/content/front-matter/limit-keys.ts';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { parseArticles } from '../../../src/content/articles/parse-articles.ts';
import { parseAuthor } from '../../../src/content/authors/parse-author.ts';
import { parseStandingPage } from '../../../src/content/standing-pages/parse-standing-page.ts';
import { type Visibility, visibilityAt } from '../../../src/domain/visibility.ts';
import { brief, TEST_SITE } from '../test-site.ts';

const SITE = { ...TEST_SITE, timeZone: 'UTC' };
const NOW = Date.parse('2026-11-22T12:00Z');
const FIELDS = 'title: T\ndate: 2026-03-01\n';

/** An article with more front matter lines: what readers may know of it, and what its editors are told. */
function read(lines: string, fields = FIELDS, file = 'articles/x.md') {
  const text = `---\n${fields}${lines}\n---\n\nText.\n`;
  const { article, limits, problems } = parseArticle({ file, text }, SITE);
  const visibility = article === null ? 'refused' : visibilityAt(article, NOW);
  return { article, limits, visibility, told: brief(problems), problems };
}
const toFiles = (all: readonly string[]) =>
  all.map((lines, index) => ({ file: `articles/${index}.md`, text: `---\n${FIELDS}${lines}\n---\nText.` }));
/** Those of many lines of front matter with which an article is, or is not, of this visibility. */
function thoseThatAre(wanted: Visibility, all: readonly string[], isSo: boolean): string[] {
  const parsed = parseArticles(toFiles(all), SITE, 'head');
  return all.filter((_, index) => {
    const article = parsed[index]?.article;
    return ((article == null ? null : visibilityAt(article, NOW)) === wanted) === isSo;
  });
}
const isPublic = (lines: string): boolean => read(lines).visibility === 'live';

describe('a key of another system that hides', () => {
  const hides = LIMIT_ROWS.filter(({ kind }) => kind === 'hides').flatMap(({ keys }) => keys);
  const shows = LIMIT_ROWS.filter(({ kind }) => kind === 'shows').flatMap(({ keys }) => keys);

  test('true, in any spelling, hides; and false hides nothing', () => {
    const spellings = (key: string) => [
      key,
      key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()),
    ];
    const lines = (words: readonly string[], keys: readonly string[]) =>
      keys.flatMap(spellings).flatMap((key) => words.map((word) => `${key}: ${word}`));
    const yes = ['true', 'yes', 'on', 'TRUE', '"true"'];
    const no = ['false', 'no', 'off', '"False"'];
    expect(
      thoseThatAre('draft', [...lines([...yes, 'y'], hides.slice(1)), ...lines(no, shows)], false),
    ).toEqual([]);
    expect(
      thoseThatAre('live', [...lines([...no, ''], hides), ...lines([...yes, ''], shows)], false),
    ).toEqual([]);
    for (const word of yes) expect(read(`draft: ${word}`).visibility).toBe('draft');
  });

  test.each([
    'status: draft',
    'Status: Draft',
    'post_status: private',
    'post-status: pending',
    'status: trash',
    'status: future',
    'status: auto-draft',
    'status: inherit',
    'status: [published, draft]',
    'visibility: private',
    'visibility: members',
    'workflow: in review',
    'state: draft',
    'stage: Draft 2',
    'password: secret',
    'post_password: 0',
    'access: members',
    'access:\n  site.login: true',
    'roles: [editor, admin]',
    'audience: [members, staff]',
    'permalink: false',
    'permalink: {build: false}',
    '_build: {render: never}',
    'build: {list: never}',
    '_build: {render: link}',
    'robots: noindex',
    'robots: [follow, noindex]',
    'robots: none',
    'robots: {index: false}',
    'seo: {noindex: yes}',
    'meta: [{name: robots, content: "noindex, nofollow"}]',
    'head: [[meta, {name: robots, content: noindex}]]',
    'sitemap: false',
    'sitemap: {exclude: true}',
    'search: {exclude: true}',
    'extra: {hidden: true}',
    'params:\n  status: draft',
    'dg-publish: false',
    'post_hidden: true',
  ])('%s', (lines) => {
    const { visibility, told } = read(lines);
    expect(visibility).toBe('draft');
    expect(told).toEqual([expect.stringMatching(/^[45]:\d+ warning held-back$/)]);
  });

  test('drafts in other systems’ words need no telling', () => {
    for (const lines of ['published: false', 'isDraft: true', 'Draft: true', 'is_draft: yes']) {
      expect(read(lines)).toMatchObject({ visibility: 'draft', told: [] });
    }
  });

  test('one word is enough, whatever another says', () => {
    expect(isPublic('draft: false\nhidden: true')).toBe(false);
    expect(isPublic('published: true\ndraft: true')).toBe(false);
    expect(isPublic('publish: false\npublished: true')).toBe(false);
  });
});

describe('what hides nothing', () => {
  test.each([
    'status: published',
    'status: publish',
    'visibility: public',
    'published: true',
    'access: public',
    'roles: [everyone]',
    'password: ""',
    'password: false',
    'robots: index, follow',
    'robots: max-image-preview:none',
    'state: Texas',
    'stage: 5',
    'phase: trial of drafts',
    'audience: general',
    'members: [John, Paul]',
    'group: Jazz',
    'hide: [navigation, toc]',
    'index: 0',
    'live: false',
    'comment_status: closed',
    'comments: false',
    'showDate: false',
    'sitemap: {priority: 0.5}',
    'permalink: /a/b',
    '_build: {render: always, list: always}',
    'seo: {title: What noindex means}',
    'updated: 2099-01-01',
    'lastmod: 2099-01-01',
    'created: 2099-01-01',
    'start_date: 2099-01-01',
    'end_date: 2020-01-01',
  ])('%s', (lines) => {
    expect(read(lines).visibility).toBe('live');
  });
});

describe('dates', () => {
  const froms = LIMIT_ROWS.filter(({ kind }) => kind === 'from').flatMap(({ keys }) => keys);
  const untils = LIMIT_ROWS.filter(({ kind }) => kind === 'until').flatMap(({ keys }) => keys);

  test('ahead are embargoes, behind are ends, and what cannot be read holds back', () => {
    const keys = [...froms, 'published', 'publish', 'PublishDate'];
    const lines = (time: string, of: readonly string[]) => of.map((key) => `${key}: ${time}`);
    expect(thoseThatAre('embargoed', lines('2099-01-01 10:00', keys), false)).toEqual([]);
    expect(thoseThatAre('live', lines('2020-01-01', keys), false)).toEqual([]);
    expect(thoseThatAre('expired', lines('2026-04-01', untils), false)).toEqual([]);
    expect(thoseThatAre('live', lines('2099-01-01', untils), false)).toEqual([]);
    const unreadable = parseArticles(toFiles(lines('some day', [...keys, ...untils])), SITE, 'head');
    expect(unreadable.filter((one) => one === null || one.article !== null || !one.limits.isHeld)).toEqual(
      [],
    );
    expect(read('embargo: 2099-01-01').told).toEqual([]);
  });

  test('the latest decides what is public, and its day is the story’s; the address keeps that of date', () => {
    const { article } = read('publishDate: 2026-04-02\nembargo: 2026-05-03 09:00\npubDate: 2026-01-01');
    expect(article).toMatchObject({ path: '/2026/03/01/x', published: { iso: '2026-05-03T09:00:00+00:00' } });
  });

  test('a date of another system is the date where there is no other, also that of an embargo', () => {
    for (const key of ['publishDate', 'pubDate', 'published_at', 'embargo', 'Publish-On']) {
      const { article } = read(`${key}: 2026-03-05`, 'title: T\n');
      expect(article).toMatchObject({ path: '/2026/03/05/x', published: { day: '2026-03-05' } });
    }
    const { article } = read('embargo: 2026-03-05', 'title: T\n', 'articles/2026-02-01-x.md');
    expect(article).toMatchObject({ published: { day: '2026-03-05' } });
  });

  test('the earliest end decides', () => {
    const { article } = read('expires: 2099-01-01\nexpiryDate: 2026-04-01\nunpublish_date: 2026-06-01');
    expect(article?.expires?.day).toBe('2026-04-01');
    expect(read('archived: 2026-05-01').article?.expires?.day).toBe('2026-05-01');
    expect(read('expired: true').visibility).toBe('draft');
    expect(isPublic('expires_at: never')).toBe(true);
    expect(isPublic('publish_date: never')).toBe(false);
  });
});

describe('a value that cannot be read holds back, and its place and cure are told', () => {
  test.each([
    ['status: foo', '4:9 error limit-unreadable'],
    ['visibility: [public, specific]', '4:13 error limit-unreadable'],
    ['embargo: tomorrow', '4:10 error limit-unreadable'],
    ['embargo: {until: 2020-01-01}', '4:10 error limit-unreadable'],
    ['publish_on: 2026-13-45', '4:13 error limit-unreadable'],
    ['hidden: maybe', '4:9 error limit-unreadable'],
    ['private: [a, b]', '4:10 error limit-unreadable'],
    ['published: perhaps', '4:12 error limit-unreadable'],
    ['draft: maybe', '4:8 error yes-no-invalid'],
    ['expires: soon', '4:10 error date-invalid'],
  ])('%s', (lines, told) => {
    const { visibility, limits, told: all, problems } = read(lines);
    expect([visibility, limits.isHeld, all]).toEqual(['refused', true, [told]]);
    expect(problems[0]?.hint).toMatch(/Write/);
  });
});

describe('a slip of the pen', () => {
  test.each([
    ['drft: true', 'draft'],
    ['darft: yes', 'draft'],
    ['hiden: true', 'draft'],
    ['unlsited: true', 'draft'],
    ['statsu: draft', 'draft'],
    ['publihed: false', 'draft'],
    ['embrago: 2099-01-01', 'embargoed'],
    ['expirse: 2026-04-01', 'expired'],
  ])('%s hides as the right key would', (lines, visibility) => {
    const result = read(lines);
    if (visibility === 'expired') expect(result.limits.until?.day).toBe('2026-04-01');
    else expect(result.visibility).toBe(visibility);
    expect(result.told).toEqual(['4:1 warning limit-misspelt']);
    expect(result.problems[0]?.hint).toContain('Did you mean');
  });

  test('a date ahead counts where there is no date but that of the file’s name', () => {
    const ahead = read('dat: 2099-01-01', 'title: T\n', 'articles/2026-02-01-x.md');
    expect(ahead).toMatchObject({ visibility: 'embargoed', told: ['3:1 warning limit-misspelt'] });
    expect(isPublic('dat: 2099-01-01')).toBe(true);
  });

  test.each([
    'drft: false',
    'drft: true\ndraft: false',
    'hiden: true\nhidden: false',
    'statsu: Texas',
    'embrago: 2020-01-01',
    'data: 2099-01-01',
    'rate: true',
    'dates: 2099-01-01',
    'craft: true',
    'statue: draft',
    'publisher: "false"',
    'process: members',
    'raft: yes',
  ])('%s hides nothing', (lines) => {
    expect(isPublic(lines)).toBe(true);
  });
});

describe('a file that cannot be published still says what is to be hidden', () => {
  test.each([
    ['hidden: true\ndate: nope', true],
    ['draft: false\ndraft: true', true],
  ])('%j', (lines, isHeld) => {
    expect(read(lines)).toMatchObject({ visibility: 'refused', limits: { isHeld } });
  });

  test('front matter that never ends, in other languages, or a code’s', () => {
    const limitsOf = (text: string) => parseArticle({ file: 'articles/x.md', text }, SITE).limits.isHeld;
    expect(limitsOf('---\ntitle: T\ndraft: true\n\nText.')).toBe(true);
    expect(limitsOf('---\ntitle: T\n\ndraft: true is what it said.')).toBe(false);
    expect(limitsOf('+++\ntitle = "T\nprivate = true\n+++\nText.')).toBe(true);
    expect(limitsOf('---json\n{"title": "T",\n"hidden": true,\n---\nText.')).toBe(true);
    expect(limitsOf('---js\nstatus: draft\n---\nText.')).toBe(true);
  });

  test.each([
    ['hidden: true\ntopics: [', 'draft'],
    ['status: "private"\ntopics: [', 'draft'],
    ['  draft: true\n title: x: y: [', 'draft'],
    ['image:\n  src: a.jpg\n  width: [\n  embargo: 2099-01-01', 'draft'],
    ['what is this\n{draft: true', 'draft'],
    ['topics: [', 'live'],
    ['status: published\ntopics: [', 'live'],
    ['publishDate: 2020-01-01\ntopics: [', 'live'],
  ])('faults of syntax show nothing that a line would hide: %j', (lines, visibility) => {
    expect(read(lines)).toMatchObject({ visibility, limits: { isHeld: visibility === 'draft' } });
  });

  test('times count too', () => {
    expect(read('embargo: 2099-01-01\ndraft: nope').limits.from?.day).toBe('2099-01-01');
    expect(read('expires: 2026-04-01\ndraft: nope').limits.until?.day).toBe('2026-04-01');
    expect(read('expires: 2026-02-01').limits.until?.day).toBe('2026-02-01');
  });

  test.each([
    'Author: A\nStatus: draft\n\n# T\n\nText.',
    'Title: T\nStatus: draft\nand no field\n\n# T\n',
    '<!--\n.. slug: t\n.. status: private\n-->\n\n# T\n',
    '<!-- licence -->\n---\ndraft: true\n---\n\n# T\n',
  ])('lines of a header that is no front matter: %j', (text) => {
    const parsed = parseArticle({ file: 'articles/2026-03-01-x.md', text }, SITE);
    expect(parsed.limits.isHeld).toBe(true);
    expect(parsed.article?.isDraft ?? true).toBe(true);
    expect(brief(parsed.problems)).toContain('1:1 warning held-back');
  });

  test.each([
    'Title: T\nStatus: draft\n\nText.',
    '<!--\n.. title: T\n.. status: private\n-->\n\nText.',
    '<!-- licence -->\n---\ntitle: T\ndraft: true\n---\n\nText.',
    '{"title": "T", "published": false}\n\nText.',
    'title: T\nhidden: true\n---\nText.',
  ])('lines of a header that is front matter: %j', (text) => {
    const parsed = parseArticle({ file: 'articles/2026-03-01-x.md', text }, SITE);
    expect(parsed).toMatchObject({ limits: { isHeld: true }, article: { title: 'T', isDraft: true } });
  });
});

describe('standing pages and authors', () => {
  const page = (lines: string) =>
    parseStandingPage({ file: 'pages/x.md', text: `---\ntitle: T\n${lines}\n---\nText.` }, SITE, NOW);
  const author = (lines: string) =>
    parseAuthor({ file: 'authors/x.md', text: `---\nname: N\n${lines}\n---\nText.` }, SITE, NOW);
  const HIDING = ['hidden: true', 'status: draft', 'access: members', 'password: x', 'embargo: 2099-01-01'];

  test.each([...HIDING, 'draft: maybe', 'expires: 2099-01-01', 'date: 2099-01-01', 'publishDate: soon'])(
    '%s holds back',
    (lines) => {
      expect(page(lines).isHeld && (page(lines).page?.isDraft ?? true)).toBe(true);
      expect(author(lines)).toMatchObject({ author: null, isHeld: true });
      expect(author(lines).problems.length).toBeGreaterThan(0);
    },
  );

  test.each(['hidden: false', 'status: published', 'date: 2020-01-01', 'publishDate: 2020-01-01', ''])(
    '%s does not',
    (lines) => {
      expect(page(lines)).toMatchObject({ isHeld: false, page: { isDraft: false } });
      expect(author(lines)).toMatchObject({ isHeld: false, author: { name: 'N' } });
    },
  );

  test('an author’s role is no access', () => {
    expect(author('role: Members’ editor')).toMatchObject({
      author: { role: 'Members’ editor' },
      problems: [],
    });
  });
});

test('the table has each key once, and each is found by any spelling', () => {
  expect(new Set(LIMIT_NAMES).size).toBe(LIMIT_NAMES.length);
  expect(LIMIT_ROWS.flatMap(({ keys }) => keys)).toHaveLength(LIMIT_NAMES.length);
  expect(limitOf('Publish-Date')).toBe(limitOf('publishDate'));
  expect(limitOf('title')).toBeNull();
});

test('many files together are limited as each alone is', () => {
  const files = toFiles(['hidden: true', 'embargo: 2099-01-01', 'status: foo', 'topics: a']);
  const together = parseArticles(files, SITE, 'head');
  expect(together.map((one) => one?.limits)).toEqual(files.map((file) => parseArticle(file, SITE).limits));
});

test('hostile front matter takes no time that grows with its square', () => {
  const long = 60_000;
  const hostile = [
    `meta: "${'<meta '.repeat(long / 6)}"`,
    `robots: "${'noindexx '.repeat(long / 9)}"`,
    `status: "${'draft '.repeat(long / 6)}x"`,
    `roles: [${'a,'.repeat(4_000)}b]`,
    `topics: [\nhidden: ${' '.repeat(long)}x`,
    `topics: [\nhidden: x${' #'.repeat(long / 2)}`,
    `topics: [\n${' '.repeat(long)}`,
    `topics: [\n${'drafted '.repeat(long / 8)}`,
  ];
  for (const lines of hostile) expect(['refused', 'draft', 'live']).toContain(read(lines).visibility);
});
