import type { DatabaseSync } from 'node:sqlite';
import type { ArticleRecord } from '../../domain/article.ts';
import { articleKey } from '../../domain/surrogate-keys.ts';
import { requiredText } from '../sqlite/columns.ts';
import { VISIBLE } from '../store/visible.ts';
import { catalogSettings, catalogVersion, raiseVersion } from '../sqlite/settings.ts';
import { inTransaction } from '../sqlite/transaction.ts';
import { articleTerms } from './article-terms.ts';
import { postingsBuild } from './build-postings.ts';
import { type FoundRelated, relatedFinder } from './find-related.ts';
import { byLikeness, LIST_LENGTH, type RelatedArticle, relatedLists } from './related-lists.ts';
import { signatureOf } from './signature.ts';
import { readTerms, type TermWeights } from './telling-words.ts';
import { openWordCounts } from './word-counts.ts';

/** What storing lists changed. */
export interface RelatedStored {
  /** Surrogate keys of the articles that readers see and whose lists are others now. */
  readonly keys: ReadonlySet<string>;
  /** The catalog's version from now on. */
  readonly version: number;
}

/**
 * Finds related stories in steps of a few milliseconds, in this order: a sample of words is counted where none were;
 * the terms of articles that were published are read; all are listed by their terms, once; then the lists of related
 * articles are made, the newest article first. What is done is stored, so that it goes on where it was broken off.
 */
export interface RelatedWriter {
  /** Counts the words of some articles where few were counted yet. Returns whether there is more to count. */
  sample(): boolean;
  /** Reads the terms of some waiting articles, in a transaction. Returns how many there were. */
  weigh(): number;
  /** Lists some articles by their terms. Returns whether there is more to list. */
  post(): boolean;
  /** Finds what is related to the newest waiting article before a key; null where none waits. */
  find(before: number, now: number): FoundRelated | null;
  /** Stores what was found in one transaction; the version rises where any list is another now. */
  store(found: readonly FoundRelated[], now: number): RelatedStored;
  /** Stores what is kept in memory. */
  save(): void;
}

/** Articles of a step, and of the sample. */
const SAMPLED = 20;
const WEIGHED = 10;
const SAMPLE = 2_000;
/** So many articles are counted before the counts are stored. */
const UNSAVED = 1_000;

