import type { DatabaseSync } from 'node:sqlite';
import { articleTerms } from './article-terms.ts';
import { relatedLists } from './related-lists.ts';

/** What the article store tells of articles; the caller has a transaction open. */
export interface RelatedNotes {
  /** An article is there, or another version of it. */
  changed(key: number): void;
  /** An article is gone, or is no longer for readers; the lists that held it are made anew. */
  gone(key: number): void;
}

/** Prepares noting what is to be done for related stories; see related-writer.ts for the work. */
export function relatedNotes(database: DatabaseSync): RelatedNotes {
  const terms = articleTerms(database);
  const lists = relatedLists(database);
  const weigh = database.prepare('INSERT OR IGNORE INTO article_unweighed (article_key) VALUES (?)');
  const unweigh = database.prepare('DELETE FROM article_unweighed WHERE article_key = ?');
  return {
    changed: (key) => void weigh.run(key),
    gone(key) {
      unweigh.run(key);
      terms.remove(key);
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
