import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import type { Logger } from 'pino';
import { createBestCompression } from '../cache/best-compression.ts';
import { REVALIDATE, tagHeaders } from '../cache/cache-policy.ts';
import { createPageCache, type PageCache } from '../cache/page-cache.ts';
import type { HeaderList } from '../cache/page-entry.ts';
import type { AddressBook } from '../domain/addresses/follow-target.ts';
import { FETCHED_FOLDER, PICTURE_FOLDERS } from '../domain/picture-name.ts';
import { isSearchPath } from '../domain/urls.ts';
import type { CardMaker } from '../media/cards/card-maker.ts';
import { createPictureMaker } from '../media/pictures/picture-maker.ts';
import type { VariantStore } from '../media/variants/variant-store.ts';
import { createPageViewCounts, type PageViews } from './page-view-counts.ts';
import { createFastLane } from './fast-lane.ts';
import { createAssetHandler, type FinishedAssets, finishedAssets } from './handlers/asset-handler.ts';
import { createCardHandler } from './handlers/card-handler.ts';
import { createHealthHandlers } from './handlers/health-handler.ts';
import { createMediaHandler } from './handlers/media-handler.ts';
import { createOldFileHandler } from './handlers/old-file-handler.ts';
import { createPictureHandler } from './handlers/picture-handler.ts';
import { answerSearchError } from './handlers/search-handler.ts';
import { HttpError } from './http-error.ts';
import { measureRequests } from './measure-requests.ts';
import { filePreferences } from './middleware/file-preferences.ts';
import { accessLog } from './middleware/access-log.ts';
import { allowedMethods } from './middleware/allowed-methods.ts';
import { canonicalPath } from './middleware/canonical-path.ts';
import { errorHandler } from './middleware/error-page.ts';
import { limitRate, type Rate } from './middleware/limit-rate.ts';
import { oneHost } from './middleware/one-host.ts';
import { requestId } from './middleware/request-id.ts';
import { securityHeaders, setHeaders } from './middleware/security-headers.ts';
import { toOriginForm } from './request/origin-form.ts';
import { labelled } from './request/route-label.ts';
import type { RequestTally } from '../telemetry/request-tally.ts';
import { findErrorPage } from './find-error-page.ts';
import { fetchedNames, findContentFile, findSitePicture, type PictureRoots } from './find-media-file.ts';
import type { Readiness } from './readiness.ts';
import { createRoutes, type RouteParts, unlessOwnFile } from './routes.ts';
import { serveFixed } from './send/send-entry.ts';
import { createTransferSlots, MOST_TRANSFERS } from './send/transfer-slots.ts';
import { atOneMoment, type SiteDeps } from './site-deps.ts';
import type { StandalonePage } from './send/standalone-page.ts';

/** Of the newsroom’s folder the pictures and other files of its `media/`, `articles/` and `authors/` are served. */
export interface AppPictures extends PictureRoots {
  /** Where pictures and cards are kept that were made from them. */
  readonly variants: VariantStore;
  readonly cards: CardMaker;
}

/** Where pictures, recordings and other files of the newsroom are served, and what is made of them. */
const FILE_FOLDERS = [...PICTURE_FOLDERS, FETCHED_FOLDER, 'pictures', 'cards'];

/** The process that serves, and how. */
export interface AppHost extends Pick<RouteParts, 'history'> {
  readonly log: Logger;
  readonly readiness: Readiness;
  readonly errorPage: StandalonePage;
  /** What finished pages may take in memory, in bytes. */
  readonly cacheBytes: number;
  /** Addresses and subnets of proxies whose `X-Forwarded-For` names the client; as Express takes them. */
  readonly trustedProxies: readonly string[];
  /** How often one client may search. */
  readonly searchRate: Rate;
  /** Counts what is answered; nobody does by default. */
  readonly requests?: RequestTally | null | undefined;
  /** Files that are sent at once; 500 by default. */
  readonly mostTransfers?: number | undefined;
}

/** The site as a server needs it. */
export interface App {
  /** Answers every request, most of them by the fast lane. */
  readonly handler: RequestListener;
  /** The same without the fast lane. */
  readonly application: RequestListener;
  /** The finished pages; whoever learns of a publish drops what it changed. */
  readonly pages: PageCache;
  /** How often articles were read; whoever adds it up takes it from time to time. */
  readonly pageViews: PageViews;
  /** How many pictures and cards wait to be made. */
  readonly picturesWaiting: () => number;
}

interface ApplicationDeps {
  readonly site: SiteDeps;
  readonly pictures: AppPictures;
  readonly host: AppHost;
  readonly pageViews: PageViews;
}

