import type { DatabaseSync } from 'node:sqlite';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
import type { Problem } from '../../problems/problem.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import type { NamedPage } from '../../domain/article.ts';
import { requiredText } from '../sqlite/columns.ts';
import type { FoldedWord } from '../search/fold-word.ts';
import { type SearchDocument, withAuthorTokens } from '../search/search-entry.ts';
import { type IndexedArticle, searchStore } from '../search/search-store.ts';
import { sourceStore } from '../store/source-store.ts';
import { inTransaction } from '../sqlite/transaction.ts';

/** The text of an article that the search index does not hold yet. */
export interface UnindexedText {
  readonly key: number;
  readonly file: string;
  /** Of the version that the text is from. */
  readonly digest: string;
  readonly text: string;
}

/** What of it is indexed, and every problem of its file. */
export interface IndexedText extends Omit<UnindexedText, 'text'> {
  readonly document: SearchDocument;
  /** Where its body links to within the site. */
  readonly textLinks: readonly PlacedLink[];
  readonly problems: readonly Problem[];
}

export interface SearchIndexWriter {
  /** The next of those that wait, after the key `after`, in the order in which the index takes them best. */
  unindexed(after: number, limit: number): readonly UnindexedText[];
  /**
   * Indexes a batch, whose articles have these words, in one transaction; leaves out what was published anew
   * meanwhile. `check` tells what is wrong with links. Returns how many.
   */
  index(
    batch: readonly IndexedText[],
    words: readonly FoldedWord[],
    check: (file: string, links: readonly PlacedLink[]) => readonly Problem[],
  ): number;
}

/** Prepares filling the index behind a first build. */
export function searchIndexWriter(database: DatabaseSync): SearchIndexWriter {
  const waiting = database.prepare(
    // CROSS JOIN keeps SQLite from beginning with the articles, and sorting them all.
    `SELECT article.key, article.file, article.digest, article_text.text FROM article_unindexed AS waiting
     CROSS JOIN article ON article.key = waiting.article_key
     CROSS JOIN article_text ON article_text.article_key = waiting.article_key
     WHERE waiting.article_key > ? ORDER BY waiting.article_key LIMIT ?`,
  );
  const done = database.prepare(
    `DELETE FROM article_unindexed
     WHERE article_key = (SELECT key FROM article WHERE key = ? AND digest = ?)`,
  );
  const when = database.prepare('SELECT published_ms, expires_ms FROM article WHERE key = ?');
  // Those who are shown otherwise than the text names them.
  const shownAuthors = database.prepare(
    `SELECT record -> '$.authors' AS authors FROM article
     WHERE key = ? AND record -> '$.bylines' IS NOT NULL`,
  );
  const asShown = (key: number, document: SearchDocument): SearchDocument => {
    const found = shownAuthors.get(key);
    if (found === undefined) return document;
    const authors = JSON.parse(requiredText(found, 'authors')) as readonly NamedPage[];
    return withAuthorTokens(
      document,
      authors.map((author) => ({ ...author, kind: 'author' })),
    );
  };
  const articleOf = (key: number): IndexedArticle => {
    const row = when.get(key) ?? {};
    const expiresMs = row['expires_ms'] === null ? null : Number(row['expires_ms']);
    return { key, publishedMs: Number(row['published_ms']), expiresMs };
  };
  const search = searchStore(database);
  const sources = sourceStore(database);
  return {
    unindexed: (after, limit) =>
      waiting.all(after, limit).map((row) => ({
        key: Number(row['key']),
        file: requiredText(row, 'file'),
        digest: requiredText(row, 'digest'),
        text: requiredText(row, 'text'),
      })),
    index: (batch, words, check) =>
      inTransaction(database, () => {
        const waiting = batch.filter(({ key, digest }) => done.run(key, digest).changes > 0);
        // FTS5 takes rows in their order several times as quickly.
        const inTime = waiting
          .map((text) => ({ ...text, article: articleOf(text.key) }))
          .sort((one, other) => one.article.publishedMs - other.article.publishedMs);
        for (const { article, document } of inTime) search.put(article, asShown(article.key, document));
        search.putWords(words);
        for (const { file, problems: ofBody, textLinks } of waiting) {
          const problems = textLinks.length === 0 ? ofBody : [...ofBody, ...check(file, textLinks)];
          const source = problems.length === 0 ? null : sources.get(file);
          if (source !== null) sources.put({ ...source, problems: union(source.problems, problems) });
        }
        return waiting.length;
      }),
  };
}

/** What is on record, such as who has an alias, and what looking through the body added. */
function union(known: readonly Problem[], found: readonly Problem[]): Problem[] {
  const all = new Map([...known, ...found].map((problem) => [JSON.stringify(problem), problem]));
  return sortProblems([...all.values()]);
}
