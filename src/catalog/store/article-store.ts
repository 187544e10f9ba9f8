import type { DatabaseSync } from 'node:sqlite';
import { otherNearAddress } from '../../domain/addresses/near-address.ts';
import { hasLanguagePrefix } from '../../domain/urls.ts';
import { articleEmbeds } from './article-embeds.ts';
import { type ArticleRow, bylineSlugs, otherNames, storedRow } from './article-row.ts';
import { optionalText, requiredText } from '../sqlite/columns.ts';
import type { SearchEntry } from '../search/search-entry.ts';
import { searchStore } from '../search/search-store.ts';
import { seriesRank } from './series-order.ts';
import type { Tally } from './tally.ts';

/** The text of an article's published version, and what was made of its body, if it is kept. */
export interface ArticleText {
  readonly text: string;
  readonly bodyStart: number;
  readonly bodyHtml: string | null;
  readonly wordCount: number | null;
  /** The subjects of what it shows of other sites; absent where they are those of the version before. */
  readonly embeds?: readonly string[];
  /** For the search index; null where the body has not been looked through yet. */
  readonly search: SearchEntry | null;
}

/** An article that the catalog holds. */
export interface StoredArticle {
  readonly key: number;
  readonly digest: string;
  readonly row: ArticleRow;
}

/** Reads and writes whole articles; the caller has a transaction open and settles who owns what. */
export interface ArticleStore {
  ofFile(file: string): StoredArticle | null;
  ofPath(path: string): StoredArticle | null;
  ofId(id: string): StoredArticle | null;
  ofKey(key: number): StoredArticle | null;
  /** What is kept of an article's text; null where there is no such article. */
  textOf(key: number): Omit<ArticleText, 'search'> | null;
  /** Articles of exactly this text, and published articles of this title and moment. */
  ofDigest(digest: string): readonly StoredArticle[];
  ofTitleAndMoment(title: string, publishedMs: number): readonly StoredArticle[];
  /** Stores an article in place of its old version, or as a new one. */
  put(row: ArticleRow, text: ArticleText, digest: string, old: StoredArticle | null, now: number): void;
  /** Notes that the file of an article has another name; its URL stays. */
  rename(key: number, file: string): void;
  remove(article: StoredArticle): void;
}

/** Those who are told of every change, in the transaction that makes it; a first build counts and notes at its end. */
export interface StoreNotes {
  /** Of an article that is there, or another version of it, and of one that is gone or is no longer for readers. */
  readonly related: { changed(key: number): void; gone(key: number): void };
  /** Of every article that comes or goes. */
  readonly tally: Pick<Tally, 'add' | 'remove'> | null;
  /** Of every file whose article is another version from then on. */
  readonly unkept: ((file: string) => void) | null;
}

