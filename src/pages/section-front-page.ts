import type { Teaser } from '../catalog/store/teaser.ts';
import { pictureKey } from '../domain/surrogate-keys.ts';
import { pagedPath, sectionPath } from '../domain/urls.ts';
import { feedAlternates } from './frame/alternates.ts';
import { buildFrame, type PageFrame } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { pageNodes } from './frame/structured-data.ts';
import { buildFrontBlock, buildFrontRows, type FrontRow } from './front/front-block.ts';
import { buildSectionTop, type SectionTop } from './front/section-top.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { PAGE_SIZE } from './parts/pagination.ts';
import { buildSidebar, type Sidebar } from './parts/sidebar-view.ts';
import { buildTeaser, type TeaserView } from './parts/teaser-view.ts';

/** The first page of a section: its lead and seconds, its blocks, and the rest of its newest stories. */
export interface SectionFrontPage extends PageFrame {
  readonly heading: string;
  readonly standfirst: string | null;
  /** Null for a section without stories. */
  readonly top: SectionTop | null;
  readonly rows: readonly FrontRow[];
  /** Newest first, without those above; none where they are so few that they are a row. */
  readonly teasers: readonly TeaserView[];
  /** Said in place of all where there is no story. */
  readonly emptyText: string;
  /** The list’s second page; null where all stories are here. */
  readonly older: Link | null;
  readonly sidebar: Sidebar;
}

/** A list of so many stories at most would end far before the sidebar beside it. */
const SHORT = 3;

/** Builds the front of a section; null where site.yaml has none of this slug. */
export function buildSectionFrontPage(context: PageContext, slug: string): SectionFrontPage | null {
  const { at, catalog, site, words, uses, now } = context;
  const section = site.sections.find((one) => one.slug === slug);
  if (section === undefined) return null;
  const { name, description } = section;
  const path = at(sectionPath(slug));
  const front = catalog.front(slug, now);
  for (const src of front.pictures) uses(pictureKey(src));
  const hasMore = catalog.countOf({ kind: 'section', slug }, now) > PAGE_SIZE;
  const isShort = front.latest.length > 0 && front.latest.length <= SHORT;
  return {
    ...buildFrame(context, {
      path,
      section: slug,
      head: buildHead(context, {
        title: name,
        description: description ?? words.say('section-description', { name, site: site.name }),
        path,
        alternates: feedAlternates(context, path, name),
        structuredData: pageNodes(context, [{ text: name, url: path }]),
      }),
    }),
    heading: name,
    standfirst: description,
    top: buildSectionTop(context, front),
    rows: [
      ...buildFrontRows(context, front.blocks),
      ...(isShort ? [buildShortRest(context, front.latest)] : []),
    ],
    teasers: isShort ? [] : front.latest.map((teaser) => buildTeaser(context, teaser, 'small')),
    emptyText: words.say('section-none', { name }),
    older: hasMore ? { text: words.plain('stories-older'), url: pagedPath(path, 2) } : null,
    sidebar: buildSidebar(context),
  };
}

/** The few stories that are left, as a row across the page. */
function buildShortRest(context: PageContext, latest: readonly Teaser[]): FrontRow {
  const block = {
    source: { kind: 'picked' },
    title: context.words.plain('stories-more'),
    layout: 'list',
  } as const;
  return { layout: 'list', blocks: [buildFrontBlock(context, { ...block, teasers: latest }, 'more')] };
}
