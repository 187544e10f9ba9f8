import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { MOST_AFTER, searchIdOf } from '../catalog/search/search-store.ts';
import { inLanguages } from '../catalog/search/indexed-languages.ts';
import { EVERY_ARTICLE } from '../catalog/search/label-token.ts';
import type { ResolvedTerm } from './resolve-terms.ts';

/** Which articles are looked for; milliseconds since 1970. */
export interface Wanted extends MatchInput {
  readonly now: number;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface FoundDocuments {
  /** Ids in the index, in their order on the pages, up to where they were asked for. */
  readonly ids: readonly number[];
  readonly count: number;
  /** Whether `count` is all of them. */
  readonly isExact: boolean;
}

/** Articles that are counted; a reader who wants more asks for something else. */
const MOST_COUNTED = 500;

/** The best place first: all words in the headline; in headline and standfirst; or said often. */
const TIERS = [['title'], ['title', 'description'], ['title', 'description', 'often', 'labels']] as const;

/** Thrown when a search has taken too long. */
export class CutOffError extends Error {
  override readonly name = 'CutOffError';
}

/** Ids of an index, newest first; see search-store.ts. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Asked of SQLite in so many steps, a search can end between them; most are answered in one. */
const STEPS = 16;

/** Finds articles that readers may see. `isCutOff` is asked with each: both throw CutOffError when it says so. */
export interface DocumentFinder {
  /** What matches, best first: `count` of it in this order, if there is, and the others up to MOST_COUNTED. */
  find(wanted: Wanted, count: number, isCutOff: () => boolean): FoundDocuments;
  /** How much matches, but no more than `most`. */
  countUpTo(wanted: Wanted, most: number, isCutOff: () => boolean): number;
}

/** Prepares finding articles in an open catalog. */
export function documentFinder(database: DatabaseSync): DocumentFinder {
  const select = (table: string): StatementSync =>
    // CROSS JOIN keeps FTS5 outside, which gives its rows in the order that is wanted.
    database.prepare(
      `SELECT document.search_id FROM ${table} AS found
       CROSS JOIN search_document AS document ON document.search_id = found.rowid
       WHERE ${table} MATCH :match AND found.rowid BETWEEN :from AND :to
         AND document.published_ms BETWEEN :fromMs AND :toMs
         AND (document.expires_ms IS NULL OR document.expires_ms > :now)
       ORDER BY found.rowid DESC LIMIT :limit`,
    );
  const all = select('article_search');
  const head = select('article_search_head');
  const hasAll = database.prepare(
    'SELECT 1 FROM article_search WHERE article_search MATCH :match AND rowid = :id',
  );
  // Two statements: SQLite finds one end of an index at once, and reads all of it for both.
  const oldest = database.prepare('SELECT min(search_id) AS id FROM search_document');
  const newest = database.prepare('SELECT max(search_id) AS id FROM search_document');

  function spansOf({ terms, fromMs, toMs }: Wanted): Span[] {
    const [first, last] = [oldest.get()?.['id'], newest.get()?.['id']];
    if (first == null || last == null) return [];
    const from = Math.max(Number(first), searchIdOf(fromMs));
    const to = Math.min(Number(last), searchIdOf(toMs) + MOST_AFTER);
    const steps = isHeavy(terms) ? STEPS : 1;
    const width = Math.max(1, Math.ceil((to - from + 1) / steps));
    const spans: Span[] = [];
    for (let end = to; end >= from; end -= width) {
      spans.push({ from: Math.max(from, end - width + 1), to: end });
    }
    return spans;
  }

  function* idsOf(
    statement: StatementSync,
    wanted: Wanted,
    match: string,
    most: number,
    isCutOff: () => boolean,
  ): Generator<number> {
    const { now, fromMs, toMs } = wanted;
    let limit = most;
    for (const span of spansOf(wanted)) {
      if (isCutOff()) throw new CutOffError();
      for (const row of statement.iterate({ ...span, now, fromMs, toMs, match, limit })) {
        yield Number(row['search_id']);
        limit -= 1;
        if (isCutOff()) throw new CutOffError();
      }
      if (limit <= 0) return;
    }
  }

  function find(wanted: Wanted, count: number, isCutOff: () => boolean): FoundDocuments {
    const match = matchExpression(wanted);
    const matching = new Set(idsOf(all, wanted, match, MOST_COUNTED + 1, isCutOff));
    const isExact = matching.size <= MOST_COUNTED;
    const isMatching = (id: number): boolean =>
      matching.has(id) || (!isExact && hasAll.get({ id, match }) !== undefined);
    const terms = wanted.terms.filter(({ isExcluded }) => !isExcluded);
    // The smaller index does not have all that may be excluded, and has words side by side that are not so in a text.
    const isSure = terms.length === wanted.terms.length && !isExact && !terms.some(hasPhrase);
    const ids = new Set<number>();
    for (const columns of terms.length === 0 ? [] : TIERS) {
      if (ids.size >= count) break;
      const better = matchExpression({ ...wanted, terms }, columns);
      for (const id of idsOf(head, wanted, better, MOST_COUNTED, isCutOff)) {
        if (isSure || isMatching(id)) ids.add(id);
        if (ids.size >= count) break;
      }
    }
    for (const id of matching) ids.add(id);
    return { ids: [...ids].slice(0, MOST_COUNTED), count: Math.min(matching.size, MOST_COUNTED), isExact };
  }

  return {
    find,
    countUpTo: (wanted, most, isCutOff) =>
      [...idsOf(all, wanted, matchExpression(wanted), most, isCutOff)].length,
  };
}

const hasPhrase = ({ phrases }: Wanted['terms'][number]): boolean => phrases.some(({ length }) => length > 1);

/** Whether SQLite may look at much before it comes to the first article: long phrases, beginnings, many terms. */
function isHeavy(terms: Wanted['terms']): boolean {
  const isLong = ({ phrases, isPrefix }: Wanted['terms'][number]): boolean =>
    isPrefix || phrases.some(({ length }) => length > 2);
  return terms.some(isLong) || terms.length > 4;
}

/** What is asked of FTS5 for one query. */
interface MatchInput {
  readonly terms: readonly ResolvedTerm[];
  /** Label tokens that an article must have. */
  readonly labels: readonly string[];
  /** Tags of the languages in one of which it has to be; null for any. */
  readonly languages: readonly string[] | null;
}

/** An FTS5 string: whatever is in it, only words come out (https://sqlite.org/fts5.html#fts5_strings). */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const expressionOf = ({ phrases }: ResolvedTerm): string => {
  const any = phrases.map((phrase) => quoted(phrase.join(' '))).join(' OR ');
  return phrases.length === 1 ? any : `(${any})`;
};

/**
 * Writes a query for FTS5: every term, in the given columns if any are, and every label, and one of the languages, and
 * none of the excluded terms.
 */
function matchExpression({ terms, labels, languages }: MatchInput, columns: readonly string[] = []): string {
  const wanted = terms.filter(({ isExcluded }) => !isExcluded).map(expressionOf);
  const words = wanted.join(' AND ');
  const inColumns = columns.length === 0 || words === '' ? words : `{${columns.join(' ')}} : (${words})`;
  const isAny = labels.length === 0 && languages === null && words === '';
  const tokens = isAny ? [EVERY_ARTICLE] : labels;
  const parts = [
    ...(inColumns === '' ? [] : [`(${inColumns})`]),
    ...tokens.map((token) => `labels : ${quoted(token)}`),
    ...(languages === null ? [] : [inLanguages(languages)]),
  ];
  const excluded = terms.filter(({ isExcluded }) => isExcluded).map(expressionOf);
  const all = parts.join(' AND ');
  return excluded.length === 0 ? all : `(${all}) NOT (${excluded.join(' OR ')})`;
}