/** Prepares the statements over an open catalog. */
export function articleStore(database: DatabaseSync, { related, tally, unkept }: StoreNotes): ArticleStore {
  const select = (where: string) =>
    database.prepare(`SELECT key, digest, record FROM article WHERE ${where} ORDER BY file`);
  const byFile = select('file = ?');
  const byPath = select('path = ?');
  const byId = select('id = ?');
  const byKey = select('key = ?');
  const byDigest = select('digest = ?');
  // By file, as keys differ from machine to machine. The index of titles, which knows no case, is used where that is asked as well.
  const byTitle = select('title COLLATE NOCASE = ?1 AND title = ?1 AND published_ms = ?2 AND is_draft = 0');
  const text = database.prepare(
    'SELECT text, body_start, body_html, word_count FROM article_text WHERE article_key = ?',
  );
  const insert = database.prepare(
    `INSERT INTO article (key, id, file, path, slug, edition, translation, title, section, type, published_ms, published_day, expires_ms,
       is_draft, modified_ms, corrected_ms, focus_src, lead_src, ai, digest, teaser, record)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertText = database.prepare(
    'INSERT INTO article_text (article_key, text, body_start, body_html, word_count) VALUES (?, ?, ?, ?, ?)',
  );
  const insertLabel = database.prepare(
    'INSERT INTO article_label (edition, kind, slug, published_ms, article_id, name) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertSeries = database.prepare(
    'INSERT INTO article_series (edition, slug, part, published_ms, article_id, name) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const insertAlias = database.prepare(
    'INSERT INTO article_alias (path, rank, article_key, near) VALUES (?, ?, ?, ?)',
  );
  const addAlias = (path: string, rank: 0 | 1 | 2, key: number): void => {
    insertAlias.run(path, rank, key, otherNearAddress(path));
  };
  const insertByline = database.prepare(
    'INSERT OR IGNORE INTO article_byline (slug, article_key) VALUES (?, ?)',
  );
  const insertName = database.prepare('INSERT OR IGNORE INTO article_name (name, article_key) VALUES (?, ?)');
  const insertEvent = database.prepare('INSERT INTO article_event (at_ms, article_key) VALUES (?, ?)');
  const insertUnindexed = database.prepare('INSERT INTO article_unindexed (article_key) VALUES (?)');
  const search = searchStore(database);
  const rename = database.prepare(
    "UPDATE article SET file = :file, record = json_set(record, '$.file', :file) WHERE key = :key",
  );
  const removeArticle = database.prepare('DELETE FROM article WHERE key = ?');
  const removeLabel = database.prepare(
    `DELETE FROM article_label
     WHERE edition = ? AND kind = ? AND slug = ? AND published_ms = ? AND article_id = ?`,
  );
  const removeSeries = database.prepare(
    'DELETE FROM article_series WHERE edition = ? AND slug = ? AND part = ? AND published_ms = ? AND article_id = ?',
  );
  const removeAlias = database.prepare('DELETE FROM article_alias WHERE path = ? AND article_key = ?');
  const removeByline = database.prepare('DELETE FROM article_byline WHERE slug = ? AND article_key = ?');
  const removeName = database.prepare('DELETE FROM article_name WHERE name = ? AND article_key = ?');
  const removeEvent = database.prepare('DELETE FROM article_event WHERE at_ms = ? AND article_key = ?');
  const removeUnindexed = database.prepare('DELETE FROM article_unindexed WHERE article_key = ?');
  const removeText = database.prepare('DELETE FROM article_text WHERE article_key = ?');
  const embeds = articleEmbeds(database);
  const fileOf = database.prepare('SELECT file FROM article WHERE key = ?');

  const one = (row: Record<string, unknown> | undefined): StoredArticle | null =>
    row === undefined
      ? null
      : {
          key: Number(row['key']),
          digest: requiredText(row, 'digest'),
          row: storedRow(requiredText(row, 'record')),
        };
  const namesOf = (key: number): string[] => {
    const stored = one(byKey.get(key));
    return stored === null ? [] : otherNames(stored.row);
  };
  const forgetNames = (key: number): void => {
    for (const name of namesOf(key)) removeName.run(name, key);
  };
  const noteNames = (key: number): void => {
    for (const name of namesOf(key)) insertName.run(name, key);
  };
  const remove = ({ key, row }: StoredArticle): void => {
    search.remove(key);
    // One by one: a first build is done without foreign keys, which are slow.
    for (const { kind, slug } of row.labels)
      removeLabel.run(row.edition, kind, slug, row.publishedMs, row.id);
    if (row.series !== null) {
      removeSeries.run(row.edition, row.series.slug, seriesRank(row.series), row.publishedMs, row.id);
    }
    for (const alias of [...row.aliases, ...row.oldPaths]) removeAlias.run(alias, key);
    for (const slug of bylineSlugs(row)) removeByline.run(slug, key);
    for (const name of otherNames(row)) removeName.run(name, key);
    for (const event of row.events) removeEvent.run(event, key);
    removeUnindexed.run(key);
    removeText.run(key);
    embeds.remove(key);
    removeArticle.run(key);
    unkept?.(row.file);
    tally?.remove(row);
  };

  return {
    ofFile: (file) => one(byFile.get(file)),
    ofPath: (path) => one(byPath.get(path)),
    ofId: (id) => one(byId.get(id)),
    ofKey: (key) => one(byKey.get(key)),
    textOf: (key) => text.all(key).map(readArticleText)[0] ?? null,
    ofDigest: (digest) => byDigest.all(digest).flatMap((row) => one(row) ?? []),
    ofTitleAndMoment: (title, ms) => byTitle.all(title, ms).flatMap((row) => one(row) ?? []),
    put(row, written, digest, old, now) {
      const subjects = written.embeds ?? (old === null ? [] : embeds.of(old.key));
      if (old !== null) remove(old);
      const { lastInsertRowid } = insert.run(
        old?.key ?? null,
        row.id,
        row.file,
        row.path,
        row.slug,
        row.edition,
        row.translation,
        row.title,
        row.section,
        row.type,
        row.publishedMs,
        row.publishedDay,
        row.expiresMs,
        row.isDraft ? 1 : 0,
        row.modifiedMs,
        row.correctedMs,
        row.focusSrc,
        row.leadSrc,
        row.ai,
        digest,
        row.teaser,
        row.record,
      );
      const key = Number(lastInsertRowid);
      insertText.run(key, written.text, written.bodyStart, written.bodyHtml, written.wordCount);
      embeds.add(key, subjects);
      for (const name of otherNames(row)) insertName.run(name, key);
      // Drafts are on no list and own no address, so that nothing but their file leads to them.
      if (!row.isDraft) {
        for (const { kind, slug, name } of row.labels) {
          insertLabel.run(row.edition, kind, slug, row.publishedMs, row.id, name);
        }
        if (row.series !== null) {
          const { slug, name } = row.series;
          insertSeries.run(row.edition, slug, seriesRank(row.series), row.publishedMs, row.id, name);
        }
        for (const alias of row.aliases) addAlias(alias, 0, key);
        // Of translations that have one old address by a pattern, that in the site's language is the one it was.
        for (const path of row.oldPaths) addAlias(path, hasLanguagePrefix(row.path) ? 2 : 1, key);
        for (const slug of bylineSlugs(row)) insertByline.run(slug, key);
        for (const event of row.events) if (event > now) insertEvent.run(event, key);
        if (written.search === null) insertUnindexed.run(key);
        else {
          search.put(
            { key, publishedMs: row.publishedMs, expiresMs: row.expiresMs },
            written.search.document,
          );
          search.putWords(written.search.words);
        }
      }
      // Pages that list it know it by its id.
      if (old !== null && (row.isDraft || old.row.id !== row.id)) related.gone(key);
      if (!row.isDraft) related.changed(key);
      unkept?.(row.file);
      tally?.add(row);
    },
    rename(key, file) {
      const before = fileOf.get(key);
      forgetNames(key);
      rename.run({ key, file });
      noteNames(key);
      if (before !== undefined) unkept?.(requiredText(before, 'file'));
      unkept?.(file);
    },
    remove(article) {
      related.gone(article.key);
      remove(article);
    },
  };
}

/** The stored form of a text column that may be missing. */
export function readArticleText(row: Record<string, unknown>): Omit<ArticleText, 'search'> {
  return {
    text: requiredText(row, 'text'),
    bodyStart: Number(row['body_start']),
    bodyHtml: optionalText(row, 'body_html'),
    wordCount: row['word_count'] === null ? null : Number(row['word_count']),
  };
}
