// What ingest-thread.ts runs: the catalog's one writer.
import { parentPort, workerData } from 'node:worker_threads';
import { discardCatalog } from '../catalog/open-catalog.ts';
import { PermalinkError } from '../catalog/permalinks/permalink-error.ts';
import { catalogFile, DataDirError } from '../ingest/data-dir.ts';
import { type Ingest, startIngest } from '../ingest/ingest.ts';
import { SiteError } from '../ingest/site-error.ts';
import { createLogger } from '../telemetry/logger.ts';
import type { IngestMessage, IngestRequest, IngestSettings } from './ingest-messages.ts';
import { preciseClock } from './precise-clock.ts';

const { contentDir, dataDir, logLevel, threads } = workerData as IngestSettings;
const log = createLogger({ level: logLevel });
const tell = (message: IngestMessage): void => parentPort?.postMessage(message);
let ingest = start();
let isRebuilding = false;

parentPort?.on('message', (request: IngestRequest) => {
  if (request === 'close') void close();
  else rebuild();
});

async function start(): Promise<Ingest | null> {
  try {
    const started = await startIngest({
      contentDir,
      dataDir,
      log,
      threads,
      now: preciseClock(),
      isLive: true,
      onProgress: (done, total) => tell({ kind: 'progress', done, total }),
      onPublish: (keys) => tell({ kind: 'published', keys: [...keys] }),
      onDamage: rebuild,
    });
    tell({ kind: 'ready' });
    return started;
  } catch (error) {
    const isExpected =
      error instanceof SiteError || error instanceof DataDirError || error instanceof PermalinkError;
    if (!isExpected) throw error;
    const problems = error instanceof SiteError ? error.problems : [];
    tell({ kind: 'failed', message: error.message, contentDir, problems });
    parentPort?.close();
    return null;
  }
}

/** Builds a damaged catalog again; of readers or files that break it meanwhile, the first is enough. */
function rebuild(): void {
  if (isRebuilding) return;
  isRebuilding = true;
  log.error({ file: catalogFile(dataDir) }, 'the catalog is damaged; it is built again');
  tell({ kind: 'rebuilding' });
  ingest = ingest.then(async (running) => {
    await running?.close();
    discardCatalog(catalogFile(dataDir));
    const restarted = await start();
    isRebuilding = false;
    return restarted;
  });
}

async function close(): Promise<void> {
  const running = await ingest;
  await running?.close();
  parentPort?.close();
}
