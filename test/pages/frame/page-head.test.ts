import { describe, expect, test } from 'vitest';
import { buildArchivePage } from '../../../src/pages/archive-page.ts';
import { buildArticlePage } from '../../../src/pages/article-page.ts';
import { buildFrontPage } from '../../../src/pages/front-page.ts';
import { buildNewestPage } from '../../../src/pages/newest-page.ts';
import { buildListingPage } from '../../../src/pages/listing-page.ts';
import { buildNotFoundPage } from '../../../src/pages/message-page.ts';
import { buildStandingPage } from '../../../src/pages/standing-page.ts';
import { sampleContext } from '../../support/sample-catalog.ts';
import { SAMPLE_PAGE, SAMPLE_SITE, sampleArticle, sampleMoment } from '../../support/sample-site.ts';

const article = sampleArticle({
  title: 'Talks resume',
  topics: [{ name: 'Syria', slug: 'syria' }],
  authors: [{ name: 'Example Desk', slug: 'example-desk' }],
  location: 'Moscow',
  source: { name: 'Another Paper', url: 'https://another.test/' },
  corrections: [{ date: sampleMoment('2016-07-17'), text: 'A name was wrong.' }],
  wordCount: 120,
});
const context = sampleContext({ articles: [article] });
const SITE_FEEDS = [
  'application/rss+xml https://courier.test/feed.xml',
  'application/atom+xml https://courier.test/feed.atom',
  'application/feed+json https://courier.test/feed.json',
];

/** The node of the page that has a type; each says by itself whose words it uses. */
function node(structuredData: readonly object[], type: string): Record<string, unknown> {
  const nodes = structuredData as readonly Record<string, unknown>[];
  expect(nodes.map((each) => each['@context'])).toEqual(nodes.map(() => 'https://schema.org'));
  const found = nodes.find((candidate) => candidate['@type'] === type);
  if (found === undefined) throw new Error(`no ${type} on the page`);
  return found;
}

describe('the head of an article', () => {
  const { head } = buildArticlePage(context, article);
  const url = `https://courier.test${article.path}`;
  const property = (name: string) =>
    head.openGraph.filter((tag) => tag.property === name).map(({ content }) => content);

  test('has title, canonical and robots', () => {
    expect(head.title).toBe('Talks resume | The Sample Courier');
    expect(head.canonical).toBe(url);
    expect(head.robots).toContain('max-image-preview:large');
    expect(head.alternates.map(({ type, url: target }) => `${type} ${target}`)).toEqual([
      `text/markdown ${url}.md`,
      `application/json+oembed https://courier.test/oembed?url=${encodeURIComponent(url)}&format=json`,
      `text/xml+oembed https://courier.test/oembed?url=${encodeURIComponent(url)}&format=xml`,
      ...SITE_FEEDS,
    ]);
  });

  test('has Open Graph and Twitter tags', () => {
    expect(property('og:type')).toEqual(['article']);
    expect(property('og:url')).toEqual([url]);
    expect(property('og:locale')).toEqual(['en_GB']);
    expect(property('article:published_time')).toEqual(['2016-07-15T09:30:00+04:00']);
    expect(property('article:modified_time')).toEqual(['2016-07-17T00:00:00+04:00']);
    expect(property('article:author')).toEqual(['https://courier.test/authors/example-desk']);
    expect(property('article:tag')).toEqual(['Syria']);
    expect(head.twitter[0]).toEqual({ name: 'twitter:card', content: 'summary_large_image' });
  });

  test('has a NewsArticle with what Google recommends', () => {
    expect(node(head.structuredData, 'NewsArticle')).toMatchObject({
      headline: 'Talks resume',
      datePublished: '2016-07-15T09:30:00+04:00',
      dateModified: '2016-07-17T00:00:00+04:00',
      author: [{ '@type': 'Person', name: 'Example Desk', url: 'https://courier.test/authors/example-desk' }],
      publisher: { '@id': 'https://courier.test/#organization' },
      articleSection: 'World',
      keywords: ['Syria'],
      inLanguage: 'en',
      wordCount: 120,
      dateline: 'Moscow',
      citation: { '@type': 'CreativeWork', name: 'Another Paper', url: 'https://another.test/' },
      correction: [{ '@type': 'CorrectionComment', text: 'A name was wrong.' }],
    });
  });

  test('has breadcrumbs and the publisher', () => {
    const items = node(head.structuredData, 'BreadcrumbList')['itemListElement'];
    expect(items).toMatchObject([
      { position: 1, name: 'The Sample Courier', item: 'https://courier.test/' },
      { position: 2, name: 'World', item: 'https://courier.test/sections/world' },
      { position: 3, name: 'Talks resume', item: url },
    ]);
    expect(node(head.structuredData, 'NewsMediaOrganization')).toMatchObject({
      '@id': 'https://courier.test/#organization',
      publishingPrinciples: 'https://courier.test/about',
    });
  });

  test('a republished copy points to its original, and its language to a locale', () => {
    const copy = sampleArticle({ title: 'Copy', canonical: 'https://another.test/story', language: 'hy' });
    const page = buildArticlePage(context, copy);
    expect(page.head.canonical).toBe('https://another.test/story');
    expect(page.head.openGraph).toContainEqual({ property: 'og:url', content: 'https://another.test/story' });
    expect(page.head.openGraph).toContainEqual({ property: 'og:locale', content: 'hy_AM' });
  });

  test('an opinion is marked as one', () => {
    const page = buildArticlePage(context, sampleArticle({ type: 'opinion' }));
    expect(node(page.head.structuredData, 'OpinionNewsArticle')['headline']).toBe('A headline');
  });
});

