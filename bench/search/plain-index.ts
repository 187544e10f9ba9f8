import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { unpackText } from '../../src/catalog/search/search-entry.ts';
import { wordsOf } from '../../src/catalog/search/split-words.ts';

/** What one would write first: one FTS5 table, its own tokenizer, its own ranking. */
export interface PlainIndex {
  /** Ids of the ten best articles. */
  readonly search: (text: string) => readonly unknown[];
  readonly close: () => void;
}

/** Indexes the articles of a catalog once more, in a file of `folder`. */
export function makePlainIndex(catalogFile: string, folder: string): PlainIndex {
  const catalog = new DatabaseSync(catalogFile, { readOnly: true });
  const database = new DatabaseSync(join(folder, 'plain.db'));
  database.exec(`PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
    CREATE VIRTUAL TABLE plain USING fts5 (title, description, body, content = '',
      tokenize = 'porter unicode61 remove_diacritics 2');
    BEGIN`);
  const insert = database.prepare('INSERT INTO plain (rowid, title, description, body) VALUES (?, ?, ?, ?)');
  const articles = catalog.prepare(
    `SELECT article.title, article.record ->> 'description' AS description, text.plain_text
     FROM search_document AS document JOIN article ON article.key = document.article_key
     JOIN search_text AS text ON text.search_id = document.search_id ORDER BY document.search_id`,
  );
  let rowid = 0;
  for (const { title, description, plain_text } of articles.iterate()) {
    rowid += 1;
    insert.run(rowid, String(title), String(description ?? ''), unpackText(plain_text as Uint8Array));
  }
  database.exec('COMMIT; PRAGMA cache_size = -16384');
  catalog.close();
  const best = database.prepare(
    'SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY bm25(plain, 10, 4, 1) LIMIT 10',
  );
  return {
    search: (text) =>
      best.all(
        wordsOf(text)
          .map((word) => `"${word}"`)
          .join(' '),
      ),
    close: () => database.close(),
  };
}
