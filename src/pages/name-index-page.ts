import type { NamedKind } from '../catalog/store/tally-entries.ts';
import { AUTHORS_PATH, LIST_PATHS, pagedPath, SERIES_PATH, TOPICS_PATH } from '../domain/urls.ts';
import type { PlainKey } from '../words/word-keys.ts';
import { type ShownCount, shownCount } from './parts/format-count.ts';
import type { LetterGroup } from './parts/index-letters.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { buildFrame, type OverviewPage } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { describePage, titlePage } from './parts/pagination.ts';
import { buildSidebar } from './parts/sidebar-view.ts';
import { type SortedName, type SortedNames, sortNames, TOP } from './parts/sorted-names.ts';
import { pageNodes } from './frame/structured-data.ts';

/** Every topic, author or series, by its first letter. */
export interface NameIndexPage extends OverviewPage {
  /** The names with the most stories, most first; none where all names are in sight at once. */
  readonly top: readonly IndexedName[];
  readonly letters: readonly LetterLink[];
  readonly groups: readonly (LetterGroup<IndexedName> & { readonly id: string })[];
}

export interface IndexedName extends Link {
  readonly count: ShownCount;
}

/** A letter, where its names begin. */
export type LetterLink = Link;

export const NAME_INDEX_PATHS: Readonly<Record<NamedKind, string>> = {
  topic: TOPICS_PATH,
  author: AUTHORS_PATH,
  series: SERIES_PATH,
};

const WORDING = {
  topic: { heading: 'topics', standfirst: 'topics-intro', emptyText: 'topics-none' },
  author: { heading: 'authors', standfirst: 'authors-intro', emptyText: 'authors-none' },
  series: { heading: 'series', standfirst: 'series-intro', emptyText: 'series-none' },
} as const satisfies Readonly<Record<NamedKind, Readonly<Record<string, PlainKey>>>>;

/** Builds a page of the index; null where there is no such page. */
export function buildNameIndexPage(
  context: PageContext,
  kind: NamedKind,
  page: number,
): NameIndexPage | null {
  const { pages, top, total } = namesOf(context, kind);
  const groups = pages[page - 1] ?? [];
  if (page > Math.max(1, pages.length)) return null;
  const show = ({ slug, text, count }: SortedName): IndexedName => ({
    text,
    url: context.at(LIST_PATHS[kind](slug)),
    count: shownCount(count, context),
  });
  const path = context.at(NAME_INDEX_PATHS[kind]);
  const { words } = context;
  const wording = WORDING[kind];
  const heading = words.plain(wording.heading);
  const standfirst = words.plain(wording.standfirst);
  const span = [...new Set([groups[0]?.letter, groups.at(-1)?.letter])].join('–');
  return {
    ...buildFrame(context, {
      path: pagedPath(path, page),
      head: buildHead(context, {
        title:
          page > 1
            ? words.say('names-page', { heading: titlePage(context, heading, page), letters: span })
            : heading,
        description: describePage(context, standfirst, page),
        path: pagedPath(path, page),
        structuredData: pageNodes(context, [{ text: heading, url: path }]),
      }),
    }),
    heading: page > 1 ? words.say('names-page', { heading, letters: span }) : heading,
    standfirst,
    emptyText: words.plain(wording.emptyText),
    top: page > 1 || kind !== 'topic' || total <= TOP ? [] : top.map(show),
    letters: letterLinks(pages, path, page),
    groups: groups.map(({ letter, names }) => ({ letter, names: names.map(show), id: letterId(letter) })),
    sidebar: buildSidebar(context),
  };
}

/** Those with stories, and authors who have a file of their own. */
const namesOf = ({ catalog, site, now }: PageContext, kind: NamedKind): SortedNames =>
  sortNames(
    {
      counted: catalog.labelCounts(kind, now),
      others: kind === 'author' ? catalog.profiledAuthors() : NONE,
    },
    site.locale,
  );

const NONE: readonly never[] = [];

/** Each letter once, at its first page; on this page the address is a place in it. */
function letterLinks(pages: SortedNames['pages'], path: string, current: number): LetterLink[] {
  const links = new Map<string, string>();
  pages.forEach((groups, index) => {
    for (const { letter } of groups) {
      const place = `#${encodeURIComponent(letterId(letter))}`;
      const isHere = index + 1 === current;
      if (!links.has(letter)) links.set(letter, isHere ? place : pagedPath(path, index + 1) + place);
    }
  });
  return [...links].map(([text, url]) => ({ text, url }));
}

const letterId = (letter: string): string => `letter-${letter.toLowerCase()}`;
