import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { FEED_STATE_NAMES, type FeedsReport, POLL_OUTCOMES } from './feed-report.ts';

/** What the process that is asked for metrics knows of the site. */
export interface SiteFacts {
  /** The version of this program. */
  readonly release: string;
  /** The catalog's version; null before there is one to read. */
  readonly version: () => number | null;
  /** Publishes that changed pages since the start. */
  readonly publishes: () => number;
  /** Connections that were closed at once, as there was no room for them. */
  readonly refused: () => number;
  /** Whether the ingest lives, and has answered lately. */
  readonly isIngestAnswering: () => boolean;
  /** Web workers that serve, and how many were started; null in a process that serves itself. */
  readonly workers: (() => { readonly serving: number; readonly started: number }) | null;
  /** null before the ingest has told. */
  readonly feeds: () => FeedsReport | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Metrics as Prometheus reads them. */
export interface SiteMetrics {
  readonly contentType: string;
  text(): Promise<string>;
}

/** Prepares the metrics of a site and of this process; their values are taken when they are asked for. */
export function siteMetrics(facts: SiteFacts): SiteMetrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const registers = [register];
  new Gauge({
    name: 'dateline_build_info',
    help: 'The version of the program and of its Node, as labels of a 1',
    labelNames: ['version', 'node'],
    registers,
    collect() {
      this.set({ version: facts.release, node: process.versions.node }, 1);
    },
  });
  new Gauge({
    name: 'dateline_catalog_version',
    help: 'Version of the catalog, raised by each publish that changes pages; 0 while there is none to read',
    registers,
    collect() {
      this.set(facts.version() ?? 0);
    },
  });
  counter('dateline_publishes_total', 'Publishes that changed pages', facts.publishes, registers);
  counter(
    'dateline_connections_refused_total',
    'Connections closed at once, as no more could be open',
    facts.refused,
    registers,
  );
  new Gauge({
    name: 'dateline_ingest_up',
    help: 'Whether the ingest, which publishes, lives and answers: 1 or 0',
    registers,
    collect() {
      this.set(facts.isIngestAnswering() ? 1 : 0);
    },
  });
  const { workers } = facts;
  if (workers !== null) {
    new Gauge({
      name: 'dateline_web_workers',
      help: 'Web workers that serve pages and answer',
      registers,
      collect() {
        this.set(workers().serving);
      },
    });
    const started = (): number => workers().started;
    counter(
      'dateline_web_worker_starts_total',
      'Web workers started, replacements included',
      started,
      registers,
    );
  }
  feedMetrics(facts, registers);
  return { contentType: register.contentType, text: () => register.metrics() };
}

/** A counter whose value somebody else counts. */
function counter(name: string, help: string, value: () => number, registers: Registry[]): void {
  new Counter({
    name,
    help,
    registers,
    collect() {
      this.reset();
      this.inc(value());
    },
  });
}

function feedMetrics({ feeds, now }: SiteFacts, registers: Registry[]): void {
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
  new Counter({
    name: 'dateline_feed_fetches_total',
    help: 'Fetches of partner feeds by what they came to',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset();
      for (const outcome of POLL_OUTCOMES) this.inc({ outcome }, feeds()?.polls[outcome] ?? 0);
    },
  });
  counter(
    'dateline_feed_bytes_total',
    'Text of partner feeds that was read, in bytes',
    () => feeds()?.bytes ?? 0,
    registers,
  );
}
