import type { PublishResult } from '../../catalog/publish/publisher.ts';
import { folderLists, isSamePage } from '../../catalog/store/write-folder-lists.ts';
import { articleIndex } from './article-index.ts';
import { eventTurns } from '../watch/event-turns.ts';
import { PARTNERS_FILE, TOP_STORIES_FILE } from '../read/folders.ts';
import { isThere } from '../read/is-there.ts';
import type { Announcing, PublishContext } from './publish-context.ts';
import { STANDING_PAGES } from '../read/named-files.ts';
import { type ListsRead, readPartnersFile, readTopStoriesFile } from '../read/read-folder-lists.ts';
import { settleFolder } from './settle-folder.ts';

/** Publishes what is read whole whenever a part of it changes; files that are being written wait. */
export interface ListPublisher {
  standingPages(how?: Announcing): Promise<void>;
  topStories(how?: Announcing): Promise<void>;
  partners(): Promise<void>;
  /** Pins name articles: what they lead to may have come, gone or moved by this publish. */
  recheckPins(result: PublishResult, how?: Announcing): Promise<void>;
}

/** Prepares it. */
export function listPublisher(context: PublishContext): ListPublisher {
  const { writer, folder, publisher, readSite, publish } = context;
  const { contentDir, isDirty } = folder;
  const { sources } = publisher;
  const lists = folderLists(writer.database);
  const index = articleIndex(writer.database);

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
      const found = await settleFolder(
        context,
        STANDING_PAGES,
        lists.standingPages(),
        (old, added) => isThere(contentDir, old.file) || !added.some((page) => isSamePage(old, page)),
      );
      if (found !== null) publish({ standingPages: found.made, ...found.read }, how);
    },
    topStories: (how) => publishFile(TOP_STORIES_FILE, readTopStoriesFile(folder, readSite(), index), how),
    partners: () => publishFile(PARTNERS_FILE, readPartnersFile(folder)),
    async recheckPins({ changes }, how) {
      if (changes.every(({ change }) => change === 'changed')) return;
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
