import { isUnwritable } from '../catalog/sqlite/sqlite-code.ts';
import type { RebuildReason } from '../catalog/store/open-catalog.ts';
import { lastGoodFile, openLastGood } from '../catalog/last-good/open-last-good.ts';
import { openPermalinks, permalinksFile } from '../catalog/permalinks/ledger.ts';
import { createPublisher } from '../catalog/publish/publisher.ts';
import { catalogSettings, catalogVersion } from '../catalog/sqlite/settings.ts';
import type { Site } from '../config/site.ts';
import { bringToDisk } from './behind/bring-to-disk.ts';
import { catchUp } from './build/catch-up.ts';
import { openOwnCatalog } from './build/open-own-catalog.ts';
import type { ContentPush, PushOutcome } from './checkout/content-push.ts';
import { ownWrites } from './checkout/own-writes.ts';
import { chooseSite } from './read/choose-site.ts';
import { dataDirUnwritable, takeDataDir } from './data-dir/data-dir.ts';
import { watchContent } from './watch-content.ts';
import { type EmbedUpkeep, maintainEmbeds } from './embeds/maintain-embeds.ts';
import { historyLearner, type LedgerKnowledge } from './history/history-learner.ts';
import { maintainLastGood } from './behind/maintain-last-good.ts';
import { maintainRevisions } from './behind/maintain-revisions.ts';
import { type FetchedUpkeep, maintainFetched } from './fetched/maintain-fetched.ts';
import { maintainPictures, type PictureUpkeep } from './pictures/maintain-pictures.ts';
import { maintainPageViews, type PageViewUpkeep } from './behind/maintain-page-views.ts';
import { maintainRelated } from './behind/maintain-related.ts';
import { maintainSearchIndex } from './behind/maintain-search-index.ts';
import { type DataDirGuard, guardDataDir } from './data-dir/guard-data-dir.ts';
import { makeCatalog } from './build/make-catalog.ts';
import { type ParsePool, poolFor } from './read/parse-pool.ts';
import { type PartnerNewsWriter, partnerNewsWriter } from './behind/partner-news-writer.ts';
import { openWriter } from './publish/writer.ts';
import { filePublisher } from './publish/publish-files.ts';
import { publishLog } from './publish/publish-log.ts';
import { tellStart } from './publish/tell-start.ts';
import { lastGoodFolder } from './read/text-folder.ts';
import { tightenDataDir } from './data-dir/tighten-data-dir.ts';
import type { IngestOptions } from './ingest-options.ts';
import { pushTaker } from './take-push.ts';
import { unjudgedFiles } from './watch/unjudged-files.ts';

/** The catalog as an ingest found it. */
export interface FoundCatalog {
  /** Its version before anything was published; of one that was built anew of nothing, its first. */
  readonly version: number;
  /** Whether it was built anew: pages may be otherwise than before. */
  readonly isNew: boolean;
  /** Whether it is known what readers had: `version` is of that, and what is published since is told. */
  readonly isKnown: boolean;
}

/** The catalog's writer at work. */
export interface Ingest {
  readonly found: FoundCatalog;
  readonly partners: PartnerNewsWriter;
  readonly embeds: Pick<EmbedUpkeep, 'follow' | 'idle'>;
  /** The catalog's version now. */
  version(): number;
  /** Resolves when the search index holds every article that was there at the start. */
  readonly searchIndexed: Promise<void>;
  /** Resolves when every picture that was named at the start is read. */
  readonly picturesRead: Promise<void>;
  readonly pageViews: Pick<PageViewUpkeep, 'add' | 'share'>;
  /** Pictures of other hosts: whoever shows some says so. */
  readonly fetched: Pick<FetchedUpkeep, 'idle'> & { readonly want: PictureUpkeep['wantWeb'] };
  /** How many pictures wait to be looked at, or to be fetched for the first time. */
  picturesWaiting(): number;
  /** Resolves when every article that was there at the start has its related stories. */
  readonly relatedFound: Promise<void>;
  /** Resolves when the last good version of every file that was there at the start is kept. */
  readonly versionsKept: Promise<void>;
  /** Looks the whole folder over, without waiting for events, and publishes what differs. */
  catchUp(): Promise<void>;
  /** Puts the files of a push into the content folder and publishes them at once; see pushTaker. */
  push(push: ContentPush): Promise<PushOutcome>;
  /**
   * Learns the URLs between two commits of the history, before the folder holds the later one; `catchUp` publishes them. Resolves
   * to whether the later one follows the other.
   */
  learnBetween(from: string, to: string): Promise<boolean>;
  readonly ledger: LedgerKnowledge;
  /** Follows the folder and the clock no more. Resolves when the work that is under way is published. */
  rest(): Promise<void>;
  /** Rests, and lets go of DATA_DIR. */
  close(): Promise<void>;
}

/**
 * Brings the catalog of `dataDir` in step with the content folder and keeps it so. Resolves when every page
 * is right; the search index may be filled behind that. `discard` says why the catalog has to be built again, where that
 * is known.
 * @throws SiteError when there is no usable site.yaml, nor was before; DataDirError; PermalinkError.
 */
