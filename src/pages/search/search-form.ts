import { SEARCH_PATH } from '../../domain/urls.ts';
import type { PageContext } from '../parts/page-context.ts';
import { MAX_QUERY_LENGTH } from './search-query.ts';

/** The search box. */
export interface SearchForm {
  readonly action: string;
  readonly label: string;
  /** What stands in the box. */
  readonly text: string;
  /** UTF-16 units. */
  readonly maxLength: number;
}

/** Builds a search box that holds `text`. */
export function buildSearchForm({ at, site, words }: PageContext, text = ''): SearchForm {
  const label = words.say('search-site', { site: site.name });
  return { action: at(SEARCH_PATH), label, text, maxLength: MAX_QUERY_LENGTH };
}
