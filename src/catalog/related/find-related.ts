import type { DatabaseSync } from 'node:sqlite';
import type { ArticleTerms, WeighedArticle } from './article-terms.ts';
import { byLikeness, type RelatedArticle } from './related-lists.ts';
import { likeness } from './signature.ts';

/** An article that is to have related ones, with those that are most like it. */
export interface FoundRelated {
  readonly key: number;
  /** The most alike first; more than a list holds. */
  readonly list: readonly RelatedArticle[];
  /** How alike the article itself is to each of them, as their lists would say. */
  readonly inverse: ReadonlyMap<number, number>;
}

/** Finds the articles most like one; looks at a bounded number of them. `now` is milliseconds since 1970. */
export type FindRelated = (key: number, now: number) => FoundRelated;

/** Articles looked at for each term: the newest ones, and those published around the same time. */
const NEWEST = 32;
const AROUND = 16;
/** Of those with the most terms in common, how many are compared in full, and how many are handed on. */
const COMPARED = 32;
const FOUND = 16;
/** Below that, what two articles have in common is chance. */
const LEAST = 0.06;
/** Beside the most alike, one that is alike by less than this share of it is not worth showing. */
const WORTH = 0.15;
/** What a new article is favoured by, and after how many milliseconds by half of that. */
const FRESH = 0.2;
const HALF_LIFE = 2 * 365 * 86_400_000;
/** What counts of an article that many readers of the other cannot read. */
const OTHER_LANGUAGE = 0.3;
const SCALE = 1_000_000;

/** Prepares the search over an open catalog. */
export function relatedFinder(database: DatabaseSync, terms: ArticleTerms): FindRelated {
  const prepare = (where: string, limit: number) => {
    const statement = database.prepare(
      `SELECT article_key FROM article_posting WHERE term = ? ${where} LIMIT ${limit}`,
    );
    statement.setReturnArrays(true);
    return statement;
  };
  const newest = prepare('ORDER BY article_key DESC', NEWEST);
  const before = prepare('AND article_key < ? ORDER BY article_key DESC', AROUND);
  const after = prepare('AND article_key > ? ORDER BY article_key', AROUND);

  const keysOf = (term: number, key: number): number[] => {
    const found = newest.all(term);
    const all = found.length < NEWEST ? found : [...found, ...before.all(term, key), ...after.all(term, key)];
    return [...new Set(all.map((row) => Number((row as unknown as [number])[0])))];
  };

  return (key, now) => {
    const own = terms.of(key);
    if (own === null) return { key, list: [], inverse: new Map() };
    const sums = new Map<number, number>();
    for (const [term, weight] of own.signature) {
      for (const other of keysOf(term, key)) {
        if (other !== key) sums.set(other, (sums.get(other) ?? 0) + weight);
      }
    }
    const inverse = new Map<number, number>();
    const list = mostOf(sums, key).flatMap((other): RelatedArticle[] => {
      const there = terms.of(other);
      if (there === null || (there.expiresMs !== null && there.expiresMs <= now)) return [];
      const alike = likeness(own.signature, there.signature);
      if (alike < LEAST) return [];
      const common = alike * (there.language === own.language ? 1 : OTHER_LANGUAGE);
      inverse.set(other, scoreOf(common, own, now));
      return [{ key: other, score: scoreOf(common, there, now) }];
    });
    list.sort(byLikeness);
    const least = (list[0]?.score ?? 0) * WORTH;
    return { key, list: list.filter(({ score }) => score >= least).slice(0, FOUND), inverse };
  };
}

function scoreOf(alike: number, { publishedMs }: WeighedArticle, now: number): number {
  const age = Math.max(0, now - publishedMs);
  return Math.round(SCALE * alike * (1 + FRESH * 2 ** (-age / HALF_LIFE)));
}

/** The keys with the highest sums; of those with equal sums, the nearest to `key`: in time as well, most often. */
function mostOf(sums: ReadonlyMap<number, number>, key: number): number[] {
  const values = [...sums.values()].sort((one, other) => other - one);
  const least = values[Math.min(COMPARED, values.length) - 1] ?? 0;
  return [...sums]
    .filter(([, sum]) => sum >= least)
    .sort(([a, one], [b, other]) => other - one || Math.abs(a - key) - Math.abs(b - key))
    .slice(0, COMPARED)
    .map(([found]) => found);
}
