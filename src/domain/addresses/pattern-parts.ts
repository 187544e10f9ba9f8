/** What an old address can be made of; `date` takes a format of strftime behind a colon. */
export type AddressPart =
  | 'author'
  | 'categories'
  | 'category'
  | 'date'
  | 'day'
  | 'day_of_year'
  | 'extension'
  | 'filename'
  | 'hour'
  | 'id'
  | 'i_day'
  | 'i_month'
  | 'language'
  | 'long_day'
  | 'long_month'
  | 'minute'
  | 'month'
  | 'path'
  | 'second'
  | 'section'
  | 'sections'
  | 'short_day'
  | 'short_month'
  | 'short_year'
  | 'slug'
  | 'timestamp'
  | 'title'
  | 'week'
  | 'weekday'
  | 'year';

/**
 * The names of parts in other systems, in small letters, and what each one means. Sources: the documentation on
 * permalinks of Jekyll, Hugo, WordPress, Ghost, Zola, MkDocs, Pelican, Hexo.
 */
export const PART_NAMES: Readonly<Record<string, AddressPart>> = {
  year: 'year',
  short_year: 'short_year',
  month: 'month',
  monthnum: 'month',
  i_month: 'i_month',
  short_month: 'short_month',
  long_month: 'long_month',
  monthname: 'long_month',
  day: 'day',
  i_day: 'i_day',
  y_day: 'day_of_year',
  yearday: 'day_of_year',
  week: 'week',
  w_day: 'weekday',
  weekday: 'weekday',
  short_day: 'short_day',
  long_day: 'long_day',
  weekdayname: 'long_day',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
  timestamp: 'timestamp',
  date: 'date',
  slug: 'slug',
  postname: 'slug',
  post_title: 'slug',
  name: 'slug',
  basename: 'slug',
  base_name: 'slug',
  pagename: 'slug',
  fileslug: 'slug',
  title: 'title',
  filename: 'filename',
  slugorfilename: 'filename',
  contentbasename: 'filename',
  slugorcontentbasename: 'filename',
  path: 'path',
  file: 'filename',
  section: 'section',
  collection: 'section',
  sections: 'sections',
  categories: 'categories',
  slugified_categories: 'categories',
  category: 'category',
  primary_tag: 'category',
  author: 'author',
  primary_author: 'author',
  id: 'id',
  post_id: 'id',
  lang: 'language',
  language: 'language',
  locale: 'language',
  output_ext: 'extension',
  ext: 'extension',
};

/** Parts that may have nothing to say: the address then goes without them. */
export const OPTIONAL_PARTS: ReadonlySet<AddressPart> = new Set([
  'categories',
  'sections',
  'language',
  'extension',
]);
