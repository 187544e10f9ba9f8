import { describe, expect, test } from 'vitest';
import { buildSearchPage } from '../../../src/pages/search/search-page.ts';
import type { SearchOutcome, SearchQuery } from '../../../src/pages/search/search-query.ts';
import { foundAnswer, sampleHit } from '../../support/fake-search.ts';
import { sampleContext } from '../../support/sample-catalog.ts';
import { sampleArticle } from '../../support/sample-site.ts';

const context = sampleContext({
  articles: [
    sampleArticle({ title: 'محادثات في موسكو', slug: 'talks', language: 'ar', published: '2016-07-17' }),
    sampleArticle({
      title: 'Talks on northern railway “corridor” begin',
      published: '2016-07-16',
      topics: [{ name: 'Night trains', slug: 'night-trains' }],
    }),
  ],
});
const hit = sampleHit('Talks on [Syria] resume', 'The talks on [Syria] went on.');

function build(outcome: SearchOutcome, query: Partial<SearchQuery> = {}) {
  return buildSearchPage(context, { text: 'syria', isCut: false, page: 1, ...query }, outcome);
}

describe('results', () => {
  test.each([
    [{ count: 0, isExact: true }, 0, 'No stories found'],
    [{ count: 1, isExact: true }, 1, '1 story found'],
    [{ count: 12, isExact: true }, 1, '12 stories found'],
    [{ count: 12_345, isExact: true }, 1, '12,345 stories found'],
    [{ count: 1_000, isExact: false }, 1, 'More than 1,000 stories found'],
  ])('%j is told as %s', (total, hits, heading) => {
    expect(build(foundAnswer({ total, hits: Array(hits).fill(hit) })).result?.heading).toBe(heading);
  });

  test('show headline, snippet, section and date, marks kept apart from text', () => {
    const [story] = build(foundAnswer({ hits: [hit] })).result?.stories ?? [];
    expect(story).toMatchObject({
      url: hit.teaser.path,
      headline: hit.title,
      snippet: hit.snippet,
      section: { text: 'World', url: '/sections/world' },
      published: { iso: '2016-07-15T09:30:00+04:00', text: 'Friday', title: '15 July 2016, 09:30' },
      lang: null,
    });
  });

  test('show the standfirst, or how the text begins, where only the headline matches', () => {
    const bare = { description: null, excerpt: 'How it begins.' };
    const hits = [
      sampleHit('[Syria]'),
      sampleHit('[Syria]', '', { description: null }),
      sampleHit('[Syria]', '', bare),
    ];
    const stories = build(foundAnswer({ hits })).result?.stories;
    expect(stories?.map(({ snippet }) => snippet)).toEqual([
      [{ text: 'What the story is about.', isMatch: false }],
      [],
      [{ text: 'How it begins.', isMatch: false }],
    ]);
  });

  test('say the language of a foreign story', () => {
    const hits = [sampleHit('سوريا', '', { language: 'ar' }), sampleHit('Сирия', '', { language: 'ru' })];
    expect(build(foundAnswer({ hits })).result?.stories.map(({ lang }) => lang)).toEqual([
      { tag: 'ar', direction: 'rtl' },
      { tag: 'ru', direction: 'ltr' },
    ]);
  });

  test('have pages, of which the last is the twenty-fifth', () => {
    const pagination = (page: number, hasMore: boolean) =>
      build(foundAnswer({ hits: [hit], hasMore }), { page, text: 'a & b' }).result?.pagination;
    expect(pagination(1, false)).toMatchObject({ last: 1, newer: null, older: null });
    const three = build(foundAnswer({ hits: [hit], hasMore: true, total: { count: 45, isExact: true } }));
    expect(three.result?.pagination.numbers.map(({ url }) => url)).toEqual([
      '/search?q=syria',
      '/search?q=syria&page=2',
      '/search?q=syria&page=3',
    ]);
    expect(pagination(1, true)?.older).toEqual({ text: 'Next page', url: '/search?q=a%20%26%20b&page=2' });
    expect(pagination(2, true)?.newer).toEqual({ text: 'Previous page', url: '/search?q=a%20%26%20b' });
    expect(pagination(25, true)).toMatchObject({
      newer: { url: '/search?q=a%20%26%20b&page=24' },
      older: null,
    });
    const last = build(foundAnswer({ hits: [hit], hasMore: true }), { page: 25 });
    expect(last.result?.remarks).toEqual([expect.stringContaining('More was found than can be shown.')]);
    const total = { count: 500, isExact: false };
    const counted = build(foundAnswer({ hits: [hit], total }), { page: 25 });
    expect(counted.result?.remarks).toEqual(last.result?.remarks);
  });

  test('past the end lead back to the beginning', () => {
    const { result, ways } = build(foundAnswer({ total: { count: 30, isExact: true } }), { page: 9 });
    expect(result).toMatchObject({ heading: 'There are no more results', remarks: [] });
    expect(result?.pagination.newer).toEqual({ text: 'First page', url: '/search?q=syria' });
    expect(ways.length).toBeGreaterThan(0);
  });

  test('name the filters that are known, and give advice on the others', () => {
    const { result } = build(
      foundAnswer({
        filters: [
          { name: 'section', value: 'World', isKnown: true },
          { name: 'after', value: '2016-07-01', isKnown: true },
          { name: 'before', value: '2017', isKnown: true },
          { name: 'before', value: '2016-12', isKnown: true },
          { name: 'section', value: 'Wrld', isKnown: false },
          { name: 'before', value: 'May', isKnown: false },
          { name: 'author', value: 'x', isKnown: false },
          { name: 'topic', value: 'y', isKnown: false },
        ],
      }),
    );
    expect(result?.filters).toEqual([
      { around: ['Section: ', ''], value: 'World' },
      { around: ['After: ', ''], value: '1 July 2016' },
      { around: ['Before: ', ''], value: '2017' },
      { around: ['Before: ', ''], value: 'December 2016' },
    ]);
    expect(result?.remarks).toEqual([
      'There is no section “Wrld”. The sections are World, Economy.',
      '“May” is not a day. Write year, month and day, such as before:2016-07-15; a year or a month will do as well.',
      expect.stringMatching(/^No story is by “x”\. Write /),
      expect.stringMatching(/^No story has the topic “y”\. Write /),
    ]);
  });

  test('say that a query was cut, and what it may have meant', () => {
    const { result } = build(foundAnswer({ hits: [hit], suggestion: 'a "b"' }), { isCut: true });
    expect(result?.remarks).toEqual(['Only the first 300 characters were searched for.']);
    expect(result?.suggestion).toEqual({ text: 'a "b"', url: '/search?q=a%20%22b%22' });
  });
});

