import type { DatabaseSync } from 'node:sqlite';
import { requiredText } from '../sqlite/columns.ts';
import { splitFile } from '../store/source-store.ts';
import { inTransaction } from '../sqlite/transaction.ts';
import { type GoodVersion, packGoodText } from './last-good-store.ts';
import type { LastGood } from './open-last-good.ts';

/** Keeps the last good versions of articles as a catalog holds them. */
export interface ArticleKeeper {
  /** Keeps the versions of so many files that were noted. Returns how many there were; 0 where none can be kept. */
  keepNext(limit: number): number;
}

/** Notes, in the caller's transaction, that the version of an article's file may not be the one that is kept. */
export function unkeptNotes(database: DatabaseSync): (file: string) => void {
  const note = database.prepare('INSERT OR IGNORE INTO file_unkept (file) VALUES (?)');
  return (file) => {
    note.run(file);
  };
}

/** Notes that of every article that a catalog holds. */
export function noteAllUnkept(database: DatabaseSync): void {
  database.exec('INSERT OR IGNORE INTO file_unkept (file) SELECT file FROM article');
}

/** Prepares it over a catalog, finished or of another release; the statements throw where it has not what they need. */
export function articleKeeper(database: DatabaseSync, lastGood: LastGood): ArticleKeeper {
  const waiting = database.prepare('SELECT file FROM file_unkept LIMIT ?');
  const done = database.prepare('DELETE FROM file_unkept WHERE file = ?');
  const keep = versionKeeper(database, lastGood);
  return {
    keepNext(limit) {
      const files = waiting.all(limit).map((row) => requiredText(row, 'file'));
      if (files.length === 0 || !keep(files)) return 0;
      // They are on the disk by now, so that no crash can part the two.
      inTransaction(database, () => {
        for (const file of files) done.run(file);
      });
      return files.length;
    },
  };
}

/** Files that are kept together of a catalog that is going to be thrown away. */
const BATCH = 500;

/**
 * Keeps what only a catalog knows that is going to be thrown away, for whatever reason that is; of one that an
 * earlier release wrote, which noted nothing, all. @throws Error from SQLite where it can be read no further.
 */
export function keepBeforeDiscard(database: DatabaseSync, lastGood: LastGood): void {
  const isNoted =
    database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'file_unkept'").get() !== undefined;
  const keep = versionKeeper(database, lastGood);
  const files = database.prepare(
    `SELECT file FROM ${isNoted ? 'file_unkept' : 'article'} WHERE file > ? ORDER BY file LIMIT ${BATCH}`,
  );
  for (let last = ''; ; ) {
    const next = files.all(last).map((row) => requiredText(row, 'file'));
    if (next.length === 0 || !keep(next)) return;
    last = next.at(-1) ?? last;
  }
}

/**
 * Prepares making what is kept of files what the catalog holds; returns whether that was done. The two are never
 * asked in one go, so that a fault of the one is not taken for a fault of the other.
 */
function versionKeeper(database: DatabaseSync, lastGood: LastGood): (files: readonly string[]) => boolean {
  const held = database.prepare(
    `SELECT article.id, article.digest, source.digest AS source_digest, mtime_ms, size_bytes
     FROM article LEFT JOIN source ON source.folder = ? AND source.name = ? WHERE article.file = ?`,
  );
  const text = database.prepare(
    'SELECT text FROM article_text JOIN article ON article.key = article_text.article_key WHERE article.file = ?',
  );
  const heldOf = (file: string): HeldVersion[] => {
    const row = held.get(...splitFile(file), file);
    if (row === undefined) return [];
    const digest = requiredText(row, 'digest');
    // A file that broke, or whose new version was refused, is as the source says; its last good version is not.
    const isAsRead = row['source_digest'] === digest;
    return [
      {
        file,
        id: requiredText(row, 'id'),
        digest,
        mtimeMs: isAsRead ? Number(row['mtime_ms']) : -1,
        sizeBytes: isAsRead ? Number(row['size_bytes']) : 0,
      },
    ];
  };
  const pack = (version: HeldVersion): GoodVersion => ({
    ...version,
    packedText: packGoodText(requiredText(text.get(version.file) ?? {}, 'text')),
  });
  return (files) => {
    const versions = files.flatMap(heldOf);
    const stay = new Set(versions.map(({ file }) => file));
    const others = lastGood.use((store) => versions.filter((version) => !store.has(version)));
    const packed = others?.map(pack);
    return (
      packed !== undefined &&
      lastGood.use((store) => {
        for (const file of files) if (!stay.has(file)) store.remove(file);
        for (const version of packed) store.put(version);
        return true;
      }) === true
    );
  };
}

type HeldVersion = Omit<GoodVersion, 'packedText'>;
