import { inTransaction } from '../../catalog/sqlite/transaction.ts';
import { eventTurns } from '../watch/event-turns.ts';
import { isThere } from '../read/is-there.ts';
import { MANY } from '../read/parse-pool.ts';
import type { Announcing, PublishContext, PublishFilesDeps, ReadForPublish } from './publish-context.ts';
import type { ListPublisher } from './publish-lists.ts';
import { readArticleFiles } from '../read/read-article-files.ts';
import { readInBatches } from '../read/read-in-batches.ts';

/** Publishes files of `articles/`. */
export interface ArticleFilePublisher {
  /** Files that changed, and files that are gone. */
  articles(files: readonly string[], gone: readonly string[], how?: Announcing): Promise<void>;
  /** Files that are to be judged again, though they say what they said. */
  again(files: readonly string[], how?: Announcing): Promise<void>;
  /**
   * Files that are read whether they changed or not. Returns those that were published or refused: the
   * others were being written, or were away, or the machine was too busy to judge them.
   */
  all(files: readonly string[], how?: Announcing): Promise<ReadonlySet<string>>;
}

/** Files that are read and published together, so that none waits long for another. */
const BATCH = 200;

/** Prepares it; pins are looked at again when an article comes, goes or moves. */
export function articleFilePublisher(
  context: PublishContext,
  lists: ListPublisher,
  openPool: PublishFilesDeps['openPool'],
): ArticleFilePublisher {
  const { writer, folder, readSite, publish } = context;
  const { database, now } = writer;
  const { contentDir, isDirty, unjudged } = folder;
  const { sources } = context.publisher;

  /** Reads files of which some, the forced ones, are to be judged again whether they changed or not. */
  const readFew = async (files: readonly string[], forced: ReadonlySet<string>): Promise<ReadForPublish> => {
    const read = readArticleFiles(files, {
      contentDir,
      site: readSite(),
      mode: 'full',
      now: now(),
      knownDigest: (file) => {
        const known = forced.has(file) || unjudged.has(file) ? null : sources.get(file);
        return known === null || known.wanted !== null ? null : known.digest;
      },
    });
    await eventTurns();
    for (const { file } of read.unchanged) unjudged.judged(file);
    const touched = read.unchanged.flatMap((one) => {
      const known = sources.get(one.file);
      return known === null ? [] : [{ ...known, ...one }];
    });
    if (touched.length > 0) {
      inTransaction(database, () => {
        for (const state of touched) sources.put(state);
      });
    }
    return { reads: read.reads.filter(({ file }) => !isDirty(file)), unjudged: read.unjudged };
  };

  const publishFew = async (
    files: readonly string[],
    gone: readonly string[],
    how: Announcing | undefined,
    forced: Set<string>,
  ): Promise<void> => {
    let waiting = files;
    let leaving = folder.believe(gone);
    while (waiting.length > 0 || leaving.length > 0) {
      if (waiting.length > MANY) {
        await all(waiting, how);
        waiting = [];
        continue;
      }
      const batch = await readFew(waiting.slice(0, BATCH), forced);
      waiting = waiting.slice(BATCH);
      // Files that moved are known again by what they replace, so that nothing leaves before all have come.
      const nowLeaving = waiting.length === 0 ? leaving.filter((file) => !isThere(contentDir, file)) : [];
      if (waiting.length === 0) leaving = [];
      const result = publish({ ...batch, gone: nowLeaving }, how);
      for (const file of result.retry) forced.add(file);
      waiting = [...waiting, ...result.retry];
      await lists.recheckPins(result, how);
    }
  };

  const articles: ArticleFilePublisher['articles'] = (files, gone, how) =>
    publishFew(files, gone, how, new Set());

  const all: ArticleFilePublisher['all'] = async (files, how) => {
    const taken = new Set<string>();
    const retry = new Set<string>();
    const pool = openPool(files.length, readSite());
    try {
      await readInBatches(files, pool, { mode: 'head', now }, async (read) => {
        await eventTurns();
        const reads = read.reads.filter(({ file }) => !isDirty(file));
        const result = publish({ reads, unjudged: read.unjudged }, how);
        for (const { file } of reads) taken.add(file);
        for (const file of result.retry) retry.add(file);
      });
    } finally {
      await pool.close();
    }
    if (retry.size > 0) await articles([...retry], [], how);
    return taken;
  };

  const again: ArticleFilePublisher['again'] = (files, how) => publishFew(files, [], how, new Set(files));
  return { articles, again, all };
}
