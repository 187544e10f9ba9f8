import { availableParallelism } from 'node:os';
import type { Settings } from '../config/environment.ts';
import { keepIngest } from './keep-ingest.ts';
import { progressLog } from './progress-log.ts';
import type { ServeDeps } from './serve.ts';
import { announce } from './server-address.ts';
import { drainOnSignal } from './shutdown.ts';
import { createSiteServer } from './site-server.ts';
import { spawnIngestThread } from './spawn-ingest.ts';

/** Serves the site from this process, with the ingest in a thread; otherwise as `serve`. */
export async function serveAlone(settings: Settings, { log, now, onProgress }: ServeDeps): Promise<void> {
  const site = createSiteServer({ settings, log, now, onDamage: () => ingest.rebuild() });
  const running = await site.listen();
  const { contentDir, dataDir, logLevel, origin, indexNowKey, hubs } = settings;
  const ingest = keepIngest({
    contentDir,
    dataDir,
    logLevel,
    threads: availableParallelism(),
    site: { origin, indexNowKey, hubs },
    spawn: spawnIngestThread,
    log,
    onProgress: progressLog({ log, now, onProgress }),
    onPublish: site.published,
    onReady: site.open,
    onRebuild: site.hide,
  });
  drainOnSignal({
    server: running.server,
    exchanges: running.exchanges,
    readiness: site.readiness,
    log,
    signals: process,
    exit: (code) => process.exit(code),
    async afterClose() {
      site.hide();
      await ingest.close();
    },
  });

  try {
    // Views and handlers are loaded while the other thread reads files.
    await Promise.all([site.load(), ingest.ready]);
  } catch (error) {
    running.server.close();
    running.server.closeAllConnections();
    throw error;
  }
  site.readiness.markReady();
  announce(running, log);
}