/** Puts the site's middleware, routes and finished pages together; the caller listens. */
export function createApp(site: Omit<SiteDeps, 'pages'>, pictures: AppPictures, host: AppHost): App {
  const { log, cacheBytes, requests = null } = host;
  const { address, looks, now } = site;
  const { origin, sharedCaching } = address;
  const headers = securityHeaders({ origin, styleHashes: [] });
  const pack = createBestCompression();
  const onLookup = (isHit: boolean): void => requests?.looked('application', isHit);
  const pages = createPageCache({ maxBytes: cacheBytes, now, headers, sharedCaching, pack, onLookup });
  const assets = finishedAssets({ assets: looks.assets, headers, pack });
  const pageViews = createPageViewCounts();
  const plain = createApplication({ site: { ...site, pages }, pictures, host, pageViews }, headers, assets);
  const application = requests === null ? plain : measureRequests(plain, requests);
  const finished = { get: (url: string) => pages.get(url) ?? assets.get(url) };
  const takeFastLane = createFastLane(finished, pageViews.note, requests);
  // Whoever wants to see every request in the log sends them all the long way.
  const isFast = !log.isLevelEnabled('debug');
  return {
    pages,
    pageViews,
    picturesWaiting: pictures.variants.waiting,
    application,
    handler(request, response) {
      if (!isFast || !takeFastLane(request, response)) application(request, response);
    },
  };
}

function createApplication(
  { site, pictures, host, pageViews }: ApplicationDeps,
  headers: HeaderList,
  assets: FinishedAssets,
): RequestListener {
  const { log, trustedProxies } = host;
  const { indexNowKey, sharedCaching } = site.address;
  const tags = (key: string): HeaderList => tagHeaders(sharedCaching, [key])?.flat() ?? [];
  const files = { ...site, ...pictures, tags, log };
  const { contentDir } = pictures;
  const app = express();
  // So that Express's own last resort, should the error page fail, shows no stack.
  app.set('env', 'production');
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  app.set('trust proxy', trustedProxies);

  app.use(requestId());
  app.use(accessLog(log, site.now));
  app.use(setHeaders(headers));
  app.use(oneHost());
  app.use(allowedMethods());
  const health = createHealthHandlers(host.readiness);
  app.get('/healthz', labelled('health', health.alive));
  app.get('/readyz', labelled('health', health.ready));
  // By it search engines know that who tells them of changes is this site (indexnow.org). Its name may have capitals.
  if (indexNowKey !== null) {
    const key = { body: indexNowKey, contentType: 'text/plain; charset=utf-8', cacheControl: REVALIDATE };
    app.get(`/${indexNowKey}.txt`, serveFixed(key));
  }
  app.use(
    FILE_FOLDERS.map((folder) => `/${folder}`),
    filePreferences(site),
  );
  const slots = createTransferSlots(host.mostTransfers ?? MOST_TRANSFERS);
  const texts = {
    isNamed: (src: string): boolean => site.reader().read((catalog) => catalog.file(src)?.isNamed === true),
  };
  for (const folder of PICTURE_FOLDERS) {
    // Before paths get their one way to be written: file names have a case.
    const of = { folder: join(contentDir, folder), texts: folder === 'media' ? undefined : texts };
    app.use(`/${folder}`, labelled('media', createMediaHandler({ ...files, ...of, slots }, tags)));
  }
  app.use(
    unlessOwnFile(
      createOldFileHandler({
        site,
        isServed: async (file) => (await findContentFile(contentDir, file)) !== undefined,
        isOwn: (path) => assets.get(path) !== undefined,
      }),
    ),
  );
  app.use(
    `/${FETCHED_FOLDER}`,
    labelled(
      'media',
      createMediaHandler(
        {
          ...files,
          slots,
          folder: pictures.fetchedDir,
          locate: (names) => fetchedNames([FETCHED_FOLDER, ...names].join('/')),
        },
        tags,
      ),
    ),
  );
  app.use(
    canonicalPath({ exemptPrefixes: ['/assets/', '/media/', `/${FETCHED_FOLDER}/`], ...addressBook(site) }),
  );
  app.use('/assets', createAssetHandler(assets));
  app.get(
    '/pictures/:name',
    labelled(
      'picture',
      createPictureHandler({
        ...files,
        makePicture: createPictureMaker(async (file) => (await findSitePicture(pictures, file))?.file),
      }),
    ),
  );
  app.get('/cards/{*path}', labelled('card', createCardHandler(site, files)));
  const searchLimit = labelled('search', limitRate(host.searchRate, log, site.now));
  app.get('/{*path}', (request, response, next) =>
    isSearchPath(request.path) ? searchLimit(request, response, next) : next(),
  );
  app.use(createRoutes(site, { pageViews, history: host.history }));
  app.use(() => {
    throw new HttpError(404, 'not-found', 'There is no page at this address.');
  });
  app.use(
    errorHandler({
      errorPage: host.errorPage,
      log,
      findPage: (status, path) => findErrorPage(site, status, path),
      answer: answerSearchError,
    }),
  );
  return (request, response) => {
    request.url = toOriginForm(request.url ?? '/');
    app(request, response);
  };
}

/** What paths mean at the moment at which they are asked for. */
const addressBook = (site: SiteDeps): AddressBook => ({
  resolve: (path) => atOneMoment(site, ({ catalog, now }) => catalog.resolve(path, now)),
  resolveNear: (path) => atOneMoment(site, ({ catalog, now }) => catalog.resolveNear(path, now)),
});
