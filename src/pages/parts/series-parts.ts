import type { SeriesPart } from '../../catalog/read/series-queries.ts';
import type { PageContext } from './page-context.ts';

/** How the parts of a series are counted for readers. */
export interface SeriesCount {
  /** The number of the last part; null where the numbers go beyond the parts that readers find, so that nobody knows how many there are. */
  readonly total: number | null;
  /** The number of the part at an index of the whole list, from 0: the editor's, or one after the last of those. */
  numberAt(part: SeriesPart, index: number): number;
}

/** Counts a series: parts without a number of their own come after all that have one. */
export function countSeries({ catalog, now }: PageContext, slug: string): SeriesCount {
  const { count, highest } = catalog.numberedParts(slug, now);
  const numberAt = ({ part }: Pick<SeriesPart, 'part'>, index: number): number =>
    part ?? highest + index - count + 1;
  if (highest > count) return { total: null, numberAt };
  const all = catalog.countOf({ kind: 'series', slug }, now);
  return { total: all === count ? all : numberAt({ part: null }, all - 1), numberAt };
}
