import type { PublishResult } from '../../catalog/publish/outcome/publish-batch.ts';
import { catalogSettings, labelsReader } from '../../catalog/sqlite/settings.ts';
import { folderLists, isSamePage } from '../../catalog/store/write-folder-lists.ts';
import { isLabelsFile } from '../../content/labels/labels-file.ts';
import { articleIndex } from './article-index.ts';
import { frontPublisher } from './publish-fronts.ts';
import { eventTurns } from '../watch/event-turns.ts';
import { PARTNERS_FILE, TOP_STORIES_FILE } from '../read/folders.ts';
import { isThere } from '../read/is-there.ts';
import type { Announcing, PublishContext } from './publish-context.ts';
import { STANDING_PAGES } from '../read/named-files.ts';
import { type ListsRead, readPartnersFile, readTopStoriesFile } from '../read/read-folder-lists.ts';
import { readLabelsFiles } from '../read/read-labels-files.ts';
import { readNamedFolder } from './read-named-folder.ts';
import { readSettled } from './read-settled.ts';

/** Publishes what is read whole whenever a part of it changes; files that are being written wait. */
export interface ListPublisher {
  /** Resolves to the articles that are to be judged again, whose links lead to pages that came. */
  standingPages(how?: Announcing): Promise<readonly string[]>;
  topStories(how?: Announcing): Promise<void>;
  partners(): Promise<void>;
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

  /** Publishes what a single file says, unless it is being written or the whole folder is away. */
  const publishFile = async (file: string, read: ListsRead, how?: Announcing): Promise<void> => {
    await eventTurns();
    const isMissing = read.goneSources !== undefined;
    if (isDirty(file) || (isMissing && folder.isAway())) return;
    publish(read, how);
  };

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
    topStories: (how) => publishFile(TOP_STORIES_FILE, readTopStoriesFile(folder, readSite(), index), how),
    partners: () => publishFile(PARTNERS_FILE, readPartnersFile(folder)),
    async labels(how) {
      const isAway = folder.isAway();
      const files = [...sources.inFolder('').keys()].filter(isLabelsFile);
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
      const known = sources.get(TOP_STORIES_FILE);
      if (known === null) return;
      const read = readTopStoriesFile(folder, readSite(), index);
      const [state] = read.sources;
      if (state === undefined) return publishFile(TOP_STORIES_FILE, read, how);
      if (JSON.stringify(state.problems) === JSON.stringify(known.problems)) return;
      await publishFile(TOP_STORIES_FILE, read, how);
    },
  };
}
