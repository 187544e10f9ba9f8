import { ARCHIVE_PATH } from '../domain/urls.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { buildFrame, type PageFrame } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { buildSearchForm, type SearchForm } from './search/search-form.ts';
import { buildSidebar, type Sidebar } from './parts/sidebar.ts';
import { buildTeaser, type TeaserView } from './parts/teaser-view.ts';

/** A page that says what happened to an address, and helps the reader on. */
export interface MessagePage extends PageFrame {
  readonly status: 404 | 410 | 429;
  readonly heading: string;
  readonly text: string;
  readonly searchForm: SearchForm;
  readonly links: readonly Link[];
  readonly latest: readonly TeaserView[];
  readonly sidebar: Sidebar;
}

const LATEST = 5;

/** Builds the page for an address that leads nowhere. */
export function buildNotFoundPage(context: PageContext): MessagePage {
  return buildMessagePage(context, {
    status: 404,
    heading: 'There is no page at this address',
    text: 'The address may be mistyped or cut short, or its page may have moved.',
  });
}

/** Builds the page for an article that was published here and has been taken down; null keeps its title. */
export function buildGonePage(context: PageContext, title: string | null): MessagePage {
  return buildMessagePage(context, {
    status: 410,
    heading: 'This story is no longer available',
    text: `${title === null ? 'A story' : `“${title}”`} was published at this address and has been taken down.`,
  });
}

/** Builds the page for someone who searches faster than people do. */
export function buildTooManyPage(context: PageContext): MessagePage {
  return buildMessagePage(context, {
    status: 429,
    heading: 'Too many searches at once',
    text: 'So many came from your network that they would slow the site down for others. Please wait ten seconds, then load this page again.',
  });
}

function buildMessagePage(
  context: PageContext,
  message: Pick<MessagePage, 'status' | 'heading' | 'text'>,
): MessagePage {
  const { catalog, now } = context;
  const frame = buildFrame(context, {
    path: '',
    head: buildHead(context, {
      title: message.heading,
      description: null,
      path: null,
      structuredData: [],
    }),
  });
  const day = catalog.newestDay(now);
  return {
    ...frame,
    ...message,
    searchForm: buildSearchForm(context),
    links: [
      { text: 'Go to the front page', url: '/' },
      ...(day === null ? [] : [{ text: 'Browse the archive by date', url: ARCHIVE_PATH }]),
    ],
    latest: catalog
      .list({ kind: 'all' }, { now, offset: 0, limit: LATEST })
      .map((teaser) => buildTeaser(context, teaser, 'none')),
    sidebar: buildSidebar(context),
  };
}
