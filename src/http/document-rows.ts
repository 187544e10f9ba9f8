import { siteEditions } from '../domain/edition.ts';
import { FEED_FORMATS, type FeedFormat, feedPathOf } from '../domain/feed-formats.ts';
import { AI_KEY, LLMS_KEY, SITE_KEY, SITEMAP_KEY, sitemapKey } from '../domain/surrogate-keys.ts';
import {
  CORRECTIONS_PATH,
  LICENSE_PATH,
  MANIFEST_PATH,
  OPENSEARCH_PATH,
  TRUST_PATH,
} from '../domain/urls.ts';
import { buildFeedModel } from '../feeds/build-feed-model.ts';
import { type FeedModel, type FeedScope, feedPath } from '../feeds/feed-model.ts';
import { buildLlmsTxt } from '../feeds/llms-txt.ts';
import { buildNewsSitemap, buildNewsSitemapFile } from '../feeds/news-sitemap.ts';
import { RSL_TYPE } from '../feeds/policy/ai-statements.ts';
import { buildRobots } from '../feeds/policy/robots.ts';
import { buildRsl } from '../feeds/policy/rsl.ts';
import { buildTrustTxt } from '../feeds/policy/trust-txt.ts';
import { buildSecurityTxt } from '../feeds/security-txt.ts';
import { buildMonthSitemap, buildPagesSitemap, buildSitemapIndex } from '../feeds/sitemap.ts';
import { parseSitemapPath } from '../feeds/sitemap-paths.ts';
import { buildWebManifest } from '../feeds/web-manifest.ts';
import { writeAtom } from '../feeds/write-atom.ts';
import { writeJsonFeed } from '../feeds/write-json-feed.ts';
import { writeOpenSearch } from '../feeds/write-open-search.ts';
import { writeRss } from '../feeds/write-rss.ts';
import type { PageContext } from '../pages/parts/page-context.ts';
import { findPicture } from '../pages/parts/picture-view.ts';
import { at, type BuildRow, LIST_ROUTES, type RouteRow } from './route-row.ts';
import { type FoundDocument, finishDocument } from './send/serve-built.ts';
import type { PublicAddress, SiteDeps } from './site-deps.ts';

const TEXT = 'text/plain; charset=utf-8';

/** Stories with preferences of their own that robots.txt and the licence name: about 300 kB of the 500 kB that crawlers read. */
const MOST_EXCEPTIONS = 1_000;

const FEED_WRITERS: Readonly<Record<FeedFormat, (feed: FeedModel) => string>> = {
  rss: writeRss,
  atom: writeAtom,
  json: writeJsonFeed,
};

const write =
  (build: (context: PageContext, name: string, deps: SiteDeps) => FoundDocument | null): BuildRow =>
  (deps, context, name) => {
    const document = build({ ...context, words: context.words.unmarked() }, name, deps);
    return document && finishDocument(deps, context, document);
  };

/** A document with one path. */
const text = (path: string, build: (context: PageContext) => FoundDocument | null): RouteRow =>
  at(path, { route: 'text', build: write(build) });

/** The same of what is of the whole site. */
const ofSite = (path: string, build: (context: PageContext) => FoundDocument | null): RouteRow => ({
  ...text(path, build),
  isOfSite: true,
});

/** The feeds of the site, of each list, and of the corrections, in one format. */
function feeds(format: FeedFormat): RouteRow[] {
  const feed = (home: string, scopeOf: (slug: string) => FeedScope): RouteRow => ({
    paths: feedPathOf(home, format),
    route: `feed ${format}`,
    pathOf: (slug) => feedPath(scopeOf(slug), format),
    build: write((context, slug, { address: { hubs } }) =>
      buildFeed({ ...context, hubs }, scopeOf(slug), format),
    ),
  });
  return [
    feed('/', () => ({ kind: 'all' })),
    feed(CORRECTIONS_PATH, () => ({ kind: 'corrections' })),
    ...(['section', 'topic', 'author'] as const).map((list) => ({
      ...feed(LIST_ROUTES[list], (slug) => ({ kind: list, slug })),
      list,
    })),
  ];
}

