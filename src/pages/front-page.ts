import type { SiteSection } from '../config/site.ts';
import { pagedPath, sectionPath } from '../domain/urls.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { buildFrame, type PageFrame } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { buildPagination, describePage, type Pagination, sliceOf } from './parts/pagination.ts';
import { buildSidebar, type Sidebar } from './parts/sidebar-view.ts';
import { siteNodes } from './frame/structured-data.ts';
import { buildTeaser, type TeaserView } from './parts/teaser-view.ts';

/** The home page: one lead story, two seconds, the sections as columns, then the newest of the rest. */
export interface FrontPage extends PageFrame {
  readonly lead: TeaserView | null;
  readonly seconds: readonly TeaserView[];
  readonly columns: readonly FrontColumn[];
  readonly latestHeading: string;
  readonly latest: readonly TeaserView[];
  readonly pagination: Pagination;
  readonly sidebar: Sidebar;
}

export interface FrontColumn {
  readonly section: Link;
  readonly teasers: readonly TeaserView[];
}

const SECONDS = 2;
const COLUMN_LENGTH = 4;

/** Builds the front. Pages after the first list every story, newest first; null where there is none. */
export function buildFrontPage(context: PageContext, page: number): FrontPage | null {
  const { catalog, site, words, now } = context;
  const slice = catalog.list({ kind: 'all' }, { now, ...sliceOf(page) });
  if (page > 1 && slice.length === 0) return null;
  const newest = page === 1 ? slice.slice(0, 1 + SECONDS) : [];
  const taken = new Set(newest.map(({ id }) => id));
  const columns = page === 1 ? site.sections.flatMap((section) => buildColumn(context, section, taken)) : [];
  const latest = slice.filter(({ id }) => !taken.has(id));
  const [lead, ...seconds] = newest.map((teaser, index) =>
    buildTeaser(context, teaser, index === 0 ? 'large' : 'small'),
  );
  const pagination = buildPagination(context, '/', page, catalog.countOf({ kind: 'all' }, now));
  const latestHeading =
    page === 1
      ? words.plain('stories-more')
      : words.say('page-title', { title: words.plain('stories-newest'), page });
  return {
    ...buildFrame(context, {
      isFront: true,
      path: pagedPath('/', page),
      head: buildHead(context, {
        title: page === 1 ? site.name : latestHeading,
        description: describePage(context, site.description, page),
        path: pagedPath('/', page),
        structuredData: siteNodes(context),
      }),
    }),
    lead: lead ?? null,
    seconds,
    columns,
    latestHeading,
    latest: latest.map((teaser) => buildTeaser(context, teaser, 'small')),
    pagination,
    sidebar: buildSidebar(
      context,
      newest.map(({ path }) => path),
    ),
  };
}

/** A section's newest stories that the front does not show already; nothing where there are none. */
function buildColumn(context: PageContext, section: SiteSection, taken: Set<string>): FrontColumn[] {
  const { catalog, now } = context;
  const teasers = catalog
    .list({ kind: 'section', slug: section.slug }, { now, offset: 0, limit: COLUMN_LENGTH + taken.size })
    .filter(({ id }) => !taken.has(id))
    .slice(0, COLUMN_LENGTH);
  if (teasers.length === 0) return [];
  for (const { id } of teasers) taken.add(id);
  return [
    {
      section: { text: section.name, url: sectionPath(section.slug) },
      teasers: teasers.map((teaser) => buildTeaser(context, teaser, 'none')),
    },
  ];
}
