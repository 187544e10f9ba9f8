import { expect, test } from 'vitest';
import type { AuthorProfile } from '../../src/domain/article.ts';
import { buildListingPage } from '../../src/pages/listing-page.ts';
import { buildNameIndexPage } from '../../src/pages/name-index-page.ts';
import { NAMES_PER_PAGE } from '../../src/pages/parts/sorted-names.ts';
import { sampleContext } from '../support/sample-catalog.ts';
import { sampleArticle } from '../support/sample-site.ts';

const named = (name: string) => ({ name, slug: name.toLowerCase().replaceAll(' ', '-') });
const ann: AuthorProfile = {
  file: 'authors/ann.md',
  ...named('Culture Desk'),
  role: 'Editor',
  picture: null,
  email: 'ann@example.com',
  ids: [],
  links: [{ name: 'Elsewhere', url: 'https://a.example/' }],
  bodyHtml: '<p>She writes.</p>',
};

test('names are listed with their numbers of stories', () => {
  const articles = [
    sampleArticle({ title: 'A', topics: [named('Syria'), named('Trade')] }),
    sampleArticle({ title: 'B', topics: [named('Syria')] }),
    sampleArticle({ title: 'C', topics: [named('Secret')], isDraft: true }),
  ];
  const page = buildNameIndexPage(sampleContext({ articles }), 'topic', 1);
  expect(page?.top).toEqual([]);
  expect(page?.groups.map(({ letter, names }) => [letter, names.map(({ count }) => count.value)])).toEqual([
    ['S', [2]],
    ['T', [1]],
  ]);
  expect(page?.letters).toEqual([
    { text: 'S', url: '#letter-s' },
    { text: 'T', url: '#letter-t' },
  ]);
  expect(buildNameIndexPage(sampleContext({}), 'series', 1)?.groups).toEqual([]);
  expect(buildNameIndexPage(sampleContext({}), 'topic', 2)).toBeNull();
});

test('thousands of names stand on pages by letters, every one once, each with a title of its own', () => {
  const names = Array.from({ length: 1_200 }, (_, index) =>
    named(`${String.fromCharCode(65 + (index % 26))} topic ${index}`),
  );
  const articles = Array.from({ length: 24 }, (_, index) =>
    sampleArticle({ title: `S ${index}`, topics: names.slice(index * 50, (index + 1) * 50) }),
  );
  const context = sampleContext({ articles });
  const pages = [1, 2, 3, 4].map((number) => buildNameIndexPage(context, 'topic', number));
  expect(pages.map((page) => page === null)).toEqual([false, false, false, true]);
  const listed = pages.flatMap((page) => page?.groups.flatMap(({ names: found }) => found) ?? []);
  expect(new Set(listed.map(({ url }) => url)).size).toBe(1_200);
  for (const page of pages.slice(0, 3)) {
    const count = page?.groups.reduce((sum, { names: found }) => sum + found.length, 0) ?? 0;
    expect(count).toBeLessThanOrEqual(NAMES_PER_PAGE);
    expect(page?.letters).toHaveLength(26);
  }
  expect(new Set(pages.map((page) => page?.head.title)).size).toBe(4);
  expect(pages[0]?.top).toHaveLength(24);
  expect(pages[0]?.letters.at(-1)?.url).toBe('/topics?page=3#letter-z');
});

test('an author with a file has a page without stories too, and is listed', () => {
  const context = sampleContext({ authors: [ann] });
  const page = buildListingPage(context, 'author', 'culture-desk', 1);
  expect(page).toMatchObject({
    heading: 'Culture Desk',
    standfirst: 'Editor',
    author: { bodyHtml: '<p>She writes.</p>', email: { url: 'mailto:ann@example.com' }, feed: null },
    teasers: [],
  });
  expect(page?.head.alternates.some(({ url }) => url.includes('/authors/'))).toBe(false);
  expect(JSON.stringify(page?.head.structuredData)).toContain(
    '"@type":"ProfilePage","@id":"https://courier.test/authors/culture-desk"',
  );
  expect(JSON.stringify(page?.head.structuredData)).toContain('"jobTitle":"Editor"');
  const [group] = buildNameIndexPage(context, 'author', 1)?.groups ?? [];
  expect(group?.names.map(({ text, count }) => [text, count.value])).toEqual([['Culture Desk', 0]]);
});

test('an author with stories and no file is as articles write the name', () => {
  const articles = [sampleArticle({ title: 'A', authors: [named('Lake Desk')] })];
  const page = buildListingPage(sampleContext({ articles, authors: [ann] }), 'author', 'lake-desk', 1);
  expect(page).toMatchObject({ heading: 'Lake Desk', standfirst: null, author: null });
  expect(page?.teasers).toHaveLength(1);
  expect(buildListingPage(sampleContext({ authors: [ann] }), 'author', 'nobody', 1)).toBeNull();
});

test('an address that mail programs could read another way is encoded', () => {
  const context = sampleContext({ authors: [{ ...ann, email: 'a?bcc=b&c#d%e@example.com' }] });
  const page = buildListingPage(context, 'author', 'culture-desk', 1);
  expect(page?.author?.email).toEqual({
    text: 'a?bcc=b&c#d%e@example.com',
    url: 'mailto:a%3Fbcc%3Db%26c%23d%25e@example.com',
  });
});

test.each(['topic', 'author', 'series'] as const)(
  'names of the %s index are sorted once for all pages, those that are not there included',
  (kind) => {
    const context = sampleContext({});
    let looks = 0;
    const counted = Array.from({ length: 2_000 }, (_, index) => ({
      get name() {
        looks += 1;
        return `Name ${index}`;
      },
      slug: `name-${index}`,
      count: 1,
    }));
    const catalog = { ...context.catalog, labelCounts: () => counted };
    const pageOf = (page: number) => buildNameIndexPage({ ...context, catalog }, kind, page);
    expect(pageOf(1)).not.toBeNull();
    const once = looks;
    expect(pageOf(4)).not.toBeNull();
    expect(pageOf(9_999)).toBeNull();
    expect(looks).toBe(once);
  },
);
