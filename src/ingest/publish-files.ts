import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FileRead } from '../catalog/file-read.ts';
import type { PublishBatch, Publisher, PublishResult } from '../catalog/publisher.ts';
import { catalogSettings } from '../catalog/settings.ts';
import { inTransaction } from '../catalog/transaction.ts';
import { folderLists } from '../catalog/write-folder-lists.ts';
import type { Site } from '../config/site.ts';
import { SITE_KEY } from '../domain/surrogate-keys.ts';
import { articleIndex } from './article-index.ts';
import { PAGES, SITE_FILE, TOP_STORIES_FILE } from './folders.ts';
import { removalGuard } from './guard-removal.ts';
import { isThere } from './is-there.ts';
import { MANY, type ParsePool } from './parse-pool.ts';
import { parsedFor } from './parsed-for.ts';
import type { PublishLog } from './publish-log.ts';
import { readArticleFiles } from './read-article-files.ts';
import {
  readPartnersFile,
  readSiteFile,
  readStandingPages,
  readTopStoriesFile,
} from './read-folder-lists.ts';
import { readInBatches } from './read-in-batches.ts';

export interface PublishFilesDeps {
  readonly contentDir: string;
  readonly database: DatabaseSync;
  readonly publisher: Publisher;
  readonly log: PublishLog;
  readonly now: () => number;
  readonly openPool: (files: number, site: Site) => ParsePool;
  /** Whether an event of this file has come since it was read; what was read may be half of it. */
  readonly isDirty: (file: string) => boolean;
  /** Told the surrogate keys of every publish, when readers have it. */
  readonly onPublish: (keys: ReadonlySet<string>) => void;
  /** Told whenever articles changed, whether readers see them or not: moments to wait for may be others. */
  readonly onStored: () => void;
  /** Told when bodies were left for later. */
  readonly onUnindexed: () => void;
}

/** Publishes files that changed; each call is one step of the ingest's queue. */
export interface FilePublisher {
  /** Articles, changed or gone. `since` tells when the first event of a file came, for the log. */
  articles(
    files: readonly string[],
    gone: readonly string[],
    since?: ReadonlyMap<string, number>,
  ): Promise<void>;
  standingPages(): void;
  topStories(): void;
  partners(): void;
  /** Where it changes how articles are read, all of them are read again, in one transaction. */
  site(listArticles: () => readonly string[]): Promise<void>;
  /** What the clock has brought since it was last asked. */
  due(): void;
}

/** Files that are read and published together, so that none waits long for another. */
const BATCH = 200;

