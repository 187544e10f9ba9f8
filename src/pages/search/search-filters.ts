import type { Site } from '../../config/site.ts';
import type { SearchFilter } from '../../search/search-answer.ts';
import { periodName } from '../parts/format-date.ts';

/** A filter as it was understood, such as `Section: World`. */
export interface SearchFilterView {
  readonly label: string;
  readonly value: string;
}

const LABELS: Readonly<Record<SearchFilter['name'], string>> = {
  section: 'Section',
  author: 'Author',
  topic: 'Topic',
  after: 'After',
  before: 'Before',
};

/** Shows the filters that the site knows. */
export function showFilters(filters: readonly SearchFilter[], site: Site): SearchFilterView[] {
  return filters
    .filter(({ isKnown }) => isKnown)
    .map(({ name, value }) => ({ label: LABELS[name], value: showValue(value, name, site) }));
}

/** Says of each filter that the site does not know what is wrong, and what to do. */
export function adviseOnFilters(filters: readonly SearchFilter[], site: Site): string[] {
  return filters.filter(({ isKnown }) => !isKnown).map((filter) => adviseOn(filter, site));
}

function showValue(value: string, name: SearchFilter['name'], { locale }: Site): string {
  const isPeriod = (name === 'after' || name === 'before') && /^\d{4}(?:-\d{2}){0,2}$/.test(value);
  return isPeriod && !Number.isNaN(Date.parse(value)) ? periodName(value, locale) : value;
}

function adviseOn({ name, value }: SearchFilter, { sections }: Site): string {
  switch (name) {
    case 'section':
      return sections.length === 0
        ? `There is no section “${value}”; this site has none. Leave section: out.`
        : `There is no section “${value}”. The sections are ${sections.map((section) => section.name).join(', ')}.`;
    case 'author':
      return `No story is by “${value}”. Write the name as it stands under a story, several words in quotes: author:"First Last".`;
    case 'topic':
      return `No story has the topic “${value}”. Write it as it stands under a story, several words in quotes: topic:"two words".`;
    default:
      return `“${value}” is not a day. Write year, month and day, such as ${name}:2016-07-15; a year or a month will do as well.`;
  }
}
