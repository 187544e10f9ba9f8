import type { DatabaseSync } from 'node:sqlite';
import type { ArticleRecord } from '../../domain/article.ts';
import { editionFor } from '../../domain/edition.ts';
import { indexedLanguages, inLanguages, languagesOfEdition } from '../search/indexed-languages.ts';
import { labelToken } from '../search/label-token.ts';
import { readWord } from '../search/read-word.ts';
import { type Stemming, stemmingOf } from '../search/stemming.ts';
import { writtenWords } from '../search/split-words.ts';
import { requiredText } from '../sqlite/columns.ts';
import { catalogSettings, siteReader } from '../sqlite/settings.ts';
import { byLikeness, type RelatedArticle } from './related-lists.ts';
import { noteCount } from './related-notes.ts';

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

/** How often a word counts by the place where it stands: news say first what they are about. Editors chose the labels. */
const TITLE = 4;
const STANDFIRST = 2;
const TOPIC = 200;
const SECTION = 2;
/** UTF-16 code units of the body that are looked at. */
const BODY_LENGTH = 3_000;
/** Words whose rarity is asked for, and the most telling of them, by which articles are compared. */
const ASKED = 40;
const TERMS = 24;
/** Articles looked at for each term: the newest ones, and those published around the same time. */
const NEWEST = 32;
const AROUND = 16;
/** Of the most telling terms, those that count where they are frequent: else all had the newest in common. */
const FREQUENT = 8;
/** Terms that are remembered until an article changes: in an archive’s first build each word comes again and again. */
const MOST_KEPT = 10_000;
/** How far back the newest ones are looked for, in articles, to tell how frequent a term is. */
const SPAN = 512;
/** Of those with the most in common, how many are looked at, and how many are handed on. */
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

