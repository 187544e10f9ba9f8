import type { FeedState } from '../../partners/poll/feed-state.ts';
import { displayWidth } from '../../problems/show/display-cells.ts';
import { escapeHiddenInJson, showHidden } from '../../problems/show/visible-text.ts';

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
    showHidden(outlet),
    state.state,
    String(state.items.length),
    state.goodAt === null ? 'never' : ago(now - state.goodAt),
    state.triedAt === null ? 'never' : ago(now - state.triedAt),
    state.nextAt <= now ? 'due' : `in ${duration(state.nextAt - now)}`,
  ]);
  const widths = columns.map((name, column) =>
    Math.max(...[name, ...rows.map((row) => row[column] ?? '')].map(displayWidth)),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map((_, column) => pad(cells[column] ?? '', widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const troubles = feeds.flatMap(({ outlet, state }) => describeTrouble(outlet, state));
  return `${[columns, ...rows].map(line).join('\n')}\n${troubles.join('')}`;
}

const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - displayWidth(text)));

function describeTrouble(outlet: string, { feed, trouble, failures }: FeedState): string[] {
  if (trouble === null) return [];
  const { code, message, hint } = trouble;
  const times = failures > 1 ? `, ${failures} times in a row` : '';
  return [
    `\n${showHidden(`${outlet}: ${feed}`)}\n  ${showHidden(message)} (${code}${times})\n  → ${showHidden(hint)}\n`,
  ];
}

const ago = (ms: number): string => (ms < 1_000 ? 'now' : `${duration(ms)} ago`);

/** `40 s`, `12 min`, `5 h`, `3 d`. */
function duration(ms: number): string {
  const minutes = ms / 60_000;
  if (minutes < 1) return `${Math.ceil(ms / 1_000)} s`;
  if (minutes < 90) return `${Math.round(minutes)} min`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 60 / 24)} d`;
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
