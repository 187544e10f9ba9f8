import type { Site } from '../../config/site.ts';
import { expandPattern, type ValuesOf } from '../../domain/addresses/expand-pattern.ts';
import { type PatternPiece, parsePattern } from '../../domain/addresses/parse-pattern.ts';
import { PART_NAMES } from '../../domain/addresses/pattern-parts.ts';
import { isReservedPath } from '../../domain/addresses/reserved-path.ts';
import type { ArticleRecord } from '../../domain/article.ts';
import type { Moment } from '../../domain/moment.ts';
import type { Position } from '../../problems/line-index.ts';
import type { Finding, ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { isSourceMap, type SourceData } from '../../problems/reading/located-data.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import { limitKey } from '../front-matter/limit-keys.ts';
import { addressFacts } from './address-facts.ts';
import type { GatheredAddresses, WrittenPattern } from './gather-addresses.ts';

/** What is known of an article when its addresses are completed. */
export interface AddressSource {
  readonly gathered: GatheredAddresses;
  readonly site: Site;
  readonly dated: Moment;
}

export interface CompletedAddresses {
  readonly article: ArticleRecord;
  /** Where those aliases are written that were made of placeholders. */
  readonly places: ReadonlyMap<string, Position>;
}

/**
 * Adds to an article the aliases that its file writes with placeholders (`permalink: /:year/:title/`), and the addresses
 * that it had by the patterns of site.yaml. What cannot be filled is told as a warning and left out.
 */
export function completeAddresses(
  article: ArticleRecord,
  { gathered, site, dated }: AddressSource,
  log: ProblemLog,
): CompletedAddresses {
  const { patterns, besides, written } = gathered;
  const siteWide = piecesOf(site);
  const places = new Map<string, Position>();
  if (patterns.length === 0 && besides.length === 0 && siteWide.length === 0) return { article, places };
  const valuesOf = addressFacts({ article, dated, data: written.data });
  const others: string[] = [];
  for (const pattern of patterns) {
    const [first, ...rest] = expandWritten(pattern, valuesOf, log);
    if (first !== undefined) places.set(first, pattern.at);
    others.push(...rest);
  }
  const isFree = (address: string): boolean => address !== article.path && !isReservedPath(address);
  const aliases = [...new Set([...article.aliases, ...[...places.keys()].filter(isFree)])];
  // Hugo, Zola and Eleventy take the day as it is written, `2015-11-09T00:00Z`, whatever day that is here.
  const day = writtenDay(written.data);
  const asWritten =
    day === null || day === dated.day
      ? null
      : addressFacts({ article, dated: { ...dated, day }, data: written.data });
  const made = [...others, ...besides, ...siteWide.flatMap((pieces) => expandPattern(pieces, valuesOf))];
  if (asWritten !== null) made.push(...siteWide.flatMap((pieces) => expandPattern(pieces, asWritten)));
  const oldPaths = [...new Set(made)].filter((address) => isFree(address) && !aliases.includes(address));
  return { article: { ...article, aliases, ...(oldPaths.length === 0 ? {} : { oldPaths }) }, places };
}

/** The day, YYYY-MM-DD, that a file’s date begins with; null where it begins with something else. */
function writtenDay(data: SourceData | undefined): string | null {
  if (!isSourceMap(data)) return null;
  for (const [key, value] of Object.entries(data)) {
    if (typeof value !== 'string' || limitKey(key) !== 'date') continue;
    const [, year, month = '', day = ''] = /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(value) ?? [];
    if (year !== undefined) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  }
  return null;
}

const piecesOfSite = new WeakMap<Site, readonly (readonly PatternPiece[])[]>();

/** The patterns of a site, parsed once for each `Site` object. */
function piecesOf(site: Site): readonly (readonly PatternPiece[])[] {
  let pieces = piecesOfSite.get(site);
  if (pieces === undefined) {
    pieces = (site.oldAddresses ?? []).flatMap((pattern) => {
      const parsed = parsePattern(pattern);
      return parsed.kind === 'pattern' ? [parsed.pieces] : [];
    });
    piecesOfSite.set(site, pieces);
  }
  return pieces;
}

function expandWritten({ key, pattern, at }: WrittenPattern, valuesOf: ValuesOf, log: ProblemLog): string[] {
  const parsed = parsePattern(pattern);
  if (parsed.kind === 'pattern') return expandPattern(parsed.pieces, valuesOf);
  log.warn(unreadable(key, pattern, parsed.kind === 'unknown-part' ? parsed.name : ''), at);
  return [];
}

const unreadable = (key: string, pattern: string, name: string): Finding => ({
  code: 'address-placeholder',
  message: `${key}: ${quoteText(pattern)} has a placeholder that has no meaning here; it was ignored.`,
  hint: `${didYouMean(name.toLowerCase(), Object.keys(PART_NAMES))}Write the address itself under aliases, such as [/old/address].`,
  about: key,
});
