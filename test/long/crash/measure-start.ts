import { type Dateline, type DatelineOptions, startDateline } from '../../../bench/lib/dateline.ts';

/** Starts a server and waits until it is ready. @throws Error when it ends before or takes too long. */
export async function startReady(dirs: DatelineOptions, timeoutMs: number): Promise<Dateline> {
  const server = await startDateline(dirs);
  await server.waitUntilReady(timeoutMs);
  return server;
}

/** A site that is read at once, bodies and all, leaves nothing to index later and logs nothing about it. */
const INDEX_WAIT_MS = 5_000;

/** How long a first start takes until the search index is complete, or pages are served, in ms. */
export async function measureFirstStart(dirs: DatelineOptions, timeoutMs: number): Promise<number> {
  const server = await startDateline(dirs);
  const readyMs = await server.waitUntilReady(timeoutMs);
  const indexedMs = await server.waitForMessage('search index complete', INDEX_WAIT_MS);
  await server.stop();
  return indexedMs ?? readyMs;
}
