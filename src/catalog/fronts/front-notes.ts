import type { ArticleRow } from '../store/article-row.ts';

/** From which lists a front takes stories. `all`: the newest of the edition. */
export interface FrontScope {
  readonly kind: 'all' | 'section' | 'topic' | 'author' | 'series' | 'type';
  /** `` for all. */
  readonly slug: string;
}

/** Such a list of one edition. */
export interface EditionScope extends FrontScope {
  readonly edition: string;
}

/** How far into a list a front looked: at its stories from a moment on, in milliseconds since 1970; null for all of them. */
export interface FrontWindow extends EditionScope {
  readonly fromMs: number | null;
}

/** What a front was chosen from; a change of anything else leaves it as it is. */
export interface FrontNotes {
  readonly windows: readonly FrontWindow[];
  /** The articles that it asked for by name, their files or paths: the id of what readers saw there, null for nothing. */
  readonly articles: ReadonlyMap<string, string | null>;
  /** The src of every picture that it asked for. */
  readonly pictures: readonly string[];
}

/** What of an article decides in which windows it is. */
export type Placed = Pick<ArticleRow, 'edition' | 'section' | 'type' | 'labels' | 'series' | 'publishedMs'>;

/** An article as it was or is now. */
export type ChangedPlace = Placed & { readonly id: string };

/**
 * Whether a front that was chosen from this may be another when an article comes, goes or changes here. What a name stands for may
 * be another besides, as files move.
 */
export const concerns = ({ windows, articles }: FrontNotes, row: ChangedPlace): boolean =>
  windows.some((window) => isWithin(window, row)) || articles.values().some((id) => id === row.id);

/** Whether an article at this place is, or would be, in the part of a list that was looked at. */
export function isWithin({ edition, kind, slug, fromMs }: FrontWindow, row: Placed): boolean {
  if (row.edition !== edition) return false;
  if (fromMs !== null && row.publishedMs < fromMs) return false;
  switch (kind) {
    case 'all':
      return true;
    case 'section':
      return row.section === slug;
    case 'type':
      return row.type === slug;
    case 'series':
      return row.series?.slug === slug;
    default:
      return row.labels.some((label) => label.kind === kind && label.slug === slug);
  }
}