/** Tags, the targets of links, and bare addresses. */
const MARKUP = /<[^<>]*>|\]\([^()\s]*|https?:\/\/\S+/g;

interface Term {
  readonly match: string;
  readonly weight: number;
  readonly newest: readonly number[];
}

/** Prepares the search over an open catalog: it asks the search index for words and labels, one by one. */
export function relatedFinder(database: DatabaseSync): FindRelated {
  const article = database.prepare(
    `SELECT record, text, body_start, search_id FROM article
     JOIN article_text ON article_text.article_key = article.key
     LEFT JOIN search_document ON search_document.article_key = article.key WHERE article.key = ?`,
  );
  const candidate = database.prepare(
    `SELECT article.key, article.published_ms, article.expires_ms, record ->> 'language' AS language
     FROM search_document JOIN article ON article.key = article_key WHERE search_id = ? AND is_draft = 0`,
  );
  const storedSite = siteReader(catalogSettings(database));
  const languages = indexedLanguages(database);
  const extent = database.prepare('SELECT max(key) AS articles FROM article');
  const since = database.prepare(
    `SELECT count(*) AS count FROM (SELECT 1 FROM search_document WHERE search_id >= ? LIMIT ${SPAN})`,
  );
  const prepare = (where: string, limit: number) => {
    const statement = database.prepare(
      `SELECT rowid FROM article_search WHERE article_search MATCH ? ${where} LIMIT ${limit}`,
    );
    return (...values: (string | number)[]): number[] =>
      statement.all(...values).map((row) => Number(row['rowid']));
  };
  const newest = prepare('ORDER BY rowid DESC', NEWEST);
  const before = prepare('AND rowid < ? ORDER BY rowid DESC', AROUND);
  const after = prepare('AND rowid > ? ORDER BY rowid', AROUND);

  /** How telling a term is: the rarer, the higher. Of a frequent one, judged by how far back the newest articles lie. */
  const rarity = (found: readonly number[], articles: number): number => {
    const among = found.length < NEWEST ? articles : Number(since.get(found.at(-1) ?? 0)?.['count']);
    return Math.max(0, Math.log((among + 2) / (found.length + 0.5)));
  };

  let kept = { notes: 0, terms: new Map<string, { found: number[]; rare: number }>() };
  const asked = (match: string, articles: number) => {
    const notes = noteCount(database);
    if (kept.notes !== notes || kept.terms.size > MOST_KEPT) kept = { notes, terms: new Map() };
    let term = kept.terms.get(match);
    if (term === undefined) {
      const found = newest(match);
      term = { found, rare: rarity(found, articles) };
      kept.terms.set(match, term);
    }
    return term;
  };

  /** What is asked beside each term, so that only stories of the article's edition are found; null where there are none. */
  const scopeOf = ({ language }: ArticleRecord): string | null => {
    const site = storedSite();
    if (site === null) return '';
    const own = languagesOfEdition(languages(), editionFor(language, site), site);
    if (own === null) return '';
    return own.length === 0 ? null : ` AND ${inLanguages(own)}`;
  };

  const termsOf = (record: ArticleRecord, body: string): Term[] => {
    const articles = Number(extent.get()?.['articles']);
    const stemming = stemmingOf(record.language ?? storedSite()?.language ?? 'und');
    const scope = scopeOf(record);
    const weighed = [...(scope === null ? [] : countTerms(record, body, stemming))]
      .sort(([, one], [, other]) => other - one)
      .slice(0, ASKED)
      .map(([term, count]): Term => {
        const match = term + (scope ?? '');
        const { found, rare } = asked(match, articles);
        return { match, newest: found, weight: (1 + Math.log(count)) * rare };
      })
      .filter(({ weight }) => weight > 0)
      .sort((one, other) => other.weight - one.weight)
      .slice(0, TERMS);
    const length = Math.hypot(...weighed.map(({ weight }) => weight));
    return weighed.map((term) => ({ ...term, weight: (term.weight / length) ** 2 }));
  };

  return (key, now) => {
    const own = article.get(key);
    const inverse = new Map<number, number>();
    if (own === undefined) return { key, list: [], inverse };
    const record = JSON.parse(requiredText(own, 'record')) as ArticleRecord;
    const place = own['search_id'] === null ? Number.MAX_SAFE_INTEGER : Number(own['search_id']);
    const sums = new Map<number, number>();
    const body = requiredText(own, 'text').slice(Number(own['body_start']));
    for (const [index, { match, weight, newest: found }] of termsOf(record, body).entries()) {
      const isFrequent = found.length === NEWEST;
      if (isFrequent && index >= FREQUENT) continue;
      const all = isFrequent ? [...found, ...before(match, place), ...after(match, place)] : found;
      for (const other of new Set(all)) sums.set(other, (sums.get(other) ?? 0) + weight);
    }
    sums.delete(place);
    const most = [...sums]
      .sort(([a, one], [b, other]) => other - one || near(place, a, b))
      .slice(0, COMPARED);
    const list = most.flatMap(([id, alike]): RelatedArticle[] => {
      const row = candidate.get(id);
      if (row === undefined || alike < LEAST) return [];
      if (row['expires_ms'] !== null && Number(row['expires_ms']) <= now) return [];
      const common = alike * (row['language'] === record.language ? 1 : OTHER_LANGUAGE);
      const other = Number(row['key']);
      inverse.set(other, scoreOf(common, record.published.epochMs, now));
      return [{ key: other, score: scoreOf(common, Number(row['published_ms']), now) }];
    });
    list.sort(byLikeness);
    const least = (list[0]?.score ?? 0) * WORTH;
    return { key, list: list.filter(({ score }) => score >= least).slice(0, FOUND), inverse };
  };
}

/** Of two equally alike, the nearer in time comes first. */
const near = (place: number, one: number, other: number): number =>
  Math.abs(one - place) - Math.abs(other - place);

function scoreOf(alike: number, publishedMs: number, now: number): number {
  const age = Math.max(0, now - publishedMs);
  return Math.round(SCALE * alike * (1 + FRESH * 2 ** (-age / HALF_LIFE)));
}

/** An article's words and labels as queries of the search index, each with its weight within the article. */
function countTerms(
  { title, description, topics, section }: ArticleRecord,
  body: string,
  stemming: Stemming,
): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (token: string, weight: number, column = ''): void => {
    const match = `${column}"${token.replaceAll('"', '""')}"`;
    counts.set(match, (counts.get(match) ?? 0) + weight);
  };
  const addAll = (text: string, weight: number): void => {
    const stems = writtenWords(text).flatMap((word) =>
      readWord(word, stemming).parts.map(({ stem }) => stem),
    );
    for (const stem of stems) if (/\p{L}/u.test(stem)) add(stem, weight);
  };
  for (const { slug } of topics) add(labelToken('topic', slug), TOPIC, 'labels : ');
  if (section !== null) add(labelToken('section', section), SECTION, 'labels : ');
  addAll(title, TITLE);
  addAll(description ?? '', STANDFIRST);
  addAll(body.slice(0, BODY_LENGTH).replace(MARKUP, ' '), 1);
  return counts;
}
