import { basename } from 'node:path';
import { shownFronts } from '../../catalog/fronts/shown-fronts.ts';
import { pictureStore } from '../../catalog/store/picture-store.ts';
import type { PublishBatch } from '../../catalog/publish/outcome/publish-batch.ts';
import { catalogSettings, siteReader } from '../../catalog/sqlite/settings.ts';
import { inTransaction } from '../../catalog/sqlite/transaction.ts';
import { folderLists } from '../../catalog/store/write-folder-lists.ts';
import type { PictureReference } from '../../content/articles/picture-references.ts';
import type { AuthorProfile, StandingPage } from '../../domain/article.ts';
import { makerDigest } from '../../release/maker-digest.ts';
import { composed, isAscii } from '../../domain/names.ts';
import { type SiteHosts, siteHosts } from '../../domain/hosts/site-hosts.ts';
import { mediaFile } from '../../domain/media-file.ts';
import { pictureFile, pictureSrc } from '../../domain/picture-name.ts';
import { plainName } from '../../domain/pictures/plain-name.ts';
import { eventTurns } from '../watch/event-turns.ts';
import { fillPictures, surveyPictures } from './fill-pictures.ts';
import {
  newestLeads,
  picturesOfArticle,
  picturesOfAuthor,
  picturesOfHtml,
  picturesToWarm,
} from './named-pictures.ts';
import type { PublishLog } from '../publish/publish-log.ts';
import { pictureLook } from './look-at-fetched.ts';
import { lookAtPicture } from './look-at-picture.ts';
import { pictureNames } from './picture-names.ts';
import { type PictureRead, pictureQueue } from './queue-pictures.ts';
import { wantedReader } from './read-wanted.ts';
import { wantWeb } from './want-web.ts';
import type { FetchedUpkeep } from '../fetched/maintain-fetched.ts';
import type { Writer } from '../publish/writer.ts';
import type { SettledChange } from '../watch/settle-events.ts';
import type { UnjudgedFiles } from '../watch/unjudged-files.ts';
import { UNREAD, variantWarmer } from './warm-variants.ts';
import type { KnownFiles } from '../watch/watch-survey.ts';

/** All that makes the facts of pictures and other files, which are read again when it is another. */
const PROBES = ['pictures/probe-picture.ts', 'files/examine-file.ts'].map(
  (module) => new URL(`../../media/${module}`, import.meta.url),
);

export interface MaintainPicturesOptions {
  readonly contentDir: string;
  readonly dataDir: string;
  /** Whether what readers will ask for is made before they do. */
  readonly isWarming: boolean;
  readonly publishing: PublishLog;
  readonly isDirty: (file: string) => boolean;
  /** Where pictures of other hosts come from. */
  readonly fetched: FetchedUpkeep;
  /** Takes the pictures that the machine had no time to judge, which `changed` is told of again later. */
  readonly unjudged: Pick<UnjudgedFiles, 'add' | 'judged'>;
}

/**
 * Reads the pictures that articles and pages name, behind everything else, and keeps what is known of them, under
 * their composed names.
 */
export interface PictureUpkeep {
  /** What the watcher compares pictures with. */
  readonly known: KnownFiles;
  /** Whether an article or a page names a picture, by its path below the content folder. */
  isNamed(file: string): boolean;
  /** Reads pictures again that changed or are gone. */
  changed(changes: readonly SettledChange[]): void;
  /** Notes which pictures of the web an owner shows from now on, whatever their hosts; see FetchedUpkeep. */
  wantWeb(owner: string, urls: readonly string[]): void;
  /** Reads a fetched picture, by its path on the site: it came, went or failed. */
  settled(src: string, isTold: boolean): void;
  /** Reads a picture again, though it did not change. Resolves when none waits any more. */
  readAgain(file: string): Promise<void>;
  /** How many wait to be read. */
  waiting(): number;
  /** Begins to read. Resolves when all pictures that are named by then are known. */
  start(): Promise<void>;
  /** Looks at the files of all pictures. Resolves when those that differ are read. */
  survey(): Promise<void>;
}

