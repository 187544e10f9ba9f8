import { hash } from 'node:crypto';
import { parsePeriod } from '../domain/days/period.ts';
import { siteEditions } from '../domain/edition.ts';
import {
  ARCHIVE_INDEX_KEY,
  ARCHIVES_KEY,
  AUTHORS_KEY,
  archiveKey,
  authorKey,
  CORRECTIONS_KEY,
  FRAME_KEYS,
  FRONT_KEY,
  keysIn,
  otherKey,
  PARTNERS_PAGE_KEY,
  SERIES_KEY,
  sectionFrontKey,
  sectionKey,
  seriesKey,
  STORIES_KEY,
  standingPageKey,
  TOPICS_KEY,
  topicKey,
} from '../domain/surrogate-keys.ts';
import {
  ARCHIVE_PATH,
  archivePath,
  CORRECTIONS_PATH,
  LIST_PATHS,
  OFFLINE_PATH,
  PARTNERS_PATH,
  SERVICE_WORKER_PATH,
  standingPath,
} from '../domain/urls.ts';
import { buildArchiveIndexPage } from '../pages/archive-index-page.ts';
import { buildArchivePage } from '../pages/archive-page.ts';
import { buildCorrectionsPage } from '../pages/corrections-page.ts';
import { buildFrontPage } from '../pages/front-page.ts';
import { buildListingPage, type ListingKind } from '../pages/listing-page.ts';
import { buildNameIndexPage, NAME_INDEX_PATHS } from '../pages/name-index-page.ts';
import { buildOfflinePage } from '../pages/offline-page.ts';
import { buildNewestPage } from '../pages/newest-page.ts';
import { buildPartnersPage } from '../pages/partners-page.ts';
import type { PageContext } from '../pages/parts/page-context.ts';
import { buildSectionFrontPage } from '../pages/section-front-page.ts';
import { buildSeriesPage } from '../pages/series-page.ts';
import { buildStandingPage } from '../pages/standing-page.ts';
import type { PageModels } from '../render/renderer.ts';
import { at, type BuildRow, LIST_ROUTES, type RouteRow } from './route-row.ts';
import { atOneMoment } from './site-deps.ts';
import { endsByClock, finishPage } from './send/serve-built.ts';

/** Builds a page in a view; `keysOf` has what it shows besides masthead, sidebar and footer. */
function show<View extends keyof PageModels>(
  view: View,
  keysOf: (name: string, context: PageContext) => readonly string[],
  build: (context: PageContext, name: string, page: number) => PageModels[View] | null,
): BuildRow {
  return (deps, context, name, page) => {
    const model = build(context, name, page);
    if (model === null) return null;
    return finishPage(deps, context, { html: deps.render(view, model), keys: keysOf(name, context) });
  };
}

const list = (kind: ListingKind, keyOf: (slug: string) => string): RouteRow => ({
  paths: LIST_ROUTES[kind],
  route: kind,
  pathOf: LIST_PATHS[kind],
  isPaged: true,
  list: kind,
  build: show(
    'listing',
    (slug) => [keyOf(slug)],
    (context, slug, page) => buildListingPage(context, kind, slug, page),
  ),
});

/** The first page is a front, those after it are plain lists. */
const frontThenList =
  (front: BuildRow, plain: BuildRow): BuildRow =>
  (deps, context, name, page) =>
    (page === 1 ? front : plain)(deps, context, name, page);

const nameIndex = (kind: keyof typeof NAME_INDEX_PATHS, key: string): RouteRow =>
  at(NAME_INDEX_PATHS[kind], {
    route: 'index',
    isPaged: true,
    build: show(
      'name-index',
      () => [key],
      (context, _name, page) => buildNameIndexPage(context, kind, page),
    ),
  });

/**
 * The service worker, or the one that clears up where the site keeps nothing offline. Its version is the
 * hash of the offline pages of all editions, which name every script, font and style: browsers renew all together.
 */
