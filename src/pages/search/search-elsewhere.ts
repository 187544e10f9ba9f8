import { searchPath } from '../../domain/urls.ts';
import type { SearchFilter } from '../../search/search-answer.ts';
import type { Link, PageContext } from '../parts/page-context.ts';

/** Filters of languages in a query, with the blanks behind them. */
const LANGUAGE_FILTER = /(?<![^\s])lang(?:uage)?:(?:["“”„«»][^"“”„«»]*["“”„«»]?|\S+)\s*/giu;

/**
 * From a search in one edition to the same in all, and back from one in all; null where the reader chose languages, and on
 * a site without editions. `text` is the query.
 */
export function searchElsewhere(
  { at, site, words }: Pick<PageContext, 'at' | 'site' | 'words'>,
  text: string,
  filters: readonly SearchFilter[],
): Link | null {
  if ((site.editions ?? []).length === 0) return null;
  const languages = filters.filter(({ name }) => name === 'lang');
  if (languages.length === 0) {
    return { text: words.plain('search-all-languages'), url: at(searchPath(`${text} lang:all`)) };
  }
  if (languages.some(({ value }) => value !== 'all')) return null;
  const rest = text.replace(LANGUAGE_FILTER, '').trim();
  return rest === '' ? null : { text: words.plain('search-one-language'), url: at(searchPath(rest)) };
}
