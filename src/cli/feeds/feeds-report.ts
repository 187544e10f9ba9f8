import type { FeedState } from '../../partners/poll/feed-state.ts';
import { escapeHiddenInJson, showHidden } from '../../problems/show/visible-text.ts';
import { ago, duration, textTable } from '../report/text-table.ts';

/** A feed and whose it is. */
export interface ListedFeed {
  readonly outlet: string;
  readonly state: FeedState;
}

interface TableOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether the feeds were fetched for this table, so that there is no next time. */
  readonly isFetched: boolean;
}

/** The feeds as a table for a terminal; below it what failed, why, and the cure. */
export function feedsTable(feeds: readonly ListedFeed[], { now, isFetched }: TableOptions): string {
  if (feeds.length === 0) return 'No outlet of partners.yaml has a feed.\n';
  const columns = isFetched
    ? ['OUTLET', 'STATE', 'ITEMS']
    : ['OUTLET', 'STATE', 'ITEMS', 'LAST GOOD', 'LAST TRIED', 'NEXT'];
  const rows = feeds.map(({ outlet, state }) => [
    outlet,
    state.state,
    String(state.items.length),
    state.goodAt === null ? 'never' : ago(now - state.goodAt),
    state.triedAt === null ? 'never' : ago(now - state.triedAt),
    state.nextAt <= now ? 'due' : `in ${duration(state.nextAt - now)}`,
  ]);
  const troubles = feeds.flatMap(({ outlet, state }) => describeTrouble(outlet, state));
  return `${textTable(columns, rows)}${troubles.join('')}`;
}

function describeTrouble(outlet: string, { feed, trouble, failures }: FeedState): string[] {
  if (trouble === null) return [];
  const { code, message, hint } = trouble;
  const times = failures > 1 ? `, ${failures} times in a row` : '';
  return [
    `\n${showHidden(`${outlet}: ${feed}`)}\n  ${showHidden(message)} (${code}${times})\n  → ${showHidden(hint)}\n`,
  ];
}

/** The feeds as one JSON document; times are ISO 8601 in UTC, or null. A new field does not raise `version`. */
export function feedsJson(feeds: readonly ListedFeed[]): string {
  const time = (epochMs: number | null): string | null =>
    epochMs === null ? null : new Date(epochMs).toISOString();
  const listed = feeds.map(({ outlet, state: one }) => ({
    outlet,
    feed: one.feed,
    movedTo: one.movedTo,
    state: one.state,
    items: one.items.length,
    lastGood: time(one.goodAt),
    lastTried: time(one.triedAt),
    next: time(one.nextAt),
    failures: one.failures,
    trouble: one.trouble,
  }));
  const lines = JSON.stringify({ version: 1, feeds: listed }, null, 2).split('\n');
  return `${lines.map(escapeHiddenInJson).join('\n')}\n`;
}
