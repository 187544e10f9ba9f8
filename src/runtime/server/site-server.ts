import type { RequestListener, Server } from 'node:http';
import type { Logger } from 'pino';
import type { Settings } from '../../config/environment.ts';
import { isDamage } from '../../catalog/sqlite/sqlite-code.ts';
import type { PageViewCounts } from '../../domain/page-views.ts';
import { SITE_KEY } from '../../domain/surrogate-keys.ts';
import type { App } from '../../http/create-app.ts';
import { createReadiness, type ReadinessSwitch } from '../../http/readiness.ts';
import { createStandalonePage } from '../../http/send/standalone-page.ts';
import { pictureLibrary } from '../../media/pictures/picture-library.ts';
import { createSearchSlot } from '../../search/search-slot.ts';
import { wordsOf } from '../../words/words-of.ts';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import { reportProcess } from '../../telemetry/process-reporter.ts';
import type { ProcessReport } from '../../telemetry/request-report.ts';
import { createRequestTally } from '../../telemetry/request-tally.ts';
import { clockJump } from './clock-jump.ts';
import { trackPublishes, type PublishTracker } from './track-publishes.ts';
import type { PublishedPages } from '../ingest/ingest-messages.ts';
import type { AssembleOptions } from './assemble-site.ts';
import { type RunningServer, startServer } from './listen.ts';
import { listenOn } from './server-address.ts';
import { readErrorPage } from './read-error-page.ts';
import { createReaderSlot } from './reader-slot.ts';
import { shareCache } from './share-cache.ts';
import { startingPage } from './starting-page.ts';

export interface SiteServerOptions {
  /** With absolute paths. */
  readonly settings: Settings;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly tell: SiteListener;
  /** Stands before the site, for every request. */
  readonly before?: ((site: RequestListener) => RequestListener) | undefined;
  /** As for assembleSite. */
  readonly overRender?: AssembleOptions['overRender'];
}

/** Who is told what a site meets. */
export interface SiteListener {
  /** The catalog turned out to be damaged. */
  damaged(): void;
  /** There was no room for a connection. */
  refused(): void;
  /** What publishes up to a version changed is dropped. */
  dropped(version: number): void;
  /** Every page is dropped, for a reason that is no publish. */
  cleared(): void;
  /** Pages are shown. */
  shown?(): void;
}

/** The site of one process: 503 on every page while it has no catalog. */
export interface SiteServer {
  readonly readiness: ReadinessSwitch;
  /**
   * Listens at the address of the settings, or at a socket that has it already.
   * @throws ListenError for an address that cannot be had.
   */
  listen(descriptor?: number | null): Promise<RunningServer>;
  /**
   * Loads views and handlers, which takes longer than all the rest, or loads them anew. Rejects where they are wrong; those
   * that were loaded before stay then.
   */
  load(): Promise<void>;
  /** The catalog may be read; it may be another file than before. Pages are shown as soon as they can be. */
  open(): void;
  /** The catalog must not be read any more. */
  hide(): void;
  /** Pages that changed. */
  published(pages: PublishedPages): void;
  /** How often articles were read since it was last asked. */
  takePageViews(): PageViewCounts;
  /**
   * Tells from now on what is answered and how this process is, where OPS_PORT shows that to anybody. Returns a function that
   * tells it once more, at the end.
   */
  measure(send: (report: ProcessReport) => void): () => void;
}

/** What is loaded late. */
interface Parts extends Pick<App, 'pages' | 'picturesWaiting'> {
  readonly show: () => void;
  readonly takePageViews: () => PageViewCounts;
}

/** How often the catalog is asked whether a publish was missed: a page is never older than two of these. */
const CHECK_MS = 500;
/** How long after the first pages the library for pictures is loaded, which holds up all else for 50 ms. */
const LIBRARY_MS = 300;

