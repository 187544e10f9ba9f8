import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Ingest } from '../../ingest/ingest.ts';
import { type SharedPageViews, sharePageViews, type SharePageViewsOptions } from './share-page-views.ts';
import { openStream } from './stream.ts';

export interface StartSharingOptions extends Pick<SharePageViewsOptions, 'report' | 'now' | 'log'> {
  /** Address of the store, with its password; null where page views are not shared. */
  readonly url: string | null;
  /** The site’s, by whose host its stream is named: several sites may share a store. */
  readonly origin: string;
  readonly pageViews: Ingest['pageViews'];
}

/** The name of a site’s stream in the store. */
export const streamName = (origin: string): string => `dateline:page-views:${new URL(origin).host}`;

/** Shares page views with other machines; null where no store is given. */
export function startSharing(options: StartSharingOptions): SharedPageViews | null {
  const { url, origin, pageViews, report, now, log } = options;
  if (url === null) return null;
  return sharePageViews({
    sharing: pageViews.share(hostname(), randomUUID),
    open: () => openStream(url, streamName(origin)),
    report,
    now,
    log,
  });
}
