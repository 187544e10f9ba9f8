import { setTimeout as delay } from 'node:timers/promises';
import { articleKeeper, noteAllUnkept } from '../../catalog/last-good/keep-articles.ts';
import { packGoodText } from '../../catalog/last-good/last-good-store.ts';
import type { LastGood } from '../../catalog/last-good/open-last-good.ts';
import type { Writer } from '../publish/writer.ts';
import { SITE_FILE } from '../read/folders.ts';
import type { TextRead } from '../read/text-folder.ts';

/** Keeps the last good version of every file, behind what is published. */
export interface LastGoodUpkeep {
  /** Begins. Resolves when every article that was published by then is kept, or cannot be. */
  start(): Promise<void>;
}

/** Articles that are kept in one step, for which a publish may have to wait: some 15 ms. */
const BATCH = 200;
/** A step waits so long for others to join it, as it waits for the disk. */
const GATHER_MS = 1_000;
/** What could not be kept, as on a full disk, is tried again after so long. */
const RETRY_MS = 60_000;
/** Batches that closing waits for; the catalog knows what is left. */
const LAST_BATCHES = 10;

/**
 * Prepares it; articles that are published before `start` wait. Files that are no articles are on the disk when their
 * publish ends, and forgotten when they are gone. At the end it keeps what was published last, in so far as that is soon
 * done. `readLists` has all files read again that are no articles, as a step of the writer's.
 */
export function maintainLastGood(
  writer: Writer,
  lastGood: LastGood,
  readLists: () => Promise<void>,
): LastGoodUpkeep {
  const { database, log, closing } = writer;
  const keeper = articleKeeper(database, lastGood);
  let isStarted = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | null = null;

  const keepNext = (): Promise<number> => writer.inTurn(() => (closing.aborted ? 0 : keeper.keepNext(BATCH)));
  const keepAll = async (): Promise<void> => {
    while (!closing.aborted && (await keepNext()) > 0) {
      // Lets go before all that has come meanwhile, and leaves the machine a share.
      await delay(1);
    }
    if (lastGood.isNew() && !closing.aborted) await fillAgain();
  };
  /** The file was damaged, and is made anew of what the catalog holds. */
  const fillAgain = async (): Promise<void> => {
    lastGood.markFilling();
    await writer.inTurn(() => noteAllUnkept(database));
    await writer.inTurn(readLists);
    await keepAll();
  };
  const run = async (): Promise<void> => {
    running ??= writer
      .attempt('last good versions could not be kept; it is tried again', keepAll)
      .finally(() => {
        running = null;
      });
    await running;
  };
  const wake = (afterMs: number): void => {
    if (!isStarted || closing.aborted || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void run();
    }, afterMs).unref();
  };
  const keep = (good: readonly TextRead[], gone: readonly string[]): void => {
    lastGood.use((store) => {
      for (const { text, state } of good) {
        const version = { ...state, id: null };
        if (text !== null && !store.has(version)) store.put({ ...version, packedText: packGoodText(text) });
      }
      // A folder without site.yaml is one that is away.
      for (const file of gone) if (file !== SITE_FILE) store.remove(file);
    });
    if (lastGood.isNew()) wake(0);
  };
  const retry = setInterval(() => wake(0), RETRY_MS).unref();

  writer.onPublish(({ batch: { reads, gone, good = [], goneSources = [] } = {} }) => {
    if (good.length > 0 || goneSources.length > 0) keep(good, goneSources);
    if (reads !== undefined || gone !== undefined) wake(GATHER_MS);
  });
  writer.defer(async () => {
    clearInterval(retry);
    clearTimeout(timer);
    await running;
    try {
      for (let batch = 0; batch < LAST_BATCHES && keeper.keepNext(BATCH) > 0; batch += 1);
    } catch (error) {
      log.warn(
        { err: error },
        'the newest versions could not be kept; they are when the server starts again',
      );
    }
  });
  return {
    async start() {
      isStarted = true;
      await run();
    },
  };
}
