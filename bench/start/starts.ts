import type { Archive } from '../archive/archive.ts';
import { createRandom } from '../archive/random.ts';
import { type Connection, connect } from '../lib/connection.ts';
import { type Dateline, type DatelineOptions, startDateline } from '../lib/dateline.ts';
import { findWrongPages } from '../lib/expected-page.ts';
import { type GroupMemory, readGroupMemory } from '../lib/group-memory.ts';
import { changeWhileDown } from './change-while-down.ts';
import { measurePageTimes, type PageTimes } from './page-times.ts';
import { readAtRandom } from './reading.ts';
import { samplePages } from './sample-pages.ts';

export interface StartOptions extends DatelineOptions {
  readonly archive: Archive;
  readonly timeoutMs: number;
}

export interface ColdStart {
  readonly readyMs: number;
  readonly sampled: number;
  readonly wrong: readonly string[];
  /** Null when the log never said so. */
  readonly searchIndexMs: number | null;
  readonly memory: GroupMemory | null;
  /** Warnings and errors about content that the log has. */
  readonly problems: number;
}

const RANDOM_PAGES = 10_000;

/** Starts with an empty data folder, looks at some 200 pages as soon as it is ready, and waits for the search index. */
export function measureColdStart(options: StartOptions): Promise<ColdStart> {
  return withServer(options, async (server, connection, readyMs) => {
    const pages = samplePages(options.archive, createRandom(1));
    const wrong = await findWrongPages(connection, pages);
    const waitMs = Math.max(10_000, readyMs * 10);
    const searchIndexMs = await server.waitForMessage('search index complete', waitMs);
    const problems = server.countMessages('content problem');
    const memory = readGroupMemory(server.child.pid);
    return { readyMs, sampled: pages.length, wrong, searchIndexMs, memory, problems };
  });
}

/** Ms until a server is ready whose data folder is filled and whose content is the same as before. */
export function measureWarmStart(options: StartOptions): Promise<number> {
  return withServer(options, async (_server, _connection, readyMs) => readyMs);
}

/** Changes files while no server runs; then how long a start takes, and what is wrong at that moment. */
export function measureStartAfterChanges(
  options: StartOptions,
): Promise<{ readonly readyMs: number; readonly wrong: readonly string[] }> {
  const expected = changeWhileDown(options.contentDir, options.archive, createRandom(2));
  return withServer(options, async (_server, connection, readyMs) => ({
    readyMs,
    wrong: await findWrongPages(connection, expected),
  }));
}

export interface Reading {
  readonly pageTimes: readonly PageTimes[];
  readonly memoryAtStart: GroupMemory | null;
  /** After 10,000 random pages. */
  readonly memory: GroupMemory | null;
  readonly pages: number;
  readonly wrong: number;
}

/** Starts warm, times pages that nobody asked for before, reads 10,000 random ones, and looks at the memory. */
export function measureReading(options: StartOptions): Promise<Reading> {
  const { archive } = options;
  return withServer(options, async ({ child }, connection) => {
    const memoryAtStart = readGroupMemory(child.pid);
    const pageTimes = await measurePageTimes(archive, connection, createRandom(3));
    const wrong = await readAtRandom(archive, connection, createRandom(4), RANDOM_PAGES);
    return { pageTimes, memoryAtStart, memory: readGroupMemory(child.pid), pages: RANDOM_PAGES, wrong };
  });
}

async function withServer<T>(
  options: StartOptions,
  measure: (server: Dateline, connection: Connection, readyMs: number) => Promise<T>,
): Promise<T> {
  const server = await startDateline(options);
  const connection = connect(server.origin);
  try {
    return await measure(server, connection, await server.waitUntilReady(options.timeoutMs));
  } finally {
    connection.close();
    await server.stop();
  }
}
