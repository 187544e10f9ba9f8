import { folderLists } from '../../catalog/store/write-folder-lists.ts';
import { AUTHOR_FILES } from '../read/named-files.ts';
import type { Announcing, PublishContext } from './publish-context.ts';
import { readNamedFolder } from './read-named-folder.ts';

/** Publishes what the files of `authors/` say. */
export type AuthorPublisher = (how?: Announcing) => Promise<void>;

/** Prepares it. */
export function authorPublisher(context: PublishContext): AuthorPublisher {
  const lists = folderLists(context.writer.database);
  return async (how) => {
    const found = await readNamedFolder(context, AUTHOR_FILES, lists.authorProfiles());
    if (found !== null) context.publish({ authors: found.made, ...found.read }, how);
  };
}
