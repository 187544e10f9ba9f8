import type { Catalog } from '../../catalog/read/catalog.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import type { DeskDates } from '../desk-dates.ts';
import { withQuery } from '../query-text.ts';

/** What stands in a field of a table. */
export interface ListCell {
  readonly text: string;
  /** Where it leads: an address of the desk or of the site. */
  readonly url?: string;
  readonly tone?: 'good' | 'hint' | 'fault';
  /** Names of files and addresses are set in the typewriter face. */
  readonly isSource?: boolean;
}

export interface ListSection {
  /** Unique on its page, of letters. */
  readonly name: string;
  readonly title: string;
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ListCell[])[];
  /** What is said where there are no rows. */
  readonly none: string;
  /** Where the next slice is; null for none. */
  readonly next: string | null;
}

/** A page of tables, as `views/desk/pages/list.ejs` takes it. */
export interface ListPage {
  readonly title: string;
  readonly intro: string;
  readonly tabs: readonly { readonly text: string; readonly url: string; readonly isCurrent: boolean }[];
  readonly search: {
    readonly action: string;
    readonly label: string;
    readonly hint: string;
    readonly value: string;
  } | null;
  readonly sections: readonly ListSection[];
}

/** What every list is built from: one state of the catalog, and what was asked for. */
export interface ListContext {
  readonly catalog: Catalog;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly dates: DeskDates;
  readonly siteUrl: string;
  /** A value of the query; '' for none. */
  readonly asked: (name: string) => string;
}

/** Where the slice after the one that ends with `last` is; null where a slice is not full. */
export const nextSlice = (
  path: string,
  kept: Readonly<Record<string, string>>,
  slice: { readonly size: number; readonly full: number; readonly name: string; readonly last: string },
): string | null => (slice.size < slice.full ? null : withQuery(path, { ...kept, [slice.name]: slice.last }));

/** The pages about files and addresses, of which one is open. */
export function fileTabs(current: string): ListPage['tabs'] {
  return [
    { text: sayDesk('list-files'), url: '/files' },
    { text: sayDesk('list-deleted'), url: '/deleted' },
    { text: sayDesk('list-redirects'), url: '/redirects' },
    { text: sayDesk('list-corrections'), url: '/corrections' },
    { text: sayDesk('list-most-read'), url: '/most-read' },
  ].map((tab) => ({ ...tab, isCurrent: tab.url === current }));
}