export async function startIngest(
  options: IngestOptions,
  discard: 'damaged' | 'lost' | null = null,
): Promise<Ingest> {
  const { contentDir, dataDir, log, now, isLive, tell } = options;
  const opened = new AsyncDisposableStack();
  opened.defer(takeDataDir(dataDir));
  let guard: DataDirGuard | null = null;
  opened.defer(() => guard?.release());
  try {
    tightenDataDir(dataDir, log);
    const ledger = opened.adopt(openPermalinks(permalinksFile(dataDir)), (one) => one.close());
    const lastGood = opened.adopt(openLastGood(lastGoodFile(dataDir), log), (one) => one.close());
    const leftOut = (await options.source?.open()) ?? [];
    const learner = await historyLearner(options.history, {
      contentDir,
      dataDir,
      ledger,
      lastGood,
      log,
      now,
    });
    const own = opened.use(openOwnCatalog({ dataDir, lastGood, discard, now, log }));
    const { database, rebuild, readersHad } = own;
    opened.defer(() => guard?.close());
    const chosen = chooseSite(contentDir, {
      catalog: rebuild === null ? database : null,
      lastGood: lastGoodFolder(lastGood),
    });
    const { site } = chosen;

    const writer = opened.use(openWriter({ database, log, now, damaged: tell.damaged }));
    writer.onPublish(({ version: since, keys, changes, cause }) => {
      const publish = { version: since, keys, changes, cause };
      if (changes.length > 0) tell.stored?.(publish);
      if (keys.size > 0) tell.published(publish);
    });
    const publishing = publishLog(log, tell.troubled);
    const unjudged = unjudgedFiles({ log, readAgain: async (file) => follower?.readAgain(file) });
    writer.closing.addEventListener('abort', unjudged.close, { once: true });
    const written = ownWrites(contentDir, options.source);
    const isDirty = (file: string): boolean => !written.has(file) && (follower?.isDirty(file) ?? false);
    const openPool = (count: number, current: Site): ParsePool =>
      poolFor(count, { contentDir, site: current }, options.threads);
    const shared = { contentDir, publishing, unjudged, isDirty };
    const fetched = maintainFetched({
      contentDir,
      dataDir,
      fetching: options.fetching ?? null,
      writer,
      onSettled: (src, isTold) => pictures.settled(src, isTold),
    });
    const pictures = maintainPictures(writer, { ...shared, dataDir, isWarming: isLive, fetched });
    const { isGone } = learner;
    const publisher = createPublisher({ database, ledger, isGone });
    const files = filePublisher({ ...shared, writer, publisher, log: publishing, openPool }, learner);
    const pageViews = maintainPageViews(writer, dataDir, files.mostRead);
    const index = maintainSearchIndex(writer, {
      site,
      openPool,
      publishing,
      checkLinks: publisher.checkLinks,
    });
    const related = maintainRelated(writer);
    const embeds = maintainEmbeds(writer, { dataDir, wantPictures: pictures.wantWeb });
    const kept = isLive ? maintainRevisions(writer, dataDir, lastGood) : null;
    if (rebuild === null) kept?.begin();
    const versions = maintainLastGood(writer, lastGood, files.lists);
    // Watching begins before the folder is read, so that nothing is missed between.
    const watching = { ...shared, publisher, files, pictures, sift: written.sift };
    const follower = isLive ? watchContent(writer, watching) : null;

    const follow = (): Promise<void> =>
      catchUp({ contentDir, database, sources: publisher.sources, files, log: publishing });
    const build = (reason: RebuildReason): Promise<boolean> =>
      makeCatalog(
        reason,
        {
          target: { database, ledger, version: own.version },
          contentDir,
          chosen,
          readersHad,
          onProgress: tell.progress,
        },
        {
          writer,
          lastGood,
          publisher,
          openPool: (count) => openPool(count, site),
          catchUp: follow,
          unjudged,
          publishing,
        },
      );
    const versionNow = (): number => catalogVersion(catalogSettings(database));
    const versionBefore = readersHad ?? versionNow();
    let isKnown = true;
    await writer.inTurn(async () => {
      if (rebuild === null) await follow();
      else isKnown = await build(rebuild);
    });
    own.made();
    kept?.begin();
    await pageViews.start(isLive);
    await embeds.start();
    const isNew = rebuild !== null;
    const found = { version: isKnown ? versionBefore : versionNow(), isNew, isKnown };
    if (isNew) {
      const onDisk = bringToDisk(own.file, writer);
      writer.defer(() => onDisk);
    }
    publishing.folders(leftOut);
    tellStart(publishing, { database, publisher, isNew, now: now() });
    follower?.start();
    if (isLive) guard = guardDataDir({ dataDir, catalog: own.file, ledger, log, tell });

    const searchIndexed = index.fill();
    // The index comes first: readers miss it more.
    const relatedFound = searchIndexed.then(related.start);
    const versionsKept = searchIndexed.then(versions.start);
    return {
      found,
      partners: partnerNewsWriter(writer),
      embeds,
      version: versionNow,
      searchIndexed,
      picturesRead: pictures.start(),
      pageViews,
      fetched: { want: pictures.wantWeb, idle: fetched.idle },
      picturesWaiting: () => pictures.waiting() + fetched.waiting(),
      relatedFound,
      versionsKept,
      async catchUp() {
        await writer.inTurn(follow);
        await pictures.survey();
        await related.idle();
      },
      push: pushTaker(writer, { contentDir, own: written, files, pictures }),
      learnBetween: (from, to) => learner.learnBetween(writer, from, to),
      ledger: learner.ledger,
      async rest() {
        await writer[Symbol.asyncDispose]();
      },
      close: () => opened.disposeAsync(),
    };
  } catch (error) {
    await opened.disposeAsync();
    throw isUnwritable(error) ? dataDirUnwritable(dataDir, error) : error;
  }
}
