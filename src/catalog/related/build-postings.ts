import type { DatabaseSync } from 'node:sqlite';
import { catalogSettings } from '../sqlite/settings.ts';
import { inTransaction } from '../sqlite/transaction.ts';
import { decodeSignature } from './signature.ts';

/** Lists the articles of an archive by their terms, in slices. */
export interface PostingsBuild {
  /** Whether all are listed. */
  isDone(): boolean;
  /** Begins, once the terms of all articles are known. */
  begin(): void;
  /** Reads some articles, or stores some postings in a transaction; goes on where it was broken off. */
  step(): void;
}

/** Terms are whole numbers below this. */
const TERMS = 2 ** 32;
/** Articles whose postings are sorted in memory together: 8 bytes for each of their terms. */
const PART = 2 ** 15;
/** Each part is kept in pieces, so that none takes long to sort. */
const PIECES = 512;
const READ = 500;
const STORED = 1_000;

interface Part {
  /** Terms from `from` to below `to`. */
  readonly from: number;
  readonly to: number;
  /** Of each piece of the range, `(term - from) * keys + key` of each posting. */
  readonly pieces: readonly number[][];
  /** The last article that was read; null when all were. */
  after: number | null;
  /** How many pieces are stored. */
  stored: number;
}

/**
 * Prepares it over an open catalog. Postings are written in their order, so that each page of the table is
 * written about once: one after the other of some ranges of terms, each of which is gathered from all articles.
 */
export function postingsBuild(database: DatabaseSync): PostingsBuild {
  const settings = catalogSettings(database);
  const extent = database.prepare('SELECT max(article_key) AS last FROM article_terms');
  const batch = database.prepare(
    `SELECT article_key, terms FROM article_terms WHERE article_key > ? ORDER BY article_key LIMIT ${READ}`,
  );
  const post = database.prepare('INSERT OR IGNORE INTO article_posting (term, article_key) VALUES (?, ?)');
  let part: Part | null = null;
  let keys = 0;
  let width = TERMS;

  const begun = (): number | null => {
    const from = settings.get('postings-from');
    return from === null ? null : Number(from);
  };

  const openPart = (from: number): Part => {
    if (keys === 0) {
      keys = Number(extent.get()?.['last'] ?? 0) + 1;
      width = TERMS / 2 ** Math.ceil(Math.log2(Math.max(1, keys / PART)));
    }
    const to = Math.min(TERMS, (Math.floor(from / width) + 1) * width);
    return { from, to, pieces: Array.from({ length: PIECES }, () => []), after: 0, stored: 0 };
  };

  const gather = (current: Part): void => {
    const { from, to, pieces } = current;
    const rows = batch.all(current.after ?? 0);
    for (const row of rows) {
      const key = Number(row['article_key']);
      // One that came since is listed already.
      if (key >= keys) continue;
      for (const term of decodeSignature(row['terms']).keys()) {
        if (term < from || term >= to) continue;
        pieces[Math.floor(((term - from) * PIECES) / (to - from))]?.push((term - from) * keys + key);
      }
    }
    const last = rows.at(-1)?.['article_key'];
    current.after = last === undefined ? null : Number(last);
  };

  const store = (current: Part): void =>
    inTransaction(database, () => {
      const { from, to, pieces } = current;
      for (let count = 0; count < STORED && current.stored < PIECES; current.stored += 1) {
        const piece = pieces[current.stored] ?? [];
        for (const posting of piece.sort((one, other) => one - other)) {
          post.run(from + Math.floor(posting / keys), posting % keys);
        }
        count += piece.length;
      }
      const next = from + Math.ceil(((to - from) * current.stored) / PIECES);
      settings.put('postings-from', String(next));
      if (current.stored === PIECES) part = null;
    });

  return {
    isDone: () => (begun() ?? 0) >= TERMS,
    begin() {
      if (begun() === null) settings.put('postings-from', '0');
    },
    step() {
      const from = begun();
      if (from === null || from >= TERMS) return;
      part ??= openPart(from);
      try {
        if (part.after !== null) gather(part);
        else store(part);
      } catch (error) {
        // What is not stored is gathered again.
        part = null;
        throw error;
      }
    },
  };
}
