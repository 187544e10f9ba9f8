import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { isDamage } from '../../catalog/store/open-catalog.ts';
import type { Publisher } from '../../catalog/publish/publisher.ts';
import type { FoundRelated } from '../../catalog/related/find-related.ts';
import { relatedWriter } from '../../catalog/related/related-writer.ts';
import type { PageChange } from '../publish/publish-context.ts';
import type { SerialQueue } from '../publish/serial-queue.ts';

export interface FollowRelatedOptions {
  readonly database: DatabaseSync;
  readonly queue: SerialQueue;
  readonly log: Logger;
  readonly now: () => number;
  readonly onPublish: (publish: PageChange) => void;
  readonly onDamage: () => void;
}

/** Finds related stories behind everything else. */
export interface RelatedFollower {
  /** Wraps the publisher: what it publishes is related to others. It waits for none of that. */
  watchOver(publisher: Publisher): Publisher;
  /** Begins. Resolves when every article that was published by then has its related stories. */
  start(): Promise<void>;
  /** Resolves when nothing waits. */
  idle(): Promise<void>;
  /** Stops after the step that is under way, and stores what is kept in memory. */
  close(): void;
}

/** Articles whose lists are stored and told together, and how long the first of them waits for the others. */
const BATCH = 10;
const BATCH_MS = 250;

/** Prepares it; what is published before `start` waits. */
export function followRelated(options: FollowRelatedOptions): RelatedFollower {
  const { database, queue, log, now, onPublish, onDamage } = options;
  let writer: ReturnType<typeof relatedWriter> | null = null;
  let isStarted = false;
  let isClosed = false;
  let isAskedAgain = false;
  let running: Promise<void> | null = null;

  /** Lets go before all that has come meanwhile, and leaves the machine a share. */
  const pause = async (): Promise<void> => {
    await delay(1);
    await queue.idle();
  };
  const inTurn = <Result>(work: () => Result): Promise<Result | null> =>
    queue.run(() => (isClosed ? null : work()));

  const gather = async (): Promise<FoundRelated[]> => {
    const found: FoundRelated[] = [];
    const begunAt = now();
    while (!isClosed && found.length < BATCH && now() - begunAt < BATCH_MS) {
      const before = found.at(-1)?.key ?? Number.MAX_SAFE_INTEGER;
      const one = writer?.find(before, now()) ?? null;
      if (one === null) break;
      found.push(one);
      await pause();
    }
    return found;
  };

  const storeAll = (found: readonly FoundRelated[]) =>
    inTurn(() => {
      const stored = writer?.store(found, now());
      if (stored !== undefined && stored.keys.size > 0) onPublish({ ...stored, changes: [] });
    });

  const work = async (): Promise<number> => {
    writer ??= relatedWriter(database);
    const { sample, weigh, post } = writer;
    let count = 0;
    while (!isClosed && sample()) await pause();
    for (;;) {
      while (((await inTurn(weigh)) ?? 0) > 0) await pause();
      while (await inTurn(post)) await pause();
      const found = isClosed ? [] : await gather();
      if (found.length === 0) break;
      await storeAll(found);
      count += found.length;
    }
    return count;
  };

  const wake = (): void => {
    isAskedAgain = true;
    if (!isStarted || isClosed || running !== null) return;
    running = nextTurn()
      .then(runOn)
      .finally(() => {
        running = null;
        if (isAskedAgain) wake();
      });
  };
  const runOn = async (): Promise<void> => {
    try {
      while (isAskedAgain && !isClosed) {
        isAskedAgain = false;
        const begunAt = now();
        const articles = await work();
        if (articles > BATCH)
          log.info({ articles, ms: Math.round(now() - begunAt) }, 'related stories found');
      }
    } catch (error) {
      if (isClosed) return;
      log.error(
        { err: error },
        'related stories could not be found; they are looked for at the next publish',
      );
      if (isDamage(error)) onDamage();
    }
  };
  const idle = async (): Promise<void> => {
    while (running !== null) await running;
  };

  return {
    watchOver: (publisher) => ({
      ...publisher,
      publish(batch, moment) {
        const result = publisher.publish(batch, moment);
        if (result.changes.length > 0) wake();
        return result;
      },
    }),
    async start() {
      isStarted = true;
      wake();
      await idle();
    },
    idle,
    close() {
      if (isClosed) return;
      isClosed = true;
      try {
        writer?.save();
      } catch (error) {
        log.warn(
          { err: error },
          'the counts of words could not be stored; related stories are a little less apt',
        );
      }
    },
  };
}
