import type { Site } from '../../config/site.ts';
import { withoutWww } from '../markdown/inspect/read-text-link.ts';

/** The host by which a site is known to link to itself; null where site.yaml names none. */
export const siteHostOf = ({ publisher: { url } }: Pick<Site, 'publisher'>): string | null =>
  url === null || !URL.canParse(url) ? null : withoutWww(new URL(url).host);
