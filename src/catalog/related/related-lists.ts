import type { DatabaseSync } from 'node:sqlite';

/** An article that is like another; `score` is a whole number, the higher, the more alike. */
export interface RelatedArticle {
  readonly key: number;
  readonly score: number;
}

/** The stored lists of related articles. The caller has a transaction open for what writes. */
export interface RelatedLists {
  /** The list of an article, the most alike first. */
  of(key: number): readonly RelatedArticle[];
  /** Stores a list. Returns whether others are in it than before, or in another order. */
  put(key: number, list: readonly RelatedArticle[]): boolean;
  /** Whether so many lists hold an article that no further one may. */
  isFull(key: number): boolean;
  /** The articles whose lists hold this one: at most LISTED. */
  listing(key: number): readonly number[];
  /** Whether an article waits for its list. */
  isWaiting(key: number): boolean;
  /** Has the list of an article made anew. */
  await(key: number): void;
  done(key: number): void;
  /** The newest article before a key whose list is to be made; null for none. */
  nextWaiting(before: number): number | null;
}

/** How many a list holds: more than pages show, as some may be hidden or shown as the story before or after. */
export const LIST_LENGTH = 8;
/** How many lists may hold one article, so that no change of one article touches more. */
const LISTED = 64;

/** The most alike first; of two that are equally so, the newer. */
export const byLikeness = (one: RelatedArticle, other: RelatedArticle): number =>
  other.score - one.score || other.key - one.key;

/** Prepares the statements over an open catalog. */
export function relatedLists(database: DatabaseSync): RelatedLists {
  const list = database.prepare('SELECT related_key, score FROM article_related WHERE article_key = ?');
  const insert = database.prepare(
    'INSERT OR REPLACE INTO article_related (article_key, related_key, score) VALUES (?, ?, ?)',
  );
  const remove = database.prepare('DELETE FROM article_related WHERE article_key = ? AND related_key = ?');
  const listing = database.prepare(
    `SELECT article_key FROM article_related WHERE related_key = ? LIMIT ${LISTED}`,
  );
  const full = database.prepare(
    `SELECT 1 FROM article_related WHERE related_key = ? LIMIT 1 OFFSET ${LISTED - 1}`,
  );
  const waiting = database.prepare('SELECT 1 FROM article_unrelated WHERE article_key = ?');
  const wait = database.prepare('INSERT OR IGNORE INTO article_unrelated (article_key) VALUES (?)');
  const done = database.prepare('DELETE FROM article_unrelated WHERE article_key = ?');
  const next = database.prepare(
    'SELECT article_key FROM article_unrelated WHERE article_key < ? ORDER BY article_key DESC LIMIT 1',
  );
  const of = (key: number): RelatedArticle[] =>
    list
      .all(key)
      .map((row) => ({ key: Number(row['related_key']), score: Number(row['score']) }))
      .sort(byLikeness);

  return {
    of,
    put(key, wanted) {
      const before = of(key);
      const kept = new Map(wanted.map((one) => [one.key, one.score]));
      for (const one of before) if (!kept.has(one.key)) remove.run(key, one.key);
      const known = new Map(before.map((one) => [one.key, one.score]));
      for (const one of wanted) if (known.get(one.key) !== one.score) insert.run(key, one.key, one.score);
      const after = [...wanted].sort(byLikeness);
      return before.length !== after.length || before.some((one, index) => one.key !== after[index]?.key);
    },
    isFull: (key) => full.get(key) !== undefined,
    listing: (key) => listing.all(key).map((row) => Number(row['article_key'])),
    isWaiting: (key) => waiting.get(key) !== undefined,
    await: (key) => void wait.run(key),
    done: (key) => void done.run(key),
    nextWaiting(before) {
      const row = next.get(before);
      return row === undefined ? null : Number(row['article_key']);
    },
  };
}
