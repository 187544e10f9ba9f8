import { authorPath, pagedPath, sectionPath, topicPath } from '../domain/urls.ts';
import { feedAlternates } from './alternates.ts';
import type { PageContext } from './page-context.ts';
import { buildFrame, type PageFrame } from './page-frame.ts';
import { buildHead } from './page-head.ts';
import { buildPagination, PAGE_SIZE, type Pagination, sliceOf } from './pagination.ts';
import { buildSidebar, type Sidebar } from './sidebar.ts';
import { pageGraph } from './structured-data.ts';
import { buildTeaser, type TeaserView } from './teaser-view.ts';

/** The page of a section, a topic or an author: its stories, newest first. */
export interface ListingPage extends PageFrame {
  /** `Section`, `Topic` or `Author`. */
  readonly kicker: string;
  readonly heading: string;
  readonly standfirst: string | null;
  readonly teasers: readonly TeaserView[];
  /** Said in place of the list where it is empty. */
  readonly emptyText: string;
  readonly pagination: Pagination;
  readonly sidebar: Sidebar;
}

export type ListingKind = 'section' | 'topic' | 'author';

const PATHS = { section: sectionPath, topic: topicPath, author: authorPath };
const KICKERS = { section: 'Section', topic: 'Topic', author: 'Author' };

/** Builds a list's page; null where there is no such section, topic, author or page. */
export function buildListingPage(
  context: PageContext,
  kind: ListingKind,
  slug: string,
  page: number,
): ListingPage | null {
  const { catalog, site, now } = context;
  const subject = findSubject(context, kind, slug);
  if (subject === null) return null;
  const slice = catalog.list({ kind, slug }, { now, ...sliceOf(page) });
  if (page > 1 && slice.length === 0) return null;
  const path = PATHS[kind](slug);
  const ownPath = pagedPath(path, page);
  const title = page > 1 ? `${subject.name}, page ${page}` : subject.name;
  return {
    ...buildFrame(context, {
      path,
      section: kind === 'section' ? slug : null,
      head: buildHead(context, {
        title: kind === 'section' ? title : `${KICKERS[kind]}: ${title}`,
        description: subject.description ?? describe(kind, subject.name, site.name),
        path: ownPath,
        alternates: feedAlternates(context, path, subject.name),
        structuredData: pageGraph(context, [{ text: subject.name, url: path }]),
      }),
    }),
    kicker: KICKERS[kind],
    heading: subject.name,
    standfirst: subject.description,
    teasers: slice.slice(0, PAGE_SIZE).map((teaser) => buildTeaser(context, teaser, 'small')),
    emptyText: `There are no stories in ${subject.name} yet.`,
    pagination: buildPagination(path, page, slice.length),
    sidebar: buildSidebar(context),
  };
}

/** A section exists by site.yaml; a topic or author by having a story that readers can see. */
function findSubject(
  { catalog, site, now }: PageContext,
  kind: ListingKind,
  slug: string,
): { name: string; description: string | null } | null {
  if (kind === 'section') return site.sections.find((section) => section.slug === slug) ?? null;
  const name = catalog.labelName(kind, slug, now);
  return name === null ? null : { name, description: null };
}

function describe(kind: ListingKind, name: string, siteName: string): string {
  if (kind === 'author') return `Stories by ${name}, newest first.`;
  return `${name}: the newest stories from ${siteName}.`;
}
