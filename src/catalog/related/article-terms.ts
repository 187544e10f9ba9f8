import type { DatabaseSync } from 'node:sqlite';
import { optionalText } from '../sqlite/columns.ts';
import { catalogSettings } from '../sqlite/settings.ts';
import { decodeSignature, encodeSignature, type Signature } from './signature.ts';

/** What decides how alike two articles are. Moments are milliseconds since 1970. */
export interface WeighedArticle {
  readonly signature: Signature;
  readonly publishedMs: number;
  readonly expiresMs: number | null;
  /** BCP 47 tag; null means the site's own language. */
  readonly language: string | null;
}

/** The stored terms of articles. The caller has a transaction open for what writes. */
export interface ArticleTerms {
  /** Null for an article whose terms are not known. */
  of(key: number): WeighedArticle | null;
  /** Stores the terms of an article in place of those before. */
  put(key: number, article: WeighedArticle): void;
  remove(key: number): void;
}

const NONE: Signature = new Map();

/**
 * Prepares the statements over an open catalog. Until the articles of a whole archive are listed by their terms
 * (build-postings.ts), no article is listed here: inserted at random they would write the table many times over.
 */
export function articleTerms(database: DatabaseSync): ArticleTerms {
  const settings = catalogSettings(database);
  const get = database.prepare(
    'SELECT published_ms, expires_ms, language, terms FROM article_terms WHERE article_key = ?',
  );
  const put = database.prepare(
    `INSERT OR REPLACE INTO article_terms (article_key, published_ms, expires_ms, language, terms)
     VALUES (?, ?, ?, ?, ?)`,
  );
  const remove = database.prepare('DELETE FROM article_terms WHERE article_key = ?');
  const post = database.prepare('INSERT OR IGNORE INTO article_posting (term, article_key) VALUES (?, ?)');
  const unpost = database.prepare('DELETE FROM article_posting WHERE term = ? AND article_key = ?');

  const of = (key: number): WeighedArticle | null => {
    const row = get.get(key);
    if (row === undefined) return null;
    return {
      signature: decodeSignature(row['terms']),
      publishedMs: Number(row['published_ms']),
      expiresMs: row['expires_ms'] === null ? null : Number(row['expires_ms']),
      language: optionalText(row, 'language'),
    };
  };
  const list = (key: number, signature: Signature): void => {
    if (settings.get('postings-from') === null) return;
    const before = of(key)?.signature ?? NONE;
    for (const term of before.keys()) if (!signature.has(term)) unpost.run(term, key);
    for (const term of signature.keys()) if (!before.has(term)) post.run(term, key);
  };

  return {
    of,
    put(key, { signature, publishedMs, expiresMs, language }) {
      list(key, signature);
      put.run(key, publishedMs, expiresMs, language, encodeSignature(signature));
    },
    remove(key) {
      list(key, NONE);
      remove.run(key);
    },
  };
}
