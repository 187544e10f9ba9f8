import { hint, type LintFinding } from './lint-finding.ts';
import type { LintedStory } from './linted-story.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** An embargo that is further ahead is mostly a slip in the year. */
const FAR_MS = 180 * DAY_MS;
/** A new story with an older date stands below everything newer, and in no news sitemap. */
const OLD_MS = 2 * DAY_MS;

/** Slips in the times of a story. */
export function lintTimes({ article, isPublic }: LintedStory, now: number): LintFinding[] {
  const { published, updated, expires, corrections } = article;
  const aheadMs = published.epochMs - now;
  const newest = corrections.reduce((latest, { date }) => Math.max(latest, date.epochMs), 0);
  const days = Math.round(Math.abs(aheadMs) / DAY_MS);
  return [
    ...(aheadMs > FAR_MS
      ? [hint('lint-date-far', { field: 'date', values: { day: published.day, days } })]
      : []),
    ...(!isPublic && aheadMs < -OLD_MS
      ? [hint('lint-date-old', { field: 'date', values: { day: published.day, days } })]
      : []),
    ...(updated !== null && updated.epochMs > now ? [hint('lint-updated-ahead', { field: 'updated' })] : []),
    ...(expires !== null && expires.epochMs <= Math.max(now, published.epochMs)
      ? [hint('lint-expires-past', { field: 'expires' })]
      : []),
    ...(newest > now ? [hint('lint-correction-ahead', { field: 'corrections' })] : []),
    ...(newest !== 0 && newest < published.epochMs - DAY_MS
      ? [hint('lint-correction-early', { field: 'corrections' })]
      : []),
  ];
}
