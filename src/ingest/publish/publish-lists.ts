import type { PublishResult } from '../../catalog/publish/publisher.ts';
import { folderLists, isSamePage } from '../../catalog/store/write-folder-lists.ts';
import { articleIndex } from './article-index.ts';
import { eventTurns } from '../watch/event-turns.ts';
import { PAGES, PARTNERS_FILE, TOP_STORIES_FILE } from '../read/folders.ts';
import { isThere } from '../read/is-there.ts';
import type { Announcing, PublishContext } from './publish-context.ts';
import {
  type ListsRead,
  readPages,
  readPartnersFile,
  readTopStoriesFile,
  settlePages,
} from '../read/read-folder-lists.ts';

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
  const { writer, folder, log, readSite, publish } = context;
  const { contentDir, isDirty } = folder;
  const { sources } = context.publisher;
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
      const { reads, folderProblems } = readPages(folder, readSite(), writer.now());
      await eventTurns();
      log.folders(folderProblems);
      const stored = lists.standingPages();
      const listed = new Set(reads.map(({ file }) => file));
      const isHidden = folder.isAway() || folderProblems.some(({ code }) => code === 'folder-unreadable');
      const stays = (file: string): boolean => isDirty(file) || (isHidden && !listed.has(file));
      const settled = reads.filter(({ file }) => !isDirty(file));
      if (isHidden && settled.length === 0) return;
      const added = settled.flatMap(({ file, page }) =>
        page === null || stored.some((old) => old.file === file) ? [] : [page],
      );
      const kept = stored.filter(({ file }) => stays(file));
      publish(
        {
          ...settlePages(
            settled,
            stored,
            // The URL of a page that is no longer there leads to the one that it has become.
            kept.filter(
              (old) => isThere(contentDir, old.file) || !added.some((page) => isSamePage(old, page)),
            ),
          ),
          goneSources: sources.below(PAGES).filter((file) => !listed.has(file) && !stays(file)),
        },
        how,
      );
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
