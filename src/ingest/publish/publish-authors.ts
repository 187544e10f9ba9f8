import { folderLists } from '../../catalog/store/write-folder-lists.ts';
import { eventTurns } from '../watch/event-turns.ts';
import { AUTHORS } from '../read/folders.ts';
import type { Announcing, PublishContext } from './publish-context.ts';
import { readAuthors, settleAuthorReads } from '../read/read-authors.ts';

/** Publishes what the files of `authors/` say; files that are being written wait. */
export type AuthorPublisher = (how?: Announcing) => Promise<void>;

/** Prepares it. Nothing is taken down while the folder is away or cannot be read. */
export function authorPublisher(context: PublishContext): AuthorPublisher {
  const { writer, folder, publisher, log, readSite, publish } = context;
  const { isDirty } = folder;
  const { sources } = publisher;
  const lists = folderLists(writer.database);
  return async (how) => {
    const { reads, folderProblems } = readAuthors(folder, readSite(), writer.now());
    await eventTurns();
    log.folders(folderProblems);
    const stored = lists.authorProfiles();
    const listed = new Set(reads.map(({ file }) => file));
    const isHidden = folder.isAway() || folderProblems.some(({ code }) => code === 'folder-unreadable');
    const stays = (file: string): boolean => isDirty(file) || (isHidden && !listed.has(file));
    const settled = reads.filter(({ file }) => !isDirty(file));
    if (isHidden && settled.length === 0) return;
    const kept = stored.filter(({ file }) => stays(file));
    const goneSources = sources.below(AUTHORS).filter((file) => !listed.has(file) && !stays(file));
    publish({ ...settleAuthorReads(settled, stored, kept), goneSources }, how);
  };
}
