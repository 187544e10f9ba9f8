import { NEWEST_SHOWN } from '../domain/surrogate-keys.ts';
import { ARCHIVE_PATH } from '../domain/urls.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { buildFrame, type PageFrame } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import { buildSearchForm, type SearchForm } from './search/search-form.ts';
import { buildSidebar, type Sidebar } from './parts/sidebar-view.ts';
import { buildTeaser, type TeaserView } from './parts/teaser-view.ts';

/** A page that says what happened to an address, and helps the reader on. */
export interface MessagePage extends PageFrame {
  readonly status: 404 | 410 | 429;
  /** `Error 404`. */
  readonly kicker: string;
  readonly heading: string;
  readonly text: string;
  readonly searchForm: SearchForm;
  readonly links: readonly Link[];
  readonly latest: readonly TeaserView[];
  readonly sidebar: Sidebar;
}

/** Builds the page for an address that leads nowhere. */
export function buildNotFoundPage(context: PageContext): MessagePage {
  const { words } = context;
  return buildMessagePage(context, {
    status: 404,
    heading: words.plain('error-404'),
    text: words.plain('error-404-text'),
  });
}

/** Builds the page for an article that was published here and has been taken down; null keeps its title. */
export function buildGonePage(context: PageContext, title: string | null): MessagePage {
  const { words } = context;
  return buildMessagePage(context, {
    status: 410,
    heading: words.plain('error-410'),
    text: title === null ? words.plain('error-410-untitled') : words.say('error-410-text', { title }),
  });
}

/** Builds the page for someone who searches faster than people do. */
export function buildTooManyPage(context: PageContext): MessagePage {
  const { words } = context;
  return buildMessagePage(context, {
    status: 429,
    heading: words.plain('error-429'),
    text: words.plain('error-429-text'),
  });
}

function buildMessagePage(
  context: PageContext,
  message: Pick<MessagePage, 'status' | 'heading' | 'text'>,
): MessagePage {
  const { at, catalog, words, now } = context;
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
    kicker: words.say('error-status', { status: String(message.status) }),
    searchForm: buildSearchForm(context),
    links: [
      { text: words.plain('front-link'), url: at('/') },
      ...(day === null ? [] : [{ text: words.plain('archive-link'), url: at(ARCHIVE_PATH) }]),
    ],
    latest: catalog
      .list({ kind: 'all' }, { now, offset: 0, limit: NEWEST_SHOWN })
      .map((teaser) => buildTeaser(context, teaser, 'none')),
    sidebar: buildSidebar(context),
  };
}
