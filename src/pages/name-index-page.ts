import type { NamedKind } from '../catalog/tally-entries.ts';
import {
  AUTHORS_PATH,
  authorPath,
  pagedPath,
  SERIES_PATH,
  seriesPath,
  TOPICS_PATH,
  topicPath,
} from '../domain/urls.ts';
import { type ShownCount, shownCount } from './format-count.ts';
import { indexLetters, type LetterGroup, splitGroups } from './index-letters.ts';
import type { Link, PageContext } from './page-context.ts';
import { buildFrame, type PageFrame } from './page-frame.ts';
import { buildHead } from './page-head.ts';
import { buildSidebar, type Sidebar } from './sidebar.ts';
import { pageGraph } from './structured-data.ts';

/** Every topic, author or series, by its first letter. */
export interface NameIndexPage extends PageFrame {
  readonly heading: string;
  readonly standfirst: string;
  readonly emptyText: string;
  /** The names with the most stories, most first; none where all names are in sight at once. */
  readonly top: readonly IndexedName[];
  readonly letters: readonly LetterLink[];
  readonly groups: readonly (LetterGroup<IndexedName> & { readonly id: string })[];
  readonly sidebar: Sidebar;
}

export interface IndexedName extends Link {
  readonly count: ShownCount;
}

/** A letter, where its names begin. */
export type LetterLink = Link;

interface Wording {
  readonly heading: string;
  readonly standfirst: string;
  readonly emptyText: string;
}

export const NAME_INDEX_PATHS: Readonly<Record<NamedKind, string>> = {
  topic: TOPICS_PATH,
  author: AUTHORS_PATH,
  series: SERIES_PATH,
};

const PATHS = { topic: topicPath, author: authorPath, series: seriesPath };

const WORDING: Readonly<Record<NamedKind, Wording>> = {
  topic: { heading: 'Topics', standfirst: 'What stories are about.', emptyText: 'No story has a topic yet.' },
  author: { heading: 'Authors', standfirst: 'Who writes here.', emptyText: 'No story names its author yet.' },
  series: {
    heading: 'Series',
    standfirst: 'Stories in several parts.',
    emptyText: 'No series has begun yet.',
  },
};

/** Names on one page, and how many of the most frequent stand before them. */
export const NAMES_PER_PAGE = 500;
const TOP = 24;

/** Builds a page of the index; null where there is no such page. */
export function buildNameIndexPage(
  context: PageContext,
  kind: NamedKind,
  page: number,
): NameIndexPage | null {
  const names = namesOf(context, kind);
  const pages = splitGroups(indexLetters(names, context.site.locale), NAMES_PER_PAGE);
  const groups = pages[page - 1] ?? [];
  if (page > Math.max(1, pages.length)) return null;
  const path = NAME_INDEX_PATHS[kind];
  const { heading, standfirst, emptyText } = WORDING[kind];
  const span = [...new Set([groups[0]?.letter, groups.at(-1)?.letter])].join('–');
  return {
    ...buildFrame(context, {
      path: pagedPath(path, page),
      head: buildHead(context, {
        title: page > 1 ? `${heading}, page ${page}: ${span}` : heading,
        description: standfirst,
        path: pagedPath(path, page),
        structuredData: pageGraph(context, [{ text: heading, url: path }]),
      }),
    }),
    heading: page > 1 ? `${heading}: ${span}` : heading,
    standfirst,
    emptyText,
    top: page > 1 || kind !== 'topic' || names.length <= TOP ? [] : mostFrequent(names),
    letters: letterLinks(pages, path, page),
    groups: groups.map((group) => ({ ...group, id: letterId(group.letter) })),
    sidebar: buildSidebar(context),
  };
}

/** Those with stories, and authors who have a file of their own. */
function namesOf({ catalog, site, now }: PageContext, kind: NamedKind): IndexedName[] {
  const names = new Map(catalog.labelCounts(kind, now).map((label) => [label.slug, label]));
  if (kind === 'author') {
    for (const { slug, name } of catalog.profiledAuthors()) {
      names.set(slug, { slug, name, count: names.get(slug)?.count ?? 0 });
    }
  }
  return [...names.values()].map(({ slug, name, count }) => ({
    text: name,
    url: PATHS[kind](slug),
    count: shownCount(count, site.locale),
  }));
}

const mostFrequent = (names: readonly IndexedName[]): IndexedName[] =>
  names.toSorted((a, b) => b.count.value - a.count.value || (a.url < b.url ? -1 : 1)).slice(0, TOP);

/** Each letter once, at its first page; on this page the address is a place in it. */
function letterLinks(
  pages: readonly (readonly LetterGroup<IndexedName>[])[],
  path: string,
  current: number,
): LetterLink[] {
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
