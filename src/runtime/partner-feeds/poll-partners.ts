import type { Logger } from 'pino';
import type { FetchedNews } from '../../domain/partner-news.ts';
import type { PartnerOutlet } from '../../domain/sidebar.ts';
import { isKeyIn } from '../../domain/edition.ts';
import { PARTNERS_KEY } from '../../domain/surrogate-keys.ts';
import type { PartnerNewsWriter } from '../../ingest/behind/partner-news-writer.ts';
import type { FeedState } from '../../partners/poll/feed-state.ts';
import { feedsFile, readKeptFeeds, setFeedsAside, writeKeptFeeds } from '../../partners/poll/feed-store.ts';
import { pollFeeds } from '../../partners/poll/poll-feeds.ts';
import { programVersion } from '../../release/program-version.ts';
import type { FeedsReport, PollOutcome } from '../../telemetry/feed-report.ts';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import type { FeedPoller } from './feed-poller.ts';
import { latestWriter } from './latest-writer.ts';

export interface PollPartnersOptions {
  readonly desk: PartnerNewsWriter;
  /** Absolute path. */
  readonly dataDir: string;
  readonly poller: FeedPoller;
  /** Told of all feeds whenever one has changed. */
  readonly onReport: (report: FeedsReport) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/** The feeds of the outlets of all editions, followed. */
export interface PartnerFeeds {
  /** Takes the keys of a publish: partners.yaml may have changed. */
  published(keys: ReadonlySet<string>): void;
  /** Fetches nothing more. Resolves when all is kept. */
  close(): Promise<void>;
}

/** What several feeds bring at about the same time is one publish, as each makes every page anew; in ms. */
const GATHER_MS = 1_000;
/** News that the catalog did not take are offered again after so long, in ms. */
const RETRY_MS = 60_000;

/**
 * Follows the feeds of the outlets. Resolves when what is kept of them is in the catalog, before anything is
 * fetched. Never rejects: pages are served without news as well.
 */
export async function pollPartners(options: PollPartnersOptions): Promise<PartnerFeeds> {
  const { desk, dataDir, poller, onReport, now, log } = options;
  const file = feedsFile(dataDir);
  const kept = readKeptFeeds(file);
  if (kept.fault !== null) {
    log.warn(
      { file, reason: kept.fault, setAside: setFeedsAside(file) },
      'what was kept of partner feeds cannot be read; they are fetched anew, and the file is kept beside it',
    );
  }
  const polls: Record<PollOutcome, number> = { fetched: 0, unchanged: 0, failed: 0, gone: 0 };
  let bytes = 0;
  let outlets: readonly PartnerOutlet[] = [];
  let news: readonly FetchedNews[] = [];
  let published = '';
  let gathering: NodeJS.Timeout | undefined;
  let isClosed = false;
  let isFileThere = kept.feeds.length > 0 || kept.fault !== null;

  const keepFault = lastingFault(log, {
    level: 'error',
    begun:
      'what partner feeds brought is not kept; make room on the disk, or let the server’s user write there',
    over: 'what partner feeds bring is kept again',
  });
  const publishFault = lastingFault(log, {
    level: 'error',
    begun: 'publishing partner news failed; it is tried again each minute',
    over: 'partner news are published again',
  });
  const writer = latestWriter(
    async (states: readonly FeedState[]) => {
      await writeKeptFeeds(file, states);
      keepFault.over();
    },
    (error) => keepFault.met(error, { file }),
  );

  const publish = async (): Promise<void> => {
    gathering = undefined;
    const text = JSON.stringify(news);
    if (text === published || isClosed) return;
    published = text;
    try {
      await desk.publish(news);
      publishFault.over();
    } catch (error) {
      published = '';
      publishFault.met(error);
      if (!isClosed) gathering ??= setTimeout(publish, RETRY_MS);
    }
  };

  const follower = pollFeeds({
    kept: kept.feeds,
    poll: poller.poll,
    save(states) {
      isFileThere ||= states.length > 0;
      if (isFileThere) writer.write(states);
    },
    onNews(latest) {
      news = latest;
      gathering ??= setTimeout(publish, GATHER_MS);
    },
    onPolled(_, result) {
      polls[result.kind] += 1;
      if (result.kind === 'fetched') bytes += result.read?.bytes ?? 0;
    },
    onStates(states) {
      const names = new Map(outlets.map(({ feed, name }) => [feed, name]));
      const feeds = states.map(({ feed, state, items, goodAt, triedAt, nextAt }) => {
        return { outlet: names.get(feed) ?? feed, feed, state, items: items.length, goodAt, triedAt, nextAt };
      });
      onReport({ feeds, polls: { ...polls }, bytes });
    },
    now,
    random: Math.random,
    timers: { setTimeout, clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout) },
    log,
  });

  const follow = (isRenewed: boolean): void => {
    const current = desk.outlets();
    if (isRenewed && JSON.stringify(current) === JSON.stringify(outlets)) return;
    outlets = current;
    follower.follow(
      outlets.flatMap(({ name, feed }) => (feed === null ? [] : [{ outlet: name, feed }])),
      isRenewed,
    );
  };

  follow(false);
  clearTimeout(gathering);
  await publish();
  // A partners.yaml that was published meanwhile was told to nobody here.
  follow(true);
  return {
    published(keys) {
      if (!isClosed && [...keys].some((key) => isKeyIn(key, PARTNERS_KEY))) follow(true);
    },
    async close() {
      isClosed = true;
      clearTimeout(gathering);
      follower.close();
      poller.close();
      await writer.idle();
    },
  };
}

/** What the outlets' servers are told who asks. */
export function userAgent(origin: string): string {
  return `Dateline/${programVersion()} (+${origin})`;
}
