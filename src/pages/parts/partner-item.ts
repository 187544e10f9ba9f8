import type { Site } from '../../config/site.ts';
import type { NewsItem } from '../../domain/partner-news.ts';
import { instantTime, type ShownTime } from './format-date.ts';

/** A line of partner news, ready to print. */
export interface PartnerItemView {
  readonly text: string;
  readonly url: string;
  /** null where the outlet does not say. */
  readonly published: ShownTime | null;
}

/** Builds the view of an item, with its time written short or in full. */
export function buildPartnerItem(
  { title, url, publishedMs }: NewsItem,
  site: Site,
  isShort = false,
): PartnerItemView {
  return {
    text: title,
    url,
    published: publishedMs === null ? null : instantTime(publishedMs, site, isShort),
  };
}
