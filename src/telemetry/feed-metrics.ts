import { Gauge, type Registry } from 'prom-client';
import { FEED_STATE_NAMES, type FeedsReport, POLL_OUTCOMES } from './feed-report.ts';
import { counter, counters } from './metric-kinds.ts';

/** What is asked of partner feeds. */
export interface FeedFacts {
  /** null before the ingest has told. */
  readonly feeds: () => FeedsReport | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Adds the metrics of partner feeds. */
export function feedMetrics({ feeds, now }: FeedFacts, registers: Registry[]): void {
  const listed = () => feeds()?.feeds ?? [];
  new Gauge({
    name: 'dateline_feed_state',
    help: 'State of each partner feed: 1 for the one that it is in',
    labelNames: ['outlet', 'feed', 'state'],
    registers,
    collect() {
      this.reset();
      for (const { outlet, feed, state } of listed()) {
        for (const one of FEED_STATE_NAMES) this.set({ outlet, feed, state: one }, one === state ? 1 : 0);
      }
    },
  });
  new Gauge({
    name: 'dateline_feed_items',
    help: 'Items that the last good fetch of each partner feed brought',
    labelNames: ['outlet', 'feed'],
    registers,
    collect() {
      this.reset();
      for (const { outlet, feed, items } of listed()) this.set({ outlet, feed }, items);
    },
  });
  new Gauge({
    name: 'dateline_feed_last_good_seconds',
    help: 'Seconds since the last good fetch of each partner feed; nothing where there was none',
    labelNames: ['outlet', 'feed'],
    registers,
    collect() {
      this.reset();
      for (const { outlet, feed, goodAt } of listed()) {
        if (goodAt !== null) this.set({ outlet, feed }, Math.max(0, now() - goodAt) / 1000);
      }
    },
  });
  counters(
    {
      name: 'dateline_feed_fetches_total',
      help: 'Fetches of partner feeds by what they came to',
      label: 'outcome',
      registers,
    },
    () => POLL_OUTCOMES.map((outcome) => [outcome, feeds()?.polls[outcome] ?? 0]),
  );
  counter(
    { name: 'dateline_feed_bytes_total', help: 'Text of partner feeds that was read, in bytes', registers },
    () => feeds()?.bytes ?? 0,
  );
}
