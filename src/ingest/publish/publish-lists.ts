import type { PublishResult } from '../../catalog/publish/outcome/publish-batch.ts';
import { catalogSettings, labelsReader } from '../../catalog/sqlite/settings.ts';
import { folderLists, isSamePage } from '../../catalog/store/write-folder-lists.ts';
import { isOfStem, PARTNERS, TOP_STORIES } from '../../content/source/edition-file.ts';
import { isLabelsFile } from '../../content/labels/labels-file.ts';
import { articleIndex } from './article-index.ts';
import { frontPublisher } from './publish-fronts.ts';
import { isThere } from '../read/is-there.ts';
import type { Announcing, PublishContext } from './publish-context.ts';
import { STANDING_PAGES } from '../read/named-files.ts';
import { type EntriesBefore, readPartnersFiles, readTopStoriesFiles } from '../read/read-edition-lists.ts';
import type { ListsRead } from '../read/read-folder-lists.ts';
import { readLabelsFiles } from '../read/read-labels-files.ts';
import { readNamedFolder } from './read-named-folder.ts';
import { readSettled } from './read-settled.ts';

/** Publishes what is read whole whenever a part of it changes; files that are being written wait. */
export interface ListPublisher {
  /** Resolves to the articles that are to be judged again, whose links lead to pages that came. */
  standingPages(how?: Announcing): Promise<readonly string[]>;
  topStories(how?: Announcing): Promise<void>;
  partners(how?: Announcing): Promise<void>;
  /** The newsroom's own words, all files of them. */
  labels(how?: Announcing): Promise<void>;
  /** What the editors made of fronts, all files of them. */
  fronts(how?: Announcing): Promise<void>;
  /** Pins and picks name articles: what they lead to may have come, gone or moved by this publish. */
  recheckPins(result: PublishResult, how?: Announcing): Promise<void>;
}

/** Prepares it. */
export function listPublisher(context: PublishContext): ListPublisher {
  const { writer, folder, publisher, readSite, publish } = context;
  const { contentDir, isDirty } = folder;
  const { sources } = publisher;
  const { database } = writer;
  const lists = folderLists(database);
  const index = articleIndex(database);
  const fronts = frontPublisher(context);
  const storedLabels = labelsReader(catalogSettings(database));

  /** The files at the root that are known, of those that `isSuch`. */
  const knownAtRoot = (isSuch: (file: string) => boolean): string[] =>
    [...sources.inFolder('').keys()].filter(isSuch);

  /** Reads the files of one list, of all editions: those that are being written stay, and all while the folder is away. */
  const readList = async <Entry>(
    stem: string,
    entries: () => readonly Entry[],
    read: (before: EntriesBefore<Entry>) => ListsRead,
  ): Promise<ListsRead> => {
    const isAway = folder.isAway();
    const files = knownAtRoot((file) => isOfStem(stem, file));
    return readSettled(isDirty, (dirty) => ({
      found: read({ entries: entries(), files, stays: (file) => isAway || dirty.has(file) }),
      files: () => [...files, ...folder.atRoot(stem)],
    }));
  };
  const readPins = (): Promise<ListsRead> =>
    readList(TOP_STORIES, lists.topStories, (before) =>
      readTopStoriesFiles(folder, readSite(), index, before),
    );

  return {
    async standingPages(how) {
      // The URL of a page that is no longer there leads to the one that it has become.
      const found = await readNamedFolder(
        context,
        STANDING_PAGES,
        lists.standingPages(),
        (old, added) => isThere(contentDir, old.file) || !added.some((page) => isSamePage(old, page)),
      );
      return found === null ? [] : publish({ standingPages: found.made, ...found.read }, how).retry;
    },
    async topStories(how) {
      publish(await readPins(), how);
    },
    async partners(how) {
      const read = await readList(PARTNERS, lists.partners, (before) =>
        readPartnersFiles(folder, readSite(), before),
      );
      publish(read, how);
    },
    async labels(how) {
      const isAway = folder.isAway();
      const files = knownAtRoot(isLabelsFile);
      const read = await readSettled(isDirty, (dirty) => {
        const stays = (file: string): boolean => isAway || dirty.has(file);
        return {
          found: readLabelsFiles(folder, readSite(), { labels: storedLabels(), files, stays }),
          files: () => [...files, ...folder.labels()],
        };
      });
      publish(read, how);
    },
    fronts: fronts.publish,
    async recheckPins({ changes }, how) {
      if (changes.every(({ change }) => change === 'changed')) return;
      await fronts.recheck(changes, how);
      if (knownAtRoot((file) => isOfStem(TOP_STORIES, file)).length === 0) return;
      const read = await readPins();
      const isSame = read.sources.every(
        ({ file, problems }) => JSON.stringify(problems) === JSON.stringify(sources.get(file)?.problems),
      );
      if (!isSame || read.goneSources !== undefined) publish(read, how);
    },
  };
}
