import { OFFLINE_PATH } from '../domain/urls.ts';
import type { PageContext } from './parts/page-context.ts';
import { buildFrame, type PageFrame } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';

/** What readers see without a network; its script lists the stories that their browser has kept. */
export interface OfflinePage extends PageFrame {
  readonly heading: string;
  readonly text: string;
  /** What stands in their place when the page is opened by a reader who is online. */
  readonly online: { readonly heading: string; readonly text: string };
  /** What the front is called in the list. */
  readonly frontText: string;
  readonly emptyText: string;
}

/**
 * Builds `/offline`. Browsers keep it for long, so it shows nothing of the day: neither date nor banner nor sidebar. Null
 * where the site keeps nothing offline.
 */
export function buildOfflinePage(context: PageContext): OfflinePage | null {
  const { at, site, words } = context;
  if (!site.offline) return null;
  const head = buildHead(context, {
    title: words.plain('offline-title'),
    description: null,
    path: null,
    structuredData: [],
  });
  const frame = buildFrame(context, { head, path: at(OFFLINE_PATH) });
  return {
    ...frame,
    banner: null,
    masthead: { ...frame.masthead, date: null },
    heading: words.plain('offline-heading'),
    text: words.say('offline-text', { site: site.name }),
    online: {
      heading: words.plain('offline-title'),
      text: words.plain('offline-saved-text'),
    },
    frontText: words.plain('offline-front'),
    emptyText: words.plain('offline-none'),
  };
}
