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
 * Builds `/offline`. Browsers keep it for long, so it shows nothing of the day: neither edition nor sidebar. Null
 * where the site keeps nothing offline.
 */
export function buildOfflinePage(context: PageContext): OfflinePage | null {
  const { site } = context;
  if (!site.offline) return null;
  const head = buildHead(context, {
    title: 'Saved stories',
    description: null,
    path: null,
    structuredData: [],
  });
  const frame = buildFrame(context, { head, path: OFFLINE_PATH });
  return {
    ...frame,
    masthead: { ...frame.masthead, edition: null },
    heading: 'There is no connection',
    text: `${site.name} cannot be reached. Stories that this browser has saved can still be read.`,
    online: {
      heading: 'Saved stories',
      text: 'The front page and the last 20 stories opened in this browser can be read without a connection. They are kept on this device alone.',
    },
    frontText: 'Front page',
    emptyText: 'No story has been saved.',
  };
}
