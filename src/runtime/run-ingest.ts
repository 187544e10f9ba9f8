// What ingest-thread.ts runs: the catalog's one writer.
import { parentPort, workerData } from 'node:worker_threads';
import { discardCatalog, isDamage } from '../catalog/open-catalog.ts';
import { PermalinkError } from '../catalog/permalinks/permalink-error.ts';
import { catalogFile, DataDirError, takeDataDir } from '../ingest/data-dir.ts';
import { type Ingest, startIngest } from '../ingest/ingest.ts';
import { SiteError } from '../ingest/site-error.ts';
import { createLogger } from '../telemetry/logger.ts';
import type { IngestMessage, IngestRequest, IngestSettings } from './ingest-messages.ts';
import { preciseClock } from './precise-clock.ts';

const { contentDir, dataDir, logLevel, threads, discardFirst } = workerData as IngestSettings;
const log = createLogger({ level: logLevel });
const tell = (message: IngestMessage): void => parentPort?.postMessage(message);
const DAMAGED = 'the catalog is damaged; it is built again';
let isDiscardDue = discardFirst;
let isRebuilding = false;
let ingest = begin();

parentPort?.on('message', (request: IngestRequest) => {
  if (request === 'close') void close();
  else rebuild();
});

async function begin(): Promise<Ingest | null> {
  const started = await start();
  // A catalog that turned out to be damaged meanwhile is not shown to readers.
  if (started !== null && !isRebuilding) tell({ kind: 'ready' });
  return started;
}

/** Resolves to null where the ingest cannot start for a reason that was told. */
async function start(): Promise<Ingest | null> {
  try {
    if (isDiscardDue) discard();
    isDiscardDue = false;
    return await startOnce().catch((error: unknown) => {
      if (!isDamage(error)) throw error;
      log.error({ err: error, file: catalogFile(dataDir) }, DAMAGED);
      tell({ kind: 'rebuilding' });
      discard();
      return startOnce();
    });
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

function startOnce(): Promise<Ingest> {
  return startIngest({
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
}

/** Takes the folder for that: while this thread was down, another Dateline may have begun to use it. */
function discard(): void {
  const free = takeDataDir(dataDir);
  try {
    discardCatalog(catalogFile(dataDir));
  } finally {
    free();
  }
}

/** Builds a damaged catalog again; of readers or files that break it meanwhile, the first is enough. */
function rebuild(): void {
  if (isRebuilding) return;
  isRebuilding = true;
  log.error({ file: catalogFile(dataDir) }, DAMAGED);
  tell({ kind: 'rebuilding' });
  ingest = ingest.then(async (running) => {
    await running?.close();
    isDiscardDue = true;
    const restarted = await start();
    isRebuilding = false;
    if (restarted !== null) tell({ kind: 'ready' });
    return restarted;
  });
}

async function close(): Promise<void> {
  const running = await ingest;
  await running?.close();
  parentPort?.close();
}
