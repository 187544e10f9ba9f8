import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { FoundRelated } from '../../catalog/related/find-related.ts';
import { relatedWriter } from '../../catalog/related/related-writer.ts';
import type { Writer } from '../publish/writer.ts';

/** Finds related stories behind everything else. */
export interface RelatedUpkeep {
  /** Begins. Resolves when every article that was published by then has its related stories. */
  start(): Promise<void>;
  /** Resolves when nothing waits. */
  idle(): Promise<void>;
}

/** Articles whose lists are stored and told together, and how long the first of them waits for the others. */
const BATCH = 10;
const BATCH_MS = 250;

/** Prepares it; what is published before `start` waits. */
export function maintainRelated(writer: Writer): RelatedUpkeep {
  const { database, log, now, closing } = writer;
  let related: ReturnType<typeof relatedWriter> | null = null;
  let isStarted = false;
  let isAskedAgain = false;
  let running: Promise<void> | null = null;

  /** Lets go before all that has come meanwhile, and leaves the machine a share. */
  const pause = async (): Promise<void> => {
    await delay(1);
    await writer.idle();
  };
  const gather = async (): Promise<FoundRelated[]> => {
    const found: FoundRelated[] = [];
    const begunAt = now();
    while (!closing.aborted && found.length < BATCH && now() - begunAt < BATCH_MS) {
      const before = found.at(-1)?.key ?? Number.MAX_SAFE_INTEGER;
      const one = related?.find(before, now()) ?? null;
      if (one === null) break;
      found.push(one);
      await pause();
    }
    return found;
  };

  const storeAll = (found: readonly FoundRelated[]) =>
    writer.inTurn(() => {
      const stored = closing.aborted ? undefined : related?.store(found, now());
      if (stored !== undefined) writer.published({ ...stored, changes: [] });
    });

  const work = async (): Promise<number> => {
    related ??= relatedWriter(database);
    let count = 0;
    for (;;) {
      const found = closing.aborted ? [] : await gather();
      if (found.length === 0) break;
      await storeAll(found);
      count += found.length;
    }
    return count;
  };

  const wake = (): void => {
    isAskedAgain = true;
    if (!isStarted || closing.aborted || running !== null) return;
    running = nextTurn()
      .then(async () => void (await runOn()))
      .finally(() => {
        running = null;
        if (isAskedAgain) wake();
      });
  };
  const runOn = () =>
    writer.attempt(
      'related stories could not be found; they are looked for at the next publish',
      async () => {
        while (isAskedAgain && !closing.aborted) {
          isAskedAgain = false;
          const begunAt = now();
          const articles = await work();
          if (articles > BATCH)
            log.info({ articles, ms: Math.round(now() - begunAt) }, 'related stories found');
        }
      },
    );
  const idle = async (): Promise<void> => {
    while (running !== null) await running;
  };

  writer.onPublish(({ changes }) => {
    if (changes.length > 0) wake();
  });
  writer.defer(idle);
  return {
    async start() {
      isStarted = true;
      wake();
      await idle();
    },
    idle,
  };
}
