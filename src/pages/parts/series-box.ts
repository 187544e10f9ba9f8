import type { SeriesPart } from '../../catalog/read/series-queries.ts';
import type { Article } from '../../domain/article.ts';
import { seriesKey } from '../../domain/surrogate-keys.ts';
import { seriesPath } from '../../domain/urls.ts';
import type { Link, PageContext } from './page-context.ts';
import { countSeries } from './series-parts.ts';
import { foreignLang, type Lang } from './teaser-view.ts';

/** Where an article stands in its series. */
export interface SeriesBox {
  readonly series: Link;
  /** `Part 2 of 5`, or `Part 2` where nobody can say of how many; null where its number would take long to find out. */
  readonly place: string | null;
  readonly previous: SeriesLink | null;
  readonly next: SeriesLink | null;
  /** Every part, in order; none of a series that is too long for a box. */
  readonly parts: readonly (SeriesLink & { readonly number: number; readonly isCurrent: boolean })[];
}

export interface SeriesLink extends Link {
  readonly lang: Lang | null;
}

/** Longer series have their list on a page of its own only. */
const MAX_PARTS = 50;

/** Builds the box of an article; notes that the page shows the series. Null where it belongs to none. */
export function buildSeriesBox(context: PageContext, article: Article): SeriesBox | null {
  const { at, catalog, site, words, now, uses } = context;
  if (article.series === null) return null;
  const { slug, name, part } = article.series;
  uses(seriesKey(slug));
  const link = ({ teaser }: SeriesPart): SeriesLink => ({
    text: teaser.title,
    url: teaser.path,
    lang: foreignLang(teaser.language, site),
  });
  const { previous, next } = catalog.partsAround(article, now);
  const around = {
    series: { text: catalog.seriesName(slug, now) ?? name, url: at(seriesPath(slug)) },
    previous: previous && link(previous),
    next: next && link(next),
  };
  if (catalog.countOf({ kind: 'series', slug }, now) > MAX_PARTS) {
    return { ...around, place: part === null ? null : words.say('series-part', { part }), parts: [] };
  }
  const { total, numberAt } = countSeries(context, slug);
  const parts = catalog.seriesParts(slug, { now, limit: MAX_PARTS, offset: 0 }).map((one, index) => ({
    ...link(one),
    number: numberAt(one, index),
    isCurrent: one.teaser.id === article.id,
  }));
  const own = parts.find(({ isCurrent }) => isCurrent);
  return { ...around, place: own === undefined ? null : placeOf(own.number, total, context), parts };
}

function placeOf(part: number, total: number | null, { words }: PageContext): string {
  return total === null ? words.say('series-part', { part }) : words.say('series-part-of', { part, total });
}
