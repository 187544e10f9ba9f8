import type { AuthorProfile } from '../domain/article.ts';
import { authorProfileKey } from '../domain/surrogate-keys.ts';
import {
  ARCHIVE_PATH,
  AUTHORS_PATH,
  LIST_PATHS,
  pagedPath,
  sectionPath,
  TOPICS_PATH,
} from '../domain/urls.ts';
import { feedAlternates } from './frame/alternates.ts';
import { type AuthorView, authorNode, buildAuthorView } from './author-view.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { buildFrame, type PageFrame } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { buildPagination, describePage, type Pagination, sliceOf, titlePage } from './parts/pagination.ts';
import { buildSidebar, type Sidebar } from './parts/sidebar-view.ts';
import { pageNodes } from './frame/structured-data.ts';
import { buildTeaser, type TeaserView } from './parts/teaser-view.ts';

/** The page of a section, a topic or an author: its stories, newest first. */
export interface ListingPage extends PageFrame {
  /** The list of all topics or authors; null for a section. */
  readonly index: Link | null;
  readonly heading: string;
  readonly standfirst: string | null;
  /** Who an author is, on the first page; null where no file tells, and of sections and topics. */
  readonly author: AuthorView | null;
  readonly teasers: readonly TeaserView[];
  /** Said in place of the list where it is empty. */
  readonly emptyText: string;
  readonly pagination: Pagination;
  /** Where to go on from a list that ends soon; empty for a longer one. */
  readonly elsewhere: readonly Link[];
  readonly sidebar: Sidebar;
}

export type ListingKind = 'section' | 'topic' | 'author';

const INDEXES = {
  section: null,
  topic: { key: 'topics', url: TOPICS_PATH },
  author: { key: 'authors', url: AUTHORS_PATH },
} as const;

/** Builds a list's page; null where there is no such section, topic, author or page. */
export function buildListingPage(
  context: PageContext,
  kind: ListingKind,
  slug: string,
  page: number,
): ListingPage | null {
  const { at, catalog, words, now } = context;
  const subject = findSubject(context, kind, slug);
  if (subject === null) return null;
  const slice = catalog.list({ kind, slug }, { now, ...sliceOf(page) });
  if (page > 1 && slice.length === 0) return null;
  const path = at(LIST_PATHS[kind](slug));
  const known = INDEXES[kind];
  const index = known === null ? null : { text: words.plain(known.key), url: at(known.url) };
  const ownPath = pagedPath(path, page);
  const title = titlePage(context, subject.name, page);
  return {
    ...buildFrame(context, {
      path,
      section: kind === 'section' ? slug : null,
      head: buildHead(context, {
        title: kind === 'section' ? title : words.say(`${kind}-title`, { name: title }),
        description: describePage(
          context,
          kind === 'section' && subject.description !== null
            ? subject.description
            : describe(context, kind, subject.name),
          page,
        ),
        path: ownPath,
        alternates: subject.hasStories ? feedAlternates(context, path, subject.name) : [],
        structuredData: pageNodes(
          context,
          [...(index === null ? [] : [index]), { text: subject.name, url: path }],
          kind === 'author' ? authorNode(context, slug, subject) : [],
        ),
      }),
    }),
    index,
    heading: subject.name,
    standfirst: subject.description,
    author:
      subject.profile === null || page > 1
        ? null
        : buildAuthorView(context, subject.profile, subject.hasStories),
    teasers: slice.map((teaser) => buildTeaser(context, teaser, 'small')),
    emptyText: words.say(`${kind}-none`, { name: subject.name }),
    pagination: buildPagination(context, path, page, catalog.countOf({ kind, slug }, now)),
    elsewhere: page === 1 && slice.length <= SOON_READ ? elsewhere(context, path) : [],
    sidebar: buildSidebar(context),
  };
}

/** Stories of a list that leaves most of its page empty. */
const SOON_READ = 3;

/** The sections but for the page’s own, and the archive; they are the same for all, so nothing that is published changes the page. */
const elsewhere = ({ at, site, words }: PageContext, path: string): Link[] => [
  ...site.sections
    .map(({ name, slug }) => ({ text: name, url: at(sectionPath(slug)) }))
    .filter(({ url }) => url !== path),
  { text: words.plain('archive'), url: at(ARCHIVE_PATH) },
];

/** What a list is about. */
export interface Subject {
  readonly name: string;
  readonly description: string | null;
  readonly profile: AuthorProfile | null;
  readonly hasStories: boolean;
}

/** A section exists by site.yaml, a topic by having a story that readers can see, an author by either a story or a file. */
function findSubject(context: PageContext, kind: ListingKind, slug: string): Subject | null {
  const { catalog, site, now } = context;
  if (kind === 'section') {
    const section = site.sections.find((one) => one.slug === slug);
    return section === undefined ? null : { ...section, profile: null, hasStories: true };
  }
  const name = catalog.labelName(kind, slug, now);
  const profile = kind === 'author' ? findProfile(context, slug) : null;
  const shown = profile?.name ?? name;
  if (shown === null) return null;
  return { name: shown, description: profile?.role ?? null, profile, hasStories: name !== null };
}

function findProfile({ catalog, uses, now }: PageContext, slug: string): AuthorProfile | null {
  uses(authorProfileKey(slug));
  return catalog.authorProfile(slug, now);
}

function describe({ words, site }: PageContext, kind: ListingKind, name: string): string {
  if (kind === 'author') return words.say('author-description', { name });
  return words.say(`${kind}-description`, { name, site: site.name });
}