function buildFeed(
  context: PageContext & Pick<PublicAddress, 'hubs'>,
  scope: FeedScope,
  format: FeedFormat,
): FoundDocument | null {
  const { hubs } = context;
  const built = buildFeedModel({ ...context, picture: (src) => findPicture(context, src) }, scope);
  if (built === null) return null;
  const { model, keys, lastModified, ai } = built;
  return {
    body: FEED_WRITERS[format](model),
    contentType: `${FEED_FORMATS[format].type}; charset=utf-8`,
    keys,
    lastModified: lastModified ?? 0,
    headers: hubs.length === 0 ? [] : ['Link', hubLinks(model.selfUrls[format], hubs)],
    ai,
  };
}

/** Where a change of the feed is told (WebSub §4): each hub, and the address that it knows the feed by. */
function hubLinks(selfUrl: string, hubs: readonly string[]): string {
  return [`<${selfUrl}>; rel="self"`, ...hubs.map((hub) => `<${hub}>; rel="hub"`)].join(', ');
}

/** The sitemaps: their index, those of pages and of months, and the one of news. */
function buildSitemap(context: PageContext, path: string): FoundDocument | null {
  const name = parseSitemapPath(path);
  switch (name?.kind) {
    case undefined:
      return null;
    case 'index':
      return sitemap(buildSitemapIndex(context), SITEMAP_KEY);
    case 'pages':
      return sitemap(buildPagesSitemap(context, name.file), SITEMAP_KEY);
    case 'month':
      return sitemap(buildMonthSitemap(context, name.month, name.file), sitemapKey(name.month));
    case 'news': {
      const news = name.file === null ? buildNewsSitemap(context) : buildNewsSitemapFile(context, name.file);
      const document = sitemap(news?.xml ?? null, SITEMAP_KEY);
      // Stories leave it by their age: no date of a publish tells of that.
      return document && { ...document, lastModified: null, expires: news?.expires ?? null };
    }
  }
}

function sitemap(xml: string | null, key: string): FoundDocument | null {
  if (xml === null) return null;
  return { body: xml, contentType: 'application/xml; charset=utf-8', keys: [SITE_KEY, key], lastModified: 0 };
}

/** Every document for machines that is found by its path alone. */
export const DOCUMENT_ROWS: readonly RouteRow[] = [
  ...(Object.keys(FEED_FORMATS) as FeedFormat[]).flatMap(feeds),
  {
    paths: /^\/sitemap[^/]*\.xml$/,
    route: 'sitemap',
    nameOf: ({ path }) => path,
    pathOf: (path) => path,
    build: write(buildSitemap),
  },
  text(OPENSEARCH_PATH, (context) => ({
    body: writeOpenSearch(context),
    contentType: 'application/opensearchdescription+xml; charset=utf-8',
    keys: [SITE_KEY],
    lastModified: null,
  })),
  ofSite('/robots.txt', ({ origin, site, catalog, now }) => ({
    body: buildRobots(origin, {
      ai: site.ai,
      exceptions: catalog.aiExceptions(MOST_EXCEPTIONS, now),
      editions: siteEditions(site),
    }),
    contentType: TEXT,
    keys: [SITE_KEY, AI_KEY],
    lastModified: null,
  })),
  // Nothing where the site does not say all of it.
  ofSite(LICENSE_PATH, ({ site, catalog, now }) => {
    const body = buildRsl(site, catalog.aiExceptions(MOST_EXCEPTIONS, now));
    if (body === null) return null;
    return { body, contentType: RSL_TYPE, keys: [SITE_KEY, AI_KEY], lastModified: null };
  }),
  text('/llms.txt', (context) => ({
    body: buildLlmsTxt(context),
    contentType: TEXT,
    keys: [SITE_KEY, LLMS_KEY],
    lastModified: 0,
  })),
  // At the root first, and where well-known files are (trust.txt, 2020).
  ...[TRUST_PATH, `/.well-known${TRUST_PATH}`].map((path) =>
    ofSite(path, ({ site }) => {
      const body = buildTrustTxt(site);
      return body === null ? null : { body, contentType: TEXT, keys: [SITE_KEY], lastModified: null };
    }),
  ),
  // Nothing where the publisher has no e-mail address.
  ofSite('/.well-known/security.txt', (context) => {
    const built = buildSecurityTxt({ ...context, contact: null });
    if (built === null) return null;
    const { text: body, expires } = built;
    return { body, contentType: TEXT, keys: [SITE_KEY], lastModified: null, expires };
  }),
  text(MANIFEST_PATH, (context) => ({
    body: buildWebManifest(context),
    contentType: 'application/manifest+json; charset=utf-8',
    keys: [SITE_KEY],
    lastModified: 0,
  })),
];
