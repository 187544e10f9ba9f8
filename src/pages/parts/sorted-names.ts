import type { LabelCount } from '../../catalog/read/tally-queries.ts';
import { indexLetters, type LetterGroup, splitGroups } from './index-letters.ts';

/** A name of an index, with the number of its stories. */
export interface SortedName {
  readonly text: string;
  readonly slug: string;
  readonly count: number;
}

/** All names of an index, in order. */
export interface SortedNames {
  readonly total: number;
  /** At most TOP of those with the most stories, most first. */
  readonly top: readonly SortedName[];
  readonly pages: readonly (readonly LetterGroup<SortedName>[])[];
}

/** What an index is made of: the names that have stories, and those that may have none. */
export interface GivenNames {
  readonly counted: readonly LabelCount[];
  readonly others: readonly { readonly slug: string; readonly name: string }[];
}

/** Names on one page, and how many of the most frequent stand before them. */
export const NAMES_PER_PAGE = 500;
export const TOP = 24;

interface Kept extends GivenNames {
  readonly locale: string;
  readonly sorted: SortedNames;
}

const kept = new WeakMap<readonly LabelCount[], Kept>();

/**
 * Sorts names and puts them on pages. A hundred thousand take a third of a second, and anybody may ask for any page:
 * so it is done once for each list, which the catalog hands out again as long as it is right.
 */
export function sortNames({ counted, others }: GivenNames, locale: string): SortedNames {
  const known = kept.get(counted);
  if (known?.others === others && known.locale === locale) return known.sorted;
  const names = new Map(counted.map(({ slug, name, count }) => [slug, { slug, text: name, count }]));
  for (const { slug, name } of others) {
    names.set(slug, { slug, text: name, count: names.get(slug)?.count ?? 0 });
  }
  const all = [...names.values()];
  const sorted: SortedNames = {
    total: all.length,
    top: all.toSorted((a, b) => b.count - a.count || (a.slug < b.slug ? -1 : 1)).slice(0, TOP),
    pages: splitGroups(indexLetters(all, locale), NAMES_PER_PAGE),
  };
  kept.set(counted, { counted, others, locale, sorted });
  return sorted;
}
