import type { Site } from '../config/site.ts';
import type { ArticleRecord, Correction } from '../domain/article.ts';

/**
 * `tag:example.org,2000:2016/07/story` (RFC 4151): whose the id is, by the publisher's own home page, so
 * that a move to another origin changes nothing; then the article's id.
 */
export function articleTag(article: Pick<ArticleRecord, 'id'>, site: Site, origin: string): string {
  return tagUri(encodeURI(article.id.toWellFormed()), site, origin);
}

/**
 * The id of a correction: the article's own with `#correction-` and the correction's moment; the second of
 * one moment, in the order of the file, has `-2` after it. Its wording may change without changing the id.
 */
export function correctionTag(
  article: Pick<ArticleRecord, 'id' | 'corrections'>,
  correction: Correction,
  site: Site,
  origin: string,
): string {
  const alike = article.corrections.filter(({ date }) => date.epochMs === correction.date.epochMs);
  const place = alike.indexOf(correction) + 1;
  const moment = new Date(correction.date.epochMs).toISOString().slice(0, 19);
  return `${articleTag(article, site, origin)}#correction-${moment}Z${place > 1 ? `-${place}` : ''}`;
}

/** The id of a feed: its home page's path on the site, percent-encoded, which no article's id begins like. */
export function feedTag(homePath: string, site: Site, origin: string): string {
  return tagUri(homePath, site, origin);
}

/** `specific` must be percent-encoded. */
function tagUri(specific: string, site: Site, origin: string): string {
  const { hostname } = new URL(site.publisher.url ?? origin);
  return `tag:${hostname},2000:${specific}`;
}
