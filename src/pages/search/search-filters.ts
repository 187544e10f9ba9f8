import type { SearchFilter } from '../../search/search-answer.ts';
import type { SlotKey } from '../../words/word-keys.ts';
import { periodName } from '../parts/format-date.ts';
import { joinNames } from '../parts/join-names.ts';
import type { PageContext } from '../parts/page-context.ts';

/** A filter as it was understood, such as `Section: World`. */
export interface SearchFilterView {
  readonly value: string;
  /** What is said before and after the value. */
  readonly around: readonly [before: string, after: string];
}

type Context = Pick<PageContext, 'site' | 'words'>;

const LABELS = {
  section: 'search-by-section',
  author: 'search-by-author',
  topic: 'search-by-topic',
  lang: 'search-by-language',
  after: 'search-after',
  before: 'search-before',
} as const satisfies Readonly<Record<SearchFilter['name'], SlotKey>>;

/** Put into the sentence with its filter, so that a text of the other direction does not turn it round. */
const EXAMPLE_DAY = '2016-07-15';

/** Shows the filters that the site knows; that languages do not matter needs no word. */
export function showFilters(filters: readonly SearchFilter[], context: Context): SearchFilterView[] {
  return filters
    .filter(({ isKnown, name, value }) => isKnown && !(name === 'lang' && value === 'all'))
    .map(({ name, value }) => ({
      around: context.words.around(LABELS[name]),
      value: showValue(value, name, context),
    }));
}

/** Says of each filter that the site does not know what is wrong, and what to do. */
export function adviseOnFilters(filters: readonly SearchFilter[], context: Context): string[] {
  return filters.filter(({ isKnown }) => !isKnown).map((filter) => adviseOn(filter, context));
}

function showValue(value: string, name: SearchFilter['name'], { site }: Context): string {
  if (name === 'lang') return languageName(value, site.locale);
  const isPeriod = (name === 'after' || name === 'before') && /^\d{4}(?:-\d{2}){0,2}$/.test(value);
  return isPeriod && !Number.isNaN(Date.parse(value)) ? periodName(value, site.locale) : value;
}

/** A language as a reader of the site calls it. */
const languageName = (tag: string, locale: string): string =>
  new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;

function adviseOn({ name, value, choices = [] }: SearchFilter, { site, words }: Context): string {
  const { sections } = site;
  switch (name) {
    case 'section':
      return sections.length === 0
        ? words.say('search-no-sections', { name: value })
        : words.say('search-no-section', {
            name: value,
            sections: joinNames(
              words,
              sections.map((section) => section.name),
            ),
          });
    case 'author':
      return words.say('search-no-author', { name: value });
    case 'lang':
      return words.say('search-no-language', {
        name: value,
        languages: joinNames(
          words,
          choices.map((tag) => languageName(tag, site.locale)),
        ),
      });
    case 'topic':
      return words.say('search-no-topic', { name: value });
    default:
      return words.say('search-no-day', { value, example: `${name}:${EXAMPLE_DAY}` });
  }
}