/** Prepares publishing of changed files. */
export function filePublisher(deps: PublishFilesDeps): FilePublisher {
  const { contentDir, database, publisher, log, now, openPool, isDirty, onPublish, onStored, onUnindexed } =
    deps;
  const { sources, articles } = publisher;
  const settings = catalogSettings(database);
  const lists = folderLists(database);
  const index = articleIndex(database);
  const guardRemoval = removalGuard(contentDir, database, log);
  const readSite = (): Site => JSON.parse(settings.get('site') ?? '{}') as Site;

  /** While every article is read again: nothing is announced before all are in. */
  let isHeld = false;

  const announce = (result: PublishResult, since: ReadonlyMap<string, number>): void => {
    const done = now();
    for (const change of isHeld ? [] : result.changes) {
      const begun = since.get(change.file);
      log.published(change, begun === undefined ? null : done - begun, result.keys.size);
    }
    for (const [file, problems] of result.problems) {
      log.troubled(file, problems, articles.ofFile(file) !== null);
    }
    if (result.changes.length > 0) onStored();
    if (result.keys.size > 0 && !isHeld) onPublish(result.keys);
  };

  const publish = (batch: PublishBatch, since: ReadonlyMap<string, number> = new Map()): PublishResult => {
    const known = new Map(batch.sources?.map(({ file }) => [file, sources.get(file)?.digest]));
    const result = publisher.publish(batch, Math.floor(now()));
    announce(result, since);
    for (const { file, problems, digest } of batch.sources ?? []) {
      if (known.get(file) !== digest) log.troubled(file, problems, true);
    }
    return result;
  };

  /** Reads files of which some, the forced ones, are to be judged again whether they changed or not. */
  const readFew = async (files: readonly string[], forced: ReadonlySet<string>): Promise<PublishBatch> => {
    const read = readArticleFiles(files, {
      contentDir,
      site: readSite(),
      mode: 'full',
      now: now(),
      knownDigest: (file) => {
        const known = forced.has(file) ? null : sources.get(file);
        return known === null || known.wanted !== null ? null : known.digest;
      },
    });
    // Two turns of the loop bring in every event of what happened before the files were read.
    await nextTurn();
    await nextTurn();
    const touched = read.unchanged.flatMap((one) => {
      const known = sources.get(one.file);
      return known === null ? [] : [{ ...known, ...one }];
    });
    if (touched.length > 0) {
      inTransaction(database, () => {
        for (const state of touched) sources.put(state);
      });
    }
    return { reads: read.reads.filter(({ file }) => !isDirty(file)) };
  };

  /** Pins name articles: what they lead to may have come, gone or moved. */
  const recheckPins = ({ changes }: PublishResult): void => {
    if (changes.every(({ change }) => change === 'changed')) return;
    const known = sources.get(TOP_STORIES_FILE);
    if (known === null) return;
    const read = readTopStoriesFile(contentDir, index);
    const [state] = read.sources;
    if (state === undefined || JSON.stringify(state.problems) === JSON.stringify(known.problems)) return;
    publish(read);
  };

  const publishArticles: FilePublisher['articles'] = async (files, gone, since) => {
    let waiting = files;
    let leaving = guardRemoval(gone);
    const forced = new Set<string>();
    while (waiting.length > 0 || leaving.length > 0) {
      if (waiting.length > MANY) {
        await publishMany(waiting);
        waiting = [];
        continue;
      }
      const batch = await readFew(waiting.slice(0, BATCH), forced);
      waiting = waiting.slice(BATCH);
      // Files that moved are known again by what they replace, so that nothing leaves before all have come.
      const nowLeaving = waiting.length === 0 ? leaving.filter((file) => !isThere(contentDir, file)) : [];
      if (waiting.length === 0) leaving = [];
      const result = publish({ ...batch, gone: nowLeaving }, since);
      for (const file of result.retry) forced.add(file);
      waiting = [...waiting, ...result.retry];
      recheckPins(result);
    }
  };

  const publishMany = async (files: readonly string[]): Promise<void> => {
    const pool = openPool(files.length, readSite());
    const retry = new Set<string>();
    try {
      await readInBatches(files, pool, { mode: 'head', now }, (reads: readonly FileRead[]) => {
        const result = publish({ reads: reads.filter(({ file }) => !isDirty(file)) });
        for (const file of result.retry) retry.add(file);
      });
    } finally {
      await pool.close();
    }
    onUnindexed();
    if (retry.size > 0) await publishArticles([...retry], []);
  };

  return {
    articles: publishArticles,
    standingPages() {
      const read = readStandingPages(contentDir, readSite(), lists.standingPages());
      const found = new Set(read.sources.map(({ file }) => file));
      publish({ ...read, goneSources: sources.below(PAGES).filter((file) => !found.has(file)) });
    },
    topStories() {
      publish(readTopStoriesFile(contentDir, index));
    },
    partners() {
      publish(readPartnersFile(contentDir));
    },
    async site(listArticles) {
      const { site, isMissing, problems, sources: states } = readSiteFile(contentDir);
      if (site === null) {
        if (isMissing) log.troubled(SITE_FILE, problems, true);
        publish({ sources: states });
        return;
      }
      const batch = { site: JSON.stringify(site), sources: states };
      const reading = parsedFor(site);
      if (reading === settings.get('parsed-for')) {
        publish(batch);
        return;
      }
      // One transaction, so that no page shows articles of the old and the new time zone side by side.
      const articleFiles = listArticles();
      isHeld = true;
      database.exec('BEGIN IMMEDIATE');
      try {
        publish(batch);
        settings.put('parsed-for', reading);
        await publishMany(articleFiles);
        publish(readStandingPages(contentDir, site, lists.standingPages()));
        database.exec('COMMIT');
      } finally {
        isHeld = false;
        if (database.isTransaction) database.exec('ROLLBACK');
      }
      log.readAgain(articleFiles.length);
      onPublish(new Set([SITE_KEY]));
    },
    due() {
      const moment = Math.floor(now());
      const since = Number(settings.get('clock') ?? moment);
      // Where the clock was set back, what it brings in between comes again.
      const result = publisher.publishDue(Math.min(since, moment), moment);
      settings.put('clock', String(moment));
      announce(result, new Map());
    },
  };
}
