import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { articleKeeper, noteAllUnkept } from '../../catalog/last-good/keep-articles.ts';
import { packGoodText } from '../../catalog/last-good/last-good-store.ts';
import type { LastGood } from '../../catalog/last-good/open-last-good.ts';
import { isDamage } from '../../catalog/store/open-catalog.ts';
import type { Publisher } from '../../catalog/publish/publisher.ts';
import { SITE_FILE } from '../read/folders.ts';
import type { SerialQueue } from '../publish/serial-queue.ts';
import type { TextRead } from '../read/text-folder.ts';

export interface FollowLastGoodOptions {
  readonly database: DatabaseSync;
  readonly lastGood: LastGood;
  readonly queue: SerialQueue;
  readonly log: Logger;
  /** Has all files read again that are no articles, as a step of the queue. */
  readonly readLists: () => Promise<void>;
  readonly onDamage: () => void;
}

/** Keeps the last good version of every file, behind what is published. */
export interface LastGoodFollower {
  /** Wraps the publisher: the versions of the articles that it publishes are kept. It waits for none of that. */
  watchOver(publisher: Publisher): Publisher;
  /** Keeps files that are no articles, and forgets those that are gone. They are on the disk when it returns. */
  keep(good: readonly TextRead[], gone: readonly string[]): void;
  /** Begins. Resolves when every article that was published by then is kept, or cannot be. */
  start(): Promise<void>;
  /** Keeps what was published last, in so far as that is soon done, and ends. */
  close(): void;
}

/** Articles that are kept in one step, for which a publish may have to wait: some 15 ms. */
const BATCH = 200;
/** A step waits so long for others to join it, as it waits for the disk. */
const GATHER_MS = 1_000;
/** What could not be kept, as on a full disk, is tried again after so long. */
const RETRY_MS = 60_000;
/** Batches that closing waits for; the catalog knows what is left. */
const LAST_BATCHES = 10;

/** Prepares it; what is published before `start` waits. */
export function followLastGood(options: FollowLastGoodOptions): LastGoodFollower {
  const { database, lastGood, queue, log, readLists, onDamage } = options;
  const keeper = articleKeeper(database, lastGood);
  let isStarted = false;
  let isClosed = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;

  const runOn = async (): Promise<void> => {
    try {
      while (!isClosed && (await queue.run(() => (isClosed ? 0 : keeper.keepNext(BATCH)))) > 0) {
        // Lets go before all that has come meanwhile, and leaves the machine a share.
        await delay(1);
      }
      if (lastGood.isNew() && !isClosed) await fillAgain();
    } catch (error) {
      if (isClosed) return;
      log.error({ err: error }, 'last good versions could not be kept; it is tried again');
      if (isDamage(error)) onDamage();
    }
  };
  /** The file was damaged, and is made anew of what the catalog holds. */
  const fillAgain = async (): Promise<void> => {
    lastGood.markFilling();
    await queue.run(() => noteAllUnkept(database));
    await queue.run(readLists);
    await runOn();
  };
  const run = (): Promise<void> => {
    running ??= runOn().finally(() => {
      running = null;
    });
    return running;
  };
  const wake = (afterMs: number): void => {
    if (!isStarted || isClosed || timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      void run();
    }, afterMs).unref();
  };
  const retry = setInterval(() => wake(0), RETRY_MS).unref();

  return {
    watchOver: (publisher) => ({
      ...publisher,
      publish(batch, moment) {
        const result = publisher.publish(batch, moment);
        if (batch.reads !== undefined || batch.gone !== undefined) wake(GATHER_MS);
        return result;
      },
    }),
    keep(good, gone) {
      lastGood.use((store) => {
        for (const { text, state } of good) {
          const version = { ...state, id: null };
          if (text !== null && !store.has(version)) store.put({ ...version, packedText: packGoodText(text) });
        }
        // A folder without site.yaml is one that is away.
        for (const file of gone) if (file !== SITE_FILE) store.remove(file);
      });
      if (lastGood.isNew()) wake(0);
    },
    async start() {
      isStarted = true;
      await run();
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      clearInterval(retry);
      clearTimeout(timer);
      try {
        for (let batch = 0; batch < LAST_BATCHES && keeper.keepNext(BATCH) > 0; batch += 1);
      } catch (error) {
        log.warn(
          { err: error },
          'the newest versions could not be kept; they are when the server starts again',
        );
      }
    },
  };
}
