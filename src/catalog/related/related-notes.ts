import type { DatabaseSync } from 'node:sqlite';
import { relatedLists } from './related-lists.ts';

/** What the article store tells of articles; the caller has a transaction open. */
export interface RelatedNotes {
  /** An article is there, or another version of it: its list and those that hold it are made anew. */
  changed(key: number): void;
  /** An article is gone, or is no longer for readers; the lists that held it are made anew. */
  gone(key: number): void;
}

const counts = new WeakMap<DatabaseSync, number>();

/** How many changes of articles were noted for a connection: what the search index said before the last one may be wrong. */
export const noteCount = (database: DatabaseSync): number => counts.get(database) ?? 0;

/** Prepares noting what is to be done for related stories; see related-writer.ts for the work. */
export function relatedNotes(database: DatabaseSync): RelatedNotes {
  const lists = relatedLists(database);
  const count = (): void => void counts.set(database, noteCount(database) + 1);
  return {
    changed(key) {
      count();
      for (const other of [key, ...lists.listing(key)]) lists.await(other);
    },
    gone(key) {
      count();
      for (const other of lists.listing(key)) {
        lists.put(
          other,
          lists.of(other).filter((one) => one.key !== key),
        );
        lists.await(other);
      }
      lists.put(key, []);
      lists.done(key);
    },
  };
}
