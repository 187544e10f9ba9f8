import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CatalogReader } from '../../catalog/read/catalog.ts';
import { importMapJson, readEditorModules } from '../../desk/assets/editor-modules.ts';
import { createDesk } from '../../desk/create-desk.ts';
import { DeskError } from '../../desk/desk-error.ts';
import { createDeskFrame } from '../../desk/desk-frame.ts';
import { createDeskRenderer } from '../../desk/desk-renderer.ts';
import { createDeskNews } from '../../desk/news.ts';
import { readDeskFiles } from '../../desk/read-desk-files.ts';
import { createReadiness } from '../../http/readiness.ts';
import { createStandalonePage } from '../../http/send/standalone-page.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { openLog } from '../children/open-log.ts';
import type { Parent } from '../children/obey-parent.ts';
import { createDrain, type Drain } from '../server/drain.ts';
import { ListenError } from '../server/listen-error.ts';
import { startServer } from '../server/listen.ts';
import { openReader } from '../server/open-reader.ts';
import { listenWithSuccessor } from '../server/server-address.ts';
import { readErrorPage } from '../server/read-error-page.ts';
import { createReaderSlot } from '../server/reader-slot.ts';
import { keepAreas } from './keep-areas.ts';
import { openAreas } from './open-areas.ts';
import type { DeskMessage, DeskProcessSettings, DeskRequest } from './desk-messages.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Runs the desk in this process as the supervisor says. Resolves when it listens, or has told why it cannot. */
export async function runDesk(parent: Parent<DeskProcessSettings, DeskMessage, DeskRequest>): Promise<void> {
  const settings = parent.settings();
  const { desk, dataDir, host, origin, trustedProxies } = settings;
  const log = openLog(settings).child({ pid: process.pid });
  const now = Date.now;
  const news = createDeskNews();
  const catalog = createReaderSlot();
  const readiness = createReadiness();
  let drain: Drain | null = null;
  await using opened = new AsyncDisposableStack();
  opened.defer(() => catalog.replace(null));
  const pushed = (): void => parent.tell({ kind: 'pushed' });
  parent.onRequest(take);

  try {
    const modules = readEditorModules();
    const assets = readDeskFiles(join(ROOT, 'public'), modules.files);
    const render = createDeskRenderer({ viewsDir: join(ROOT, 'views', 'desk'), assetUrl: assets.url });
    const show = createDeskFrame({ render, reader, news, siteUrl: origin });
    const modulesJson = importMapJson(modules.names, assets.url);
    const pages = { show, part: render.part, modulesJson };
    const open = () => openAreas({ settings, reader, news, pages, pushed, log, now });
    const { areas } = opened.use(await keepAreas({ open, log, now }));
    const handler = createDesk({
      origin: desk.origin,
      trustedProxies,
      assets,
      show,
      areas,
      log,
      now,
    });
    const errorPage = createStandalonePage(readErrorPage());
    const running = await startServer({
      handler,
      host,
      port: desk.port,
      errorPage,
      now,
      by: (server, ...address) => listenWithSuccessor(server, ...address, settings.isSuccessor),
    });
    const closing = opened.move();
    drain = createDrain({ ...running, readiness, log, afterClose: () => closing.disposeAsync() });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    // The message of a taken address speaks of the site's.
    const message = error instanceof ListenError ? said.replaceAll('PORT', 'DESK_PORT') : said;
    log.fatal({ err: error }, 'the desk cannot start');
    parent.tell({ kind: 'failed', message, code: error instanceof ListenError ? error.code : null });
    parent.exit(1);
    return;
  }
  readiness.markReady();
  log.info({ url: desk.origin }, 'the desk listens');
  parent.tell({ kind: 'listening' });

  function take(request: DeskRequest): void {
    if (request.kind === 'ask') parent.tell({ kind: 'alive' });
    else if (request.kind === 'news') news.take(request.news);
    else if (request.kind === 'hide') catalog.replace(null);
    else if (request.kind === 'open') {
      catalog.replace(openReader(dataDir, { damaged: () => parent.tell({ kind: 'damaged' }) }));
      news.tell({ kind: 'all' });
    } else void stop(request.graceMs);
  }

  /** @throws DeskError while no catalog may be read. */
  function reader(): CatalogReader {
    try {
      return catalog.current();
    } catch {
      const headers = { 'Retry-After': '2' };
      throw new DeskError(503, 'no-catalog', sayDesk('desk-error-503-text'), { headers });
    }
  }

  async function stop(graceMs: number): Promise<void> {
    try {
      parent.exit((await drain?.stop(graceMs)) ?? 0);
    } catch (error) {
      log.error({ err: error }, 'shutdown failed');
      parent.exit(1);
    }
  }
}