const buildServiceWorker: BuildRow = (deps, context) => {
  const source = (name: string): string => deps.looks.assets.file(`js/${name}.js`).bytes.toString();
  const editions = siteEditions(context.site);
  const pages = editions.map((edition) =>
    atOneMoment(
      deps,
      (one) => {
        const page = buildOfflinePage(one);
        return page === null ? null : deps.render('offline', page);
      },
      edition,
    ),
  );
  const version = pages[0] == null ? null : hash('sha256', pages.join('')).slice(0, 10);
  return {
    kind: 'rendered',
    body:
      version === null
        ? source('service-worker-off')
        : `const VERSION = '${version}';\nconst EDITIONS = ${JSON.stringify(editions)};\n${source('service-worker')}`,
    contentType: 'text/javascript; charset=utf-8',
    cacheControl: 'no-cache',
    keys: keysIn(context.edition, [
      ...editions.flatMap((edition) => FRAME_KEYS.map((key) => otherKey(edition, key))),
      ...context.usedKeys,
    ]),
    ...endsByClock(context),
  };
};

/** Every kind of page that is found by its path alone. */
export const PAGE_ROWS: readonly RouteRow[] = [
  at('/', {
    route: 'front',
    isPaged: true,
    build: frontThenList(
      show('front', () => [FRONT_KEY], buildFrontPage),
      show(
        'listing',
        () => [STORIES_KEY],
        (context, _name, page) => buildNewestPage(context, page),
      ),
    ),
  }),
  {
    ...list('section', sectionKey),
    build: frontThenList(
      show('section', (slug) => [sectionFrontKey(slug)], buildSectionFrontPage),
      list('section', sectionKey).build,
    ),
  },
  list('topic', topicKey),
  list('author', authorKey),
  nameIndex('topic', TOPICS_KEY),
  nameIndex('author', AUTHORS_KEY),
  nameIndex('series', SERIES_KEY),
  {
    paths: LIST_ROUTES.series,
    route: 'series',
    pathOf: LIST_PATHS.series,
    isPaged: true,
    list: 'series',
    build: show('series', (slug) => [seriesKey(slug)], buildSeriesPage),
  },
  at(ARCHIVE_PATH, {
    route: 'archive',
    build: show('archive-index', () => [ARCHIVE_INDEX_KEY], buildArchiveIndexPage),
  }),
  at(CORRECTIONS_PATH, {
    route: 'corrections',
    isPaged: true,
    build: show(
      'corrections',
      () => [CORRECTIONS_KEY],
      (context, _name, page) => buildCorrectionsPage(context, page),
    ),
  }),
  at(PARTNERS_PATH, {
    route: 'partners',
    build: show('partners', () => [PARTNERS_PAGE_KEY], buildPartnersPage),
  }),
  at(SERVICE_WORKER_PATH, {
    route: 'service-worker',
    isOfSite: true,
    build: buildServiceWorker,
  }),
  at(OFFLINE_PATH, {
    route: 'offline',
    build: show('offline', () => [], buildOfflinePage),
  }),
  {
    paths: '/:name',
    route: 'standing',
    pathOf: standingPath,
    build: show(
      'standing',
      (slug, { at }) => [standingPageKey(at(standingPath(slug)))],
      (context, slug) => {
        const page = context.catalog.standingPage(context.at(standingPath(slug)), context.now);
        return page && buildStandingPage(context, page);
      },
    ),
  },
  {
    paths: ['/:year', '/:year/:month', '/:year/:month/:day'],
    route: 'archive',
    nameOf: ({ params: { year = '', month, day } }) =>
      parsePeriod(String(year), month as string | undefined, day as string | undefined),
    pathOf: archivePath,
    isPaged: true,
    build: show(
      'archive',
      // A day shows the calendar of its month.
      (period) => [archiveKey(period), archiveKey(period.slice(0, 7)), ARCHIVES_KEY],
      buildArchivePage,
    ),
  },
];
