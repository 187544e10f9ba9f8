import type { Logger } from 'pino';
import { visibleRow } from '../catalog/store/article-row.ts';
import { type CarriedPictures, putPictures, takePictures } from '../catalog/store/carry-pictures.ts';
import { isUnwritable, openCatalog, type RebuildReason } from '../catalog/store/open-catalog.ts';
import { keepBeforeDiscard } from '../catalog/last-good/keep-articles.ts';
import { lastGoodFile, openLastGood } from '../catalog/last-good/open-last-good.ts';
import { openPermalinks, permalinksFile } from '../catalog/permalinks/ledger.ts';
import { createPublisher } from '../catalog/publish/publisher.ts';
import { catalogSettings, catalogVersion } from '../catalog/sqlite/settings.ts';
import type { Site } from '../config/site.ts';
import { bringToDisk } from './behind/bring-to-disk.ts';
import { catchUp } from './build/catch-up.ts';
import { catalogMakers } from './build/catalog-makers.ts';
import { chooseSite } from './read/choose-site.ts';
import { catalogFile, dataDirUnwritable, takeDataDir } from './data-dir/data-dir.ts';
import { kindOf } from './read/folders.ts';
import { followFolder } from './follow-folder.ts';
import { followLastGood } from './behind/follow-last-good.ts';
import { followPictures } from './pictures/follow-pictures.ts';
import { followReadings, type ReadingsFollower } from './behind/follow-readings.ts';
import { followRelated } from './behind/follow-related.ts';
import { followSearchIndex } from './behind/follow-search-index.ts';
import { type DataDirGuard, guardDataDir } from './data-dir/guard-data-dir.ts';
import { isThere } from './read/is-there.ts';
import { makeCatalog } from './build/make-catalog.ts';
import { type ParsePool, poolFor } from './read/parse-pool.ts';
import { type PartnerDesk, partnerDesk } from './behind/partner-desk.ts';
import type { PageChange } from './publish/publish-context.ts';
import { filePublisher } from './publish/publish-files.ts';
import { publishLog } from './publish/publish-log.ts';
import { serialQueue } from './publish/serial-queue.ts';
import { lastGoodFolder } from './read/text-folder.ts';
import { tightenDataDir } from './data-dir/tighten-data-dir.ts';
import { unjudgedFiles } from './watch/unjudged-files.ts';

export interface IngestOptions {
  /** Absolute paths. */
  readonly contentDir: string;
  readonly dataDir: string;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Threads that read many files; with 1 the calling thread reads them. */
  readonly threads: number;
  /** Whether to go on watching files and the clock; else the folder is read once. */
  readonly isLive: boolean;
  /** Why the catalog has to be built again, where that is known. */
  readonly discard?: 'damaged' | 'lost' | null;
  /** Articles read so far during a first build. */
  readonly onProgress: (done: number, total: number) => void;
  /** Told every publish that changes pages, when readers have it. */
  readonly onPublish: (publish: PageChange) => void;
  /** Told when the catalog turns out to be damaged: close, and start again with that knowledge. */
  readonly onDamage: () => void;
  /** Told when files of DATA_DIR were removed or replaced: close, and start again; see guard-data-dir.ts. */
  readonly onLost: (isCatalogLost: boolean) => void;
}

/** The catalog as an ingest found it. */
export interface FoundCatalog {
  /** Its version before anything was published; of one that was built anew, its first. */
  readonly version: number;
  /** Whether it was built anew, so that nobody knows how the pages before were. */
  readonly isNew: boolean;
}

/** The catalog's writer at work. */
export interface Ingest {
  readonly found: FoundCatalog;
  readonly partners: PartnerDesk;
  /** The catalog's version now. */
  version(): number;
  /** Resolves when the search index holds every article that was there at the start. */
  readonly searchIndexed: Promise<void>;
  /** Resolves when every picture that was named at the start is read. */
  readonly picturesRead: Promise<void>;
  readonly readings: Pick<ReadingsFollower, 'add'>;
  /** Resolves when every article that was there at the start has its related stories. */
  readonly relatedFound: Promise<void>;
  /** Resolves when the last good version of every file that was there at the start is kept. */
  readonly versionsKept: Promise<void>;
  /** Looks the whole folder over, without waiting for events, and publishes what differs. */
  catchUp(): Promise<void>;
  /** Follows the folder and the clock no more. Resolves when the work that is under way is published. */
  rest(): Promise<void>;
  /** Rests, and lets go of DATA_DIR. */
  close(): Promise<void>;
}

/**
 * Brings the catalog of `dataDir` in step with the content folder and keeps it so. Resolves when every page
 * is right; the search index may be filled behind that.
 * @throws SiteError when there is no usable site.yaml, nor was before; DataDirError; PermalinkError.
 */
