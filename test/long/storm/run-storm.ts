import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../../bench/archive/random.ts';
import { connect } from '../../../bench/lib/connection.ts';
import { startDateline } from '../../../bench/lib/dateline.ts';
import { sleep } from '../../../bench/lib/save.ts';
import { collectAnswers, compareAnswers } from './compare-sites.ts';
import { createNewsroom, type Newsroom } from './newsroom.ts';
import { listPaths } from './page-list.ts';
import { createRead, runReader } from './readers.ts';
import { keepServerLog, type ServerLog, waitForSilence } from './server-log.ts';
import { createTally, type Tally } from './tally.ts';
import { createUntilShown } from './until-shown.ts';
import { verifyStories } from './verify-stories.ts';
import { collectViolations, type Violations } from './violations.ts';
import { mendAll, runWriters } from './writers.ts';

export interface StormOptions {
  /** An empty folder; the content and the data go below it. */
  readonly folder: string;
  readonly articles: number;
  readonly seconds: number;
  readonly writers: number;
  readonly readers: number;
  readonly seed: number;
  /** The longest pause between two changes of one writer, in milliseconds. */
  readonly pauseMs: number;
  /** How long a start, and the publishing of one change, may take. */
  readonly timeoutMs: number;
}

export interface StormResult {
  readonly tally: Tally;
  readonly violations: Violations;
  /** Paths that were compared with a fresh build. */
  readonly compared: number;
  /** Whether the server's log fell silent when the storm was over. */
  readonly isSilent: boolean;
}

const SILENT_MS = 3_000;
const MOST_SILENCE_MS = 30_000;

/**
 * Changes, breaks, renames and removes the files of a running site at random while readers read, then
 * compares what is left with a fresh build of the same folder and with the same data started again.
 */
export async function runStorm(options: StormOptions): Promise<StormResult> {
  const { folder, articles, seed, timeoutMs } = options;
  const contentDir = join(folder, 'content');
  const newsroom = createNewsroom({ contentDir, articles, seed, always: 0.3 });
  const dataDir = join(folder, 'data');
  const server = await startDateline({ contentDir, dataDir });
  const log = keepServerLog(server);
  const violations = collectViolations(() => log);
  const tally = createTally();
  await server.waitUntilReady(timeoutMs);
  await storm(options, { newsroom, origin: server.origin, violations, tally });
  const isSilent = await waitForSilence(log, SILENT_MS, MOST_SILENCE_MS);
  noteLog(tally, log);

  const connection = connect(server.origin);
  const read = createRead({ newsroom, violations, isOver: () => false, onReply: tally.reply });
  await verifyStories({ stories: newsroom.stories, violations, read: (path) => read(connection, path) });
  connection.close();
  const paths = listPaths(newsroom);
  const after = await collectAnswers(server.origin, paths);
  await server.stop();

  const again = await answersOf({ contentDir, dataDir }, paths, timeoutMs);
  compareAnswers('differs after a restart', after, again, violations);
  const fresh = await answersOf({ contentDir, dataDir: copyLedger(folder, dataDir) }, paths, timeoutMs);
  compareAnswers('differs from a fresh build', after, fresh, violations);
  return { tally, violations, compared: after.size, isSilent };
}

interface Scene {
  readonly newsroom: Newsroom;
  readonly origin: string;
  readonly violations: Violations;
  readonly tally: Tally;
}

/** Lets writers and readers run, then mends what is broken. */
async function storm(options: StormOptions, { newsroom, origin, violations, tally }: Scene): Promise<void> {
  const { seed, writers, readers, pauseMs, seconds, timeoutMs } = options;
  let isOver = false;
  const connection = connect(origin);
  const untilShown = createUntilShown({ connection, violations, isOver: () => isOver, timeoutMs });
  const desk = { newsroom, untilShown };
  const shared = { origin, newsroom, violations, isOver: () => isOver, onReply: tally.reply };
  const reading = Array.from({ length: readers }, (_, index) => runReader(shared, seed + index));
  const writing = runWriters({ desk, writers, seed, pauseMs, isOver: () => isOver, onChange: tally.change });
  await sleep(seconds * 1_000);
  isOver = true;
  await Promise.all([writing, ...reading]);
  connection.close();
  await mendAll(desk, createRandom(seed, 3));
}

/** A new data folder that has only the ledger of another. */
function copyLedger(folder: string, dataDir: string): string {
  const fresh = join(folder, 'fresh-data');
  mkdirSync(fresh);
  for (const name of ['permalinks.db', 'permalinks.db-wal']) {
    if (existsSync(join(dataDir, name))) copyFileSync(join(dataDir, name), join(fresh, name));
  }
  return fresh;
}

async function answersOf(
  dirs: { readonly contentDir: string; readonly dataDir: string },
  paths: readonly string[],
  timeoutMs: number,
) {
  const server = await startDateline(dirs);
  server.child.stdout.resume();
  try {
    await server.waitUntilReady(timeoutMs);
    return await collectAnswers(server.origin, paths);
  } finally {
    await server.stop();
  }
}

function noteLog(tally: Tally, log: ServerLog): void {
  tally.events = log.count('"msg":"published"');
  tally.errors = log.count('publishing failed');
}