test('nothing found has advice and other ways', () => {
  const { result, ways, help } = build(foundAnswer());
  expect(result?.remarks).toEqual([expect.stringMatching(/^Check the spelling/)]);
  expect(ways.map(({ url }) => url)).toEqual(['/search', '/archive', '/']);
  expect(help).toEqual([]);
});

test.each([
  ['cut-off', 'This search took too long'],
  ['busy', 'Too many people are searching just now'],
  ['unavailable', 'The search is not available just now'],
  ['no-such-page', 'There is no such page of results'],
] as const)('%s says so, keeps the query and shows other ways', (kind, heading) => {
  const page = build({ kind }, { page: kind === 'no-such-page' ? null : 1 });
  expect(page.result).toMatchObject({ heading, stories: [], filters: [], suggestion: null });
  expect(page.result?.remarks.length).toBe(1);
  expect(page.form.text).toBe('syria');
  expect(page.ways.length).toBe(3);
});

describe('without a query', () => {
  const page = build({ kind: 'nothing-asked' }, { text: '' });

  test('the page shows how to search, with examples from a story in its language', () => {
    expect(page).toMatchObject({ result: null, ways: [] });
    expect(page.help.map(({ example }) => example.text)).toEqual([
      'northern railway',
      '"northern railway"',
      'nort*',
      'northern -railway',
      'section:world',
      'author:"The Sample Courier"',
      'topic:"Night trains"',
      'after:2016-07',
      'northern before:2017',
    ]);
    expect(page.help[1]?.example.url).toBe('/search?q=%22northern%20railway%22');
  });

  test('it is no search engine’s, and nobody’s address', () => {
    expect(page.head).toMatchObject({ robots: 'noindex,follow', canonical: null, openGraph: [] });
    expect(page.head.title).toBe('Search | The Sample Courier');
  });

  test('an empty site has examples all the same', () => {
    const query = { text: '', isCut: false, page: 1 };
    const { help } = buildSearchPage(sampleContext({}), query, { kind: 'nothing-asked' });
    expect(help.map(({ example }) => example.text)).toContain('"peace talks"');
    expect(help.map(({ example }) => example.url)).toContain('/search?q=section%3Aworld');
  });
});

test.each([
  [{}, 'Search: syria | The Sample Courier'],
  [{ page: 3 }, 'Search: syria, page 3 | The Sample Courier'],
  [{ text: 'x'.repeat(300) }, `Search: ${'x'.repeat(60)}… | The Sample Courier`],
])('%j has a title of its own', (query, title) => {
  expect(build(foundAnswer(), query).head.title).toBe(title);
});
