import type { NewsItem } from '../../domain/partner-news.ts';
import { instantTime, type ShownTime } from './format-date.ts';
import type { PageContext } from './page-context.ts';

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
  context: Pick<PageContext, 'site' | 'words'>,
  isShort = false,
): PartnerItemView {
  return {
    text: title,
    url,
    published: publishedMs === null ? null : instantTime(publishedMs, context, isShort),
  };
}