/** Makes the server of a site, which neither listens nor loads anything yet. */
export function createSiteServer(options: SiteServerOptions): SiteServer {
  const { settings, log, now, tell, before = (site) => site } = options;
  const { host, port, dataDir, cacheBytes } = settings;
  const readiness = createReadiness();
  const errorPage = createStandalonePage(readErrorPage());
  const starting = startingPage(errorPage);
  const catalog = createReaderSlot();
  const search = createSearchSlot();
  const jumped = clockJump(now, () => performance.now());
  const fault = lastingFault(log, {
    level: 'error',
    begun: 'the catalog cannot be asked whether a publish was missed',
    over: 'the catalog can be asked again whether a publish was missed',
  });
  let answer: RequestListener = starting;
  let follower: PublishTracker | null = null;
  let checks: NodeJS.Timeout | undefined;
  let parts: Parts | null = null;
  let isReadable = false;
  const requests = settings.opsPort === null ? null : createRequestTally(() => performance.now());
  let running: RunningServer | null = null;

  const hide = (): void => {
    isReadable = false;
    clearInterval(checks);
    follower = null;
    answer = starting;
    catalog.replace(null);
    search.replace(null);
  };

  return {
    readiness,
    async listen(descriptor = null) {
      const handler = before((request, response) => answer(request, response));
      const how = descriptor === null ? {} : { fd: descriptor };
      const by = (server: Server, ...address: [string, number]) => listenOn(server, ...address, how);
      running = await startServer({ handler, host, port, errorPage, now, onRefused: tell.refused, by });
      return running;
    },
    async load() {
      const [{ assembleSite }, { readHistory }, { openReader }, { createSearchService }, { findCatalog }] =
        await Promise.all([
          import('./assemble-site.ts'),
          import('./story-history.ts'),
          import('./open-reader.ts'),
          import('../../search/search-service.ts'),
          import('../../ingest/data-dir/catalog-files.ts'),
        ]);
      const own = { log, now, readiness, errorPage, search: search.service, reader: catalog.current };
      const { handler, pages, pageViews, picturesWaiting } = assembleSite({
        ...settings,
        ...own,
        overRender: options.overRender,
        requests,
        history: readHistory({ dataDir, now, log, reader: catalog.current }),
      });
      const open = (): void => {
        const reader = openReader(dataDir, { ...shareCache(cacheBytes), damaged: tell.damaged });
        catalog.replace(reader);
        search.replace(createSearchService({ file: findCatalog(dataDir), log, onDamage: tell.damaged }));
        const versionNow = () => reader.read((opened) => opened.version());
        const { drop } = pages;
        const clear = (): void => {
          pages.clear();
          speak();
        };
        const version = versionNow();
        follower = trackPublishes({
          version,
          drop,
          clear() {
            clear();
            tell.cleared();
          },
          log,
        });
        clear();
        answer = handler;
        tell.dropped(version);
        // Its loading would meet many readers at once, and whoever asks for the first picture. What it lacks is told to them.
        if (reader.read((opened) => opened.hasPictures()))
          setTimeout(() => void pictureLibrary().catch(() => {}), LIBRARY_MS).unref();
        clearInterval(checks);
        checks = setInterval(() => {
          if (jumped() === 0) check(versionNow);
          else heedClock();
        }, CHECK_MS).unref();
      };
      const show = (): void => {
        try {
          open();
        } catch (error) {
          if (!isDamage(error)) throw error;
          hide();
          log.error({ err: error }, 'the catalog cannot be opened');
          tell.damaged();
          return;
        }
        tell.shown?.();
      };
      parts = { show, takePageViews: pageViews.take, pages, picturesWaiting };
      if (isReadable) show();
    },
    open() {
      isReadable = true;
      parts?.show();
    },
    hide,
    published({ version, keys }) {
      follower?.published(version, keys);
      tell.dropped(version);
      if (keys.includes(SITE_KEY)) speak();
    },
    takePageViews: () => parts?.takePageViews() ?? [],
    measure(send) {
      if (requests === null) return () => {};
      const state = () => ({
        cacheBytes: parts?.pages.bytes() ?? 0,
        connections: running?.exchanges.connections() ?? 0,
        picturesWaiting: parts?.picturesWaiting() ?? 0,
      });
      return reportProcess({ requests, state, send });
    },
  };

  /** Error pages that need nothing of the site say what it says, as far as that is known. */
  function speak(): void {
    try {
      catalog.current().read((opened) => {
        const site = opened.site();
        errorPage.speak({ words: wordsOf(site, opened.labels()), language: site.language });
      });
    } catch (error) {
      fault.met(error);
    }
  }

  function check(versionNow: () => number): void {
    try {
      follower?.check(versionNow());
      fault.over();
    } catch (error) {
      fault.met(error);
    }
  }

  /** What was made by the other clock may show what is not public yet, or hide what is. */
  function heedClock(): void {
    log.warn('the clock was set; every finished page is dropped');
    parts?.show();
    tell.cleared();
  }
}