test('a list names its own feeds before the site’s, an error page the site’s alone', () => {
  const feeds = (page: ReturnType<typeof buildListingPage>) =>
    page?.head.alternates.map(({ type, title, url }) => [type, title, url].join(' '));
  const [rss = '', ...others] = feeds(buildListingPage(context, 'topic', 'syria', 1)) ?? [];
  expect(rss).toBe(
    'application/rss+xml The Sample Courier: Syria (RSS) https://courier.test/topics/syria/feed.xml',
  );
  expect(others).toHaveLength(5);
  expect(feeds(buildListingPage(context, 'author', 'example-desk', 1))?.[1]).toContain(
    '/authors/example-desk/feed.atom',
  );
  const own = buildNotFoundPage(context).head.alternates.map(({ type, url }) => `${type} ${url}`);
  expect(own).toEqual(SITE_FEEDS);
});

test('an archive says of when it is', () => {
  const of = (period: string) => buildArchivePage(context, period, 1)?.head.description;
  expect(of('2016-07-15')).toMatch(/ published on .*15/);
  expect(of('2016-07')).toContain(' published in July 2016');
});

test('the front is the site', () => {
  const page = buildFrontPage(context);
  expect(page?.head.title).toBe('The Sample Courier: News for tests.');
  expect(node(page?.head.structuredData ?? [], 'WebSite')['url']).toBe('https://courier.test/');
});

test('the front tells Google what the site is called, and what else', () => {
  const site = { ...SAMPLE_SITE, alternateNames: ['The Courier', 'TSC'] };
  const front = buildFrontPage(sampleContext({}, { site }));
  expect(node(front?.head.structuredData ?? [], 'WebSite')).toMatchObject({
    name: 'The Sample Courier',
    alternateName: ['The Courier', 'TSC'],
    url: 'https://courier.test/',
  });
});

test('what is not known is not said', () => {
  const site = { ...SAMPLE_SITE, description: null };
  const bare = buildFrontPage(sampleContext({}, { site }));
  expect(bare?.head).toMatchObject({ title: 'The Sample Courier', description: null });
  for (const name of ['description', 'alternateName'])
    expect(node(bare?.head.structuredData ?? [], 'WebSite')).not.toHaveProperty(name);
  const page = buildArticlePage(context, sampleArticle({ location: null }));
  expect(node(page.head.structuredData, 'NewsArticle')).not.toHaveProperty('dateline');
});

test('the beginning of a text describes it to machines, and is not shown', () => {
  const bare = { description: null, excerpt: 'How it begins.' };
  const { head, article: view } = buildArticlePage(context, sampleArticle(bare));
  expect(head.description).toBe('How it begins.');
  expect(head.openGraph).toContainEqual({ property: 'og:description', content: 'How it begins.' });
  expect(head.twitter).toContainEqual({ name: 'twitter:description', content: 'How it begins.' });
  expect(node(head.structuredData, 'NewsArticle')['description']).toBe('How it begins.');
  expect(view.standfirst).toBeNull();
  const [teaser] =
    buildListingPage(sampleContext({ articles: [sampleArticle(bare)] }), 'section', 'world', 1)?.teasers ??
    [];
  expect(teaser?.standfirst).toBeNull();
  const standing = buildStandingPage(context, { ...SAMPLE_PAGE, ...bare });
  expect(standing.head.description).toBe('How it begins.');
  expect(standing.page.standfirst).toBeNull();
});

test('what nobody signs is the newsroom’s, for machines alone', () => {
  const { head, article: view } = buildArticlePage(context, sampleArticle({ authors: [] }));
  const newsroom = { '@type': 'NewsMediaOrganization', name: SAMPLE_SITE.publisher.name };
  expect(node(head.structuredData, 'NewsArticle')['author']).toMatchObject([newsroom]);
  expect(head.author).toBe(SAMPLE_SITE.publisher.name);
  expect(view.authors).toEqual([]);
});

test('an article names its publisher with the logo, for readers of one node', () => {
  expect(node(head(), 'NewsArticle')['publisher']).toMatchObject({
    '@type': 'NewsMediaOrganization',
    '@id': 'https://courier.test/#organization',
    name: SAMPLE_SITE.publisher.name,
    logo: { '@type': 'ImageObject', url: 'https://courier.test/assets/icons/icon-512.png' },
  });
  function head() {
    return buildArticlePage(context, article).head.structuredData;
  }
});

test('only the front itself is the current page', () => {
  const many = sampleContext({
    articles: Array.from({ length: 31 }, (_, n) => sampleArticle({ title: `${n}` })),
  });
  expect(buildFrontPage(many)?.masthead.isCurrent).toBe(true);
  expect(buildNewestPage(many, 2)?.masthead).toMatchObject({ isHeading: false, isCurrent: false });
});

test('an error page is no address and is not indexed', () => {
  const { head } = buildNotFoundPage(context);
  expect(head).toMatchObject({ canonical: null, openGraph: [], twitter: [], structuredData: [] });
  expect(head.robots).toMatch(/^noindex/);
});