/** Prepares finding related stories over an open catalog. */
export function relatedWriter(database: DatabaseSync): RelatedWriter {
  const settings = catalogSettings(database);
  const words = openWordCounts(database);
  const terms = articleTerms(database);
  const lists = relatedLists(database);
  const postings = postingsBuild(database);
  const findRelated = relatedFinder(database, terms);
  const text = 'SELECT article.key, record, text, body_start FROM';
  const texts = 'CROSS JOIN article_text ON article_text.article_key = article.key';
  const sampled = database.prepare(
    `${text} article ${texts} WHERE article.key >= ? ORDER BY article.key LIMIT 1`,
  );
  const waiting = database.prepare(
    `${text} article_unweighed AS waiting CROSS JOIN article ON article.key = waiting.article_key ${texts}
     WHERE waiting.article_key < ${Number.MAX_SAFE_INTEGER} ORDER BY waiting.article_key DESC LIMIT ${WEIGHED}`,
  );
  const isWaiting = database.prepare('SELECT 1 FROM article_unweighed WHERE article_key > 0 LIMIT 1');
  const weighed = database.prepare('DELETE FROM article_unweighed WHERE article_key = ?');
  const last = database.prepare('SELECT max(key) AS last FROM article');
  // What was found may be gone since, or be a draft.
  const idOf = database.prepare('SELECT id FROM article WHERE key = ? AND is_draft = 0');
  const seen = database.prepare(`SELECT id FROM article WHERE key = :key AND ${VISIBLE}`);
  let sampling: { next: number; readonly step: number } | null = null;

  const put = (key: number, { record, weights }: ArticleTermWeights): void => {
    const signature = signatureOf(weights, words.weightOf);
    const before = terms.of(key);
    const isOther = [...signature.keys()].some((term) => before?.signature.has(term) !== true);
    if (before !== null && isOther) for (const other of lists.listing(key)) lists.await(other);
    const { published, expires, language } = record;
    const expiresMs = expires?.epochMs ?? null;
    terms.put(key, { signature, publishedMs: published.epochMs, expiresMs, language });
    lists.await(key);
    weighed.run(key);
  };

  /** The first that may be listed: those in the list already, and others that are not in too many. */
  const choose = ({ key, list }: FoundRelated): RelatedArticle[] => {
    const known = new Set(lists.of(key).map((one) => one.key));
    const chosen: RelatedArticle[] = [];
    for (const one of list) {
      if (chosen.length === LIST_LENGTH) break;
      if (idOf.get(one.key) === undefined) continue;
      if (known.has(one.key) || !lists.isFull(one.key)) chosen.push(one);
    }
    return chosen;
  };

  /** Puts an article into the list of one that it is related to, where it belongs there. */
  const offer = (to: number, one: RelatedArticle): boolean => {
    if (lists.isWaiting(to)) return false;
    const list = lists.of(to);
    const others = list.filter(({ key }) => key !== one.key);
    if (others.length === list.length && lists.isFull(one.key)) return false;
    return lists.put(to, [...others, one].sort(byLikeness).slice(0, LIST_LENGTH));
  };

  const storeOne = (found: FoundRelated, changed: Set<number>): void => {
    const { key, inverse } = found;
    lists.done(key);
    if (idOf.get(key) === undefined) return;
    const list = choose(found);
    if (lists.put(key, list)) changed.add(key);
    for (const { key: other } of list) {
      if (offer(other, { key, score: inverse.get(other) ?? 0 })) changed.add(other);
    }
  };

  return {
    sample() {
      if (sampling === null) {
        if (words.articles() > 0 || isWaiting.get() === undefined) return false;
        const end = Number(last.get()?.['last'] ?? 0);
        sampling = { next: 1, step: Math.max(1, end / SAMPLE) };
      }
      for (let count = 0; count < SAMPLED; count += 1) {
        const row = sampled.get(Math.floor(sampling.next));
        if (row === undefined) {
          sampling = null;
          return false;
        }
        words.add(readArticle(row).weights);
        sampling.next = Math.max(sampling.next + sampling.step, Number(row['key']) + 1);
      }
      return true;
    },
    weigh() {
      const rows = waiting.all();
      if (rows.length === 0) return 0;
      inTransaction(database, () => {
        for (const row of rows) {
          const key = Number(row['key']);
          const read = readArticle(row);
          if (terms.of(key) === null) words.add(read.weights);
          put(key, read);
        }
        words.save(UNSAVED);
      });
      return rows.length;
    },
    post() {
      if (postings.isDone()) return false;
      postings.begin();
      postings.step();
      return !postings.isDone();
    },
    find(before, now) {
      const key = lists.nextWaiting(before);
      return key === null ? null : findRelated(key, now);
    },
    store(found, now) {
      const keys = new Set<string>();
      inTransaction(database, () => {
        const changed = new Set<number>();
        for (const one of found) storeOne(one, changed);
        for (const key of changed) {
          const row = seen.get({ key, now });
          if (row !== undefined) keys.add(articleKey(requiredText(row, 'id')));
        }
        if (keys.size > 0) raiseVersion(settings, Math.floor(now));
      });
      return { keys, version: catalogVersion(settings) };
    },
    save: () => words.save(1),
  };
}

interface ArticleTermWeights {
  readonly record: ArticleRecord;
  readonly weights: TermWeights;
}

function readArticle(row: Record<string, unknown>): ArticleTermWeights {
  const record = JSON.parse(requiredText(row, 'record')) as ArticleRecord;
  const body = requiredText(row, 'text').slice(Number(row['body_start']));
  return { record, weights: readTerms({ record, body }) };
}
