import type { RequestListener } from 'node:http';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Settings } from '../config/environment.ts';
import { createReadiness } from '../http/readiness.ts';
import { createStandalonePage } from '../http/standalone-page.ts';
import { announce, startServer } from './listen.ts';
import { readErrorPage } from './read-error-page.ts';
import { createReaderSlot } from './reader-slot.ts';
import { drainOnSignal } from './shutdown.ts';
import { startIngestThread } from './start-ingest-thread.ts';
import { startingPage } from './starting-page.ts';

/** What a site is started with, besides its settings. */
export interface ServeDeps {
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Told how many articles a first build has read. */
  readonly onProgress: (done: number, total: number) => void;
}

/** How often a first build says in the log how far it is, in milliseconds. */
const PROGRESS_MS = 1_000;

/**
 * Listens at once, brings the catalog in step with the content folder, then serves the site until SIGTERM
 * or SIGINT; before that every page is a 503. Resolves when pages are served.
 * @throws SiteError for a folder that cannot be served, ListenError for an address that cannot be had,
 * StartError for a DATA_DIR that cannot be used.
 */
export async function serve(settings: Settings, { log, now, onProgress }: ServeDeps): Promise<void> {
  const contentDir = resolve(settings.contentDir);
  const dataDir = resolve(settings.dataDir);
  const { origin, host, port, logLevel } = settings;
  const readiness = createReadiness();
  const errorPage = createStandalonePage(readErrorPage());
  const starting = startingPage(errorPage);
  let answer = starting;
  let show = (): void => {};
  let isReadable = false;
  const catalog = createReaderSlot();
  const handler: RequestListener = (request, response) => answer(request, response);
  const running = await startServer({ handler, host, port, errorPage, now });

  let told = now();
  const ingest = startIngestThread({
    contentDir,
    dataDir,
    logLevel,
    threads: availableParallelism(),
    log,
    onProgress(done, total) {
      onProgress(done, total);
      if (now() - told < PROGRESS_MS) return;
      told = now();
      log.info({ done, total }, 'reading articles');
    },
    onPublish: (keys) => log.debug({ keys }, 'pages changed'),
    onReady() {
      isReadable = true;
      show();
    },
    onRebuild() {
      isReadable = false;
      answer = starting;
      catalog.replace(null);
    },
  });
  drainOnSignal({
    server: running.server,
    exchanges: running.exchanges,
    readiness,
    log,
    signals: process,
    exit: (code) => process.exit(code),
    async afterClose() {
      answer = starting;
      catalog.replace(null);
      await ingest.close();
    },
  });

  try {
    // Views and handlers are loaded while the other thread reads files.
    const [{ assembleSite }, { openReader }] = await Promise.all([
      import('./assemble-site.ts'),
      import('./open-reader.ts'),
    ]);
    const site = { origin, contentDir, log, now, readiness, errorPage };
    const assembled = assembleSite({ ...site, reader: catalog.current });
    await ingest.ready;
    show = () => {
      catalog.replace(openReader(dataDir, ingest.rebuild));
      answer = assembled;
    };
    if (isReadable) show();
  } catch (error) {
    running.server.close();
    running.server.closeAllConnections();
    throw error;
  }
  readiness.markReady();
  announce(running, log);
}
