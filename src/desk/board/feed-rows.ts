import type { FeedReport, FeedsReport } from '../../telemetry/feed-report.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import type { DeskDates } from '../desk-dates.ts';

/** How the feeds of partners are, for people: those that want a hand first. */
export function feedRows(report: FeedsReport | null, dates: DeskDates) {
  const feeds = report?.feeds ?? [];
  const good = feeds.filter(({ state }) => state === 'ok' || state === 'waiting').length;
  const rows = feeds.map((feed) => ({
    title: feed.outlet,
    note: noteOf(feed, dates),
    tone: feed.state === 'ok' || feed.state === 'waiting' ? ('plain' as const) : ('hint' as const),
  }));
  return {
    feeds: rows.toSorted((one, other) => Number(other.tone === 'hint') - Number(one.tone === 'hint')),
    feedCount: sayDesk('board-feeds-note', { good, other: feeds.length - good }),
  };
}

function noteOf({ state, items, goodAt, nextAt }: FeedReport, dates: DeskDates): string {
  const next = dates.minute(nextAt);
  const time = goodAt === null ? '' : dates.minute(goodAt);
  if (state === 'ok') return sayDesk('board-feed-ok', { time, count: items });
  if (state === 'failing')
    return goodAt === null
      ? sayDesk('board-feed-never', { next })
      : sayDesk('board-feed-failing', { time, next });
  if (state === 'resting') return sayDesk('board-feed-resting', { next });
  return sayDesk(state === 'gone' ? 'board-feed-gone' : 'board-feed-waiting');
}