/** Prepares it; pictures that are named before `start` wait. */
export function maintainPictures(writer: Writer, options: MaintainPicturesOptions): PictureUpkeep {
  const { contentDir, dataDir, isWarming, publishing, isDirty, fetched } = options;
  const look = pictureLook(contentDir, dataDir);
  const { database, log, now, closing } = writer;
  const store = pictureStore(database);
  const settings = catalogSettings(database);
  const site = siteReader(settings);
  const fronts = shownFronts(database, site);
  const hosts = (): SiteHosts => {
    const known = site();
    return known === null ? {} : siteHosts(known);
  };

  const names = pictureNames(contentDir, () => closing.aborted);
  const read = wantedReader({
    ...options,
    store,
    names,
    now,
    look,
    hosts,
    alsoRead: (file: string) => pictures.add(file),
  });
  const storeAll = (reads: readonly PictureRead[]): Promise<void> =>
    writer.inTurn(() => {
      if (closing.aborted) return;
      const at = Math.floor(now());
      const { keys, version } = fronts.pictured(() => store.put(reads, at), at);
      warmer?.wake();
      for (const { file, stamp, problem, isTold } of reads) {
        if (problem === null) publishing.troubled(file, [], true);
        else if (stamp !== null || isTold) publishing.troubled(file, [problem], false);
      }
      if (keys.size === 0) return;
      log.info({ pictures: reads.length, keys: keys.size }, 'pictures read');
      writer.published({ version, keys, changes: [] });
    });
  const pictures = pictureQueue({
    now,
    turn: writer.idle,
    read,
    isDirty: async (file) => {
      await eventTurns();
      return isDirty(file) || (!isAscii(file) && isDirty(file.normalize('NFD')));
    },
    store: storeAll,
    onError: (error) => writer.failed(UNREAD, error),
  });

  const warmer = isWarming ? variantWarmer({ contentDir, dataDir, store, writer }) : null;
  const want = (references: readonly PictureReference[]): void => {
    for (const { src, isCertain, tail, isAnywhere } of references) {
      const file = mediaFile(src);
      const naming = { tail, isAnywhere };
      if (file !== null) pictures.add(file, { isTold: isCertain, isNamed: isCertain, naming });
    }
  };
  const wantOfPages = (pages: readonly StandingPage[]): void => {
    for (const page of pages) want(picturesOfHtml(page, hosts()));
    web.pages(pages);
  };
  const wantOfAuthors = (profiles: readonly AuthorProfile[]): void => {
    for (const profile of profiles) want(picturesOfAuthor(profile, hosts()));
    web.authors(profiles);
  };
  const follow = (batch: PublishBatch): void => {
    if (closing.aborted) return;
    const { reads = [], standingPages = [], authors = [] } = batch;
    web.published(batch);
    for (const { file, article } of reads) {
      if (article === null) continue;
      const { text, bodyStart } = article.text;
      const named = picturesOfArticle({ file, text, bodyStart, teaser: article.row.teaser }, hosts());
      want(named);
      warmer?.want(picturesToWarm(article, named, now()));
    }
    wantOfPages(standingPages);
    wantOfAuthors(authors);
  };

  /** Whether a file that came, or is gone, has the name of a picture that is not where it is named first. */
  const mayBeMissed = (path: string): boolean => {
    const file = composed(path);
    if (store.missing(plainName(basename(file))).length === 0) return false;
    if (!names.has(file)) return true;
    if (lookAtPicture(contentDir, file).kind === 'file') return false;
    names.drop(file);
    return true;
  };

  /** What another program read may be read otherwise by this one. */
  const doubtOthers = (): void => {
    const makers = makerDigest({ modules: PROBES });
    if (closing.aborted || settings.get('pictures-by') === makers) return;
    inTransaction(database, () => {
      store.doubtAll();
      settings.put('pictures-by', makers);
    });
  };

  const filling = { look, writer, store, pictures, hosts };
  const web = wantWeb({ ...filling, fetched });
  writer.onPublish(({ batch }) => {
    if (batch !== undefined) setImmediate(() => follow(batch));
  });
  closing.addEventListener('abort', pictures.close, { once: true });

  return {
    known: {
      get: (path) => store.ofSrc(pictureSrc(path))?.stamp ?? null,
      inFolder: (folder) => store.inFolder(composed(folder)),
      below: (folder) => store.below(composed(folder)),
    },
    isNamed: (file) => pictures.has(composed(file)) || store.has(pictureSrc(file)) || mayBeMissed(file),
    changed(changes) {
      for (const { path, kind } of changes) {
        const file = composed(path);
        if (kind === 'file') names.note(file);
        else names.drop(file);
        if (store.has(pictureSrc(file)) || pictures.has(file)) {
          pictures.add(file, { isForced: kind === 'file', isTold: true });
        }
        // Others of that name may be shown by it, or no longer.
        for (const src of store.missing(plainName(basename(file)))) {
          const other = mediaFile(src);
          if (other !== null) pictures.add(other, { isTold: true });
        }
      }
    },
    wantWeb: web.want,
    settled(src, isTold) {
      const file = pictureFile(src);
      if (file !== null) pictures.add(file, { isForced: true, isTold });
    },
    waiting: pictures.waiting,
    async readAgain(file) {
      pictures.add(file, { isForced: true });
      await pictures.idle();
    },
    async start() {
      const found = [...store.problems()];
      publishing.foundAtStart(
        found.map((problem) => ({ file: problem.file, problems: [problem], isServed: false })),
      );
      pictures.start();
      await writer.attempt(UNREAD, async () => {
        await writer.inTurn(doubtOthers);
        const lists = folderLists(database);
        wantOfPages(lists.standingPages());
        wantOfAuthors(lists.authorProfiles());
        warmer?.want(newestLeads(database, now()));
        await surveyPictures(filling);
        if (await fillPictures(filling)) log.info(store.count(), 'pictures of all articles read');
        await web.fill();
        fetched.start();
        await pictures.idle();
      });
    },
    async survey() {
      await surveyPictures(filling);
      await pictures.idle();
    },
  };
}