export async function startIngest(options: IngestOptions): Promise<Ingest> {
  const { contentDir, dataDir, log, now, isLive, onPublish, onProgress, onDamage, discard = null } = options;
  const closers = [takeDataDir(dataDir)];
  let guard: DataDirGuard | null = null;
  closers.push(() => guard?.release());
  const closeAll = (): void => {
    for (const close of closers.splice(0).reverse()) close();
  };
  try {
    tightenDataDir(dataDir, log);
    const ledger = openPermalinks(permalinksFile(dataDir));
    closers.push(() => ledger.close());
    const lastGood = openLastGood(lastGoodFile(dataDir), log);
    closers.push(() => lastGood.close());
    const version = catalogMakers();
    let carried = null as CarriedPictures | null;
    const { database, rebuild } = openCatalog(catalogFile(dataDir), {
      version,
      discard,
      beforeDiscard(old) {
        keepBeforeDiscard(old, lastGood);
        carried = takePictures(old);
      },
    });
    closers.push(() => database.close());
    if (carried !== null) putPictures(database, carried);
    const { site, states, good } = chooseSite(contentDir, {
      catalog: rebuild === null ? database : null,
      lastGood: lastGoodFolder(lastGood),
    });

    const queue = serialQueue();
    const isGone = (file: string): boolean => !isThere(contentDir, file);
    const publishing = publishLog(log);
    const unjudged = unjudgedFiles({ log, readAgain: async (file) => follower?.readAgain(file) });
    closers.push(() => unjudged.close());
    const openPool = (count: number, current: Site): ParsePool =>
      poolFor(count, { contentDir, site: current }, options.threads);
    const index = followSearchIndex({ database, site, queue, openPool, publishing, log, now, onDamage });
    const isDirty = (file: string): boolean => follower?.isDirty(file) ?? false;
    const shared = { contentDir, dataDir, database, queue, log, publishing, now, onPublish, onDamage };
    const pictures = followPictures({ ...shared, isWarming: isLive, unjudged, isDirty });
    closers.push(() => pictures.close());
    const related = followRelated(shared);
    closers.push(() => related.close());
    const versions = followLastGood({ ...shared, lastGood, readLists: () => files.lists() });
    closers.push(() => versions.close());
    const watched = pictures.watchOver(createPublisher({ database, ledger, isGone }));
    const publisher = versions.watchOver(related.watchOver(watched));
    const files = filePublisher({
      contentDir,
      database,
      publisher,
      log: publishing,
      now,
      openPool,
      isDirty,
      unjudged,
      onPublish,
      onStored: () => follower?.refreshSchedule(),
      onUnindexed: () => void index.fill(),
      onGood: versions.keep,
    });
    const readings = followReadings({ ...shared, publish: files.mostRead });
    closers.push(() => readings.close());
    // Watching begins before the folder is read, so that nothing is missed between.
    const follower = isLive ? followFolder({ ...shared, publisher, files, pictures, unjudged }) : null;
    if (follower !== null) closers.push(() => follower.close());

    const build = (reason: RebuildReason): Promise<void> =>
      makeCatalog({
        reason,
        version,
        database,
        ledger,
        lastGood,
        versions,
        unjudged,
        publisher,
        contentDir,
        site,
        states,
        good,
        openPool: (count) => openPool(count, site),
        catchUp: follow,
        log,
        publishing,
        now,
        isGone,
        onProgress,
      });
    const follow = (): Promise<void> =>
      catchUp({ contentDir, database, sources: publisher.sources, files, log: publishing });
    const versionNow = (): number => catalogVersion(catalogSettings(database));
    const versionBefore = versionNow();
    await queue.run(() => (rebuild === null ? follow() : build(rebuild)));
    await readings.start(isLive);
    const found =
      rebuild === null ? { version: versionBefore, isNew: false } : { version: versionNow(), isNew: true };
    const onDisk =
      rebuild === null ? Promise.resolve() : bringToDisk(catalogFile(dataDir), { database, queue, log });
    for (const [file, problems] of Map.groupBy(publisher.sources.problems(), (problem) => problem.file)) {
      const kept = kindOf(file) === 'article' ? publisher.articles.ofFile(file) : null;
      const isServed =
        kindOf(file) === 'article' ? visibleRow(kept?.row ?? null, now()) !== null : rebuild === null;
      publishing.troubled(file, problems, isServed);
    }
    follower?.start();
    if (isLive) guard = guardDataDir({ dataDir, ledger, log, onLost: options.onLost, onDamage });

    const searchIndexed = index.fill();
    const picturesRead = pictures.start();
    // The index comes first: readers miss it more.
    const relatedFound = searchIndexed.then(() => related.start());
    const versionsKept = searchIndexed.then(() => versions.start());
    const rest = async (): Promise<void> => {
      index.close();
      unjudged.close();
      follower?.close();
      pictures.close();
      readings.close();
      related.close();
      await queue.idle();
      versions.close();
    };
    return {
      found,
      partners: partnerDesk({ database, queue, now, onPublish, onDamage }),
      version: versionNow,
      searchIndexed,
      picturesRead,
      readings,
      relatedFound,
      versionsKept,
      async catchUp() {
        await queue.run(follow);
        await pictures.survey();
        await related.idle();
      },
      rest,
      async close() {
        await rest();
        await Promise.all([index.idle(), onDisk, relatedFound, versionsKept]);
        guard?.close();
        closeAll();
      },
    };
  } catch (error) {
    closeAll();
    throw isUnwritable(error) ? dataDirUnwritable(dataDir, error) : error;
  }
}
