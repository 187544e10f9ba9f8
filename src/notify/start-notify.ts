import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { ChannelCounts } from '../telemetry/machine-report.ts';
import { startCourier } from './courier.ts';
import { type CommitNews, describeCommit } from './describe-commit.ts';
import { describePublish, type PublishNews } from './describe-publish.ts';
import { keepMessages } from './keep-messages.ts';
import { describeNews } from './news/describe-news.ts';
import type { NewsEvent } from './news/news-event.ts';
import type { NewsGatherer } from './news/gather-news.ts';
import { startNews } from './news/start-news.ts';
import type { Message, Recipient } from './message.ts';
import { type CatalogState, noteGap } from './note-gap.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { type NotifySettings, outsideChannels } from './outside-channels.ts';
import { spreadWaits } from './retry-time.ts';
import type { Timers } from './send-request.ts';
import { type Part, startTeller } from './teller/start-teller.ts';

export interface NotifyOptions {
  readonly settings: NotifySettings;
  readonly part: Part;
  /** Public origin without a trailing slash. */
  readonly origin: string;
  /** Absolute path; the outbox is in it. */
  readonly dataDir: string;
  /** Publishes of later versions are told; of those before that were not, the log says so. */
  readonly catalog: CatalogState;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Tells others what is published. */
export interface Notify {
  /** Takes a publish that readers have already; costs one write to the outbox. Never throws. */
  tell(news: PublishNews): void;
  /** Takes a commit that is live. Never throws. */
  tellCommit(news: CommitNews): void;
  /** What editors have to know; null where nobody is to be told of that. */
  readonly news: NewsGatherer | null;
  /** Ends within about 5 s. */
  close(): Promise<void>;
}

/** How often messages that the disk did not take are offered to it again, in ms. */
const RETRY_MS = 10_000;
/** How often what waits is counted for whoever measures, in ms. */
const COUNT_MS = 5_000;

/**
 * Starts telling others, or returns null where nobody is to be told. Never throws: where the outbox cannot be written,
 * messages wait in memory, and the log says so.
 */
export function startNotify(options: NotifyOptions): Notify | null {
  const { settings, part, origin, dataDir, catalog, now, log } = options;
  const outside = outsideChannels(settings, origin, log);
  if (outside.length === 0) return null;
  const opened = openOutbox({ file: join(dataDir, 'outbox.db'), now, log });
  const outbox: Outbox = {
    ...opened,
    giveUp(ids, reason) {
      opened.giveUp(ids, reason);
      part.report.gaveUp(ids.length);
    },
  };
  const keeper = keepMessages(outbox, log);
  keeper.try(() => {
    if (part.isTeller) noteGap(outbox, catalog, log);
    else outbox.add([], catalog.version);
  });
  const timers: Timers = { setTimeout, clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout) };
  const courier = startCourier({
    outbox,
    channels: outside,
    fetch: globalThis.fetch,
    now,
    log,
    timers,
    jitter: spreadWaits(Math.random),
  });
  const teller = startTeller({
    outbox,
    keeper,
    recipients: outside,
    part,
    clock: { now, timers },
    log,
    release: courier.begin,
  });
  const news = outside.some(({ topics = [] }) => topics.length > 0)
    ? startNews({ dataDir, origin, clock: { now, timers }, log, tell: (event) => addNews(event) })
    : null;
  const again = setInterval(() => keeper.retry() && courier.wake(), RETRY_MS).unref();
  const count = (): void => void keeper.try(() => part.report.channels(countWaiting(outbox, outside, part)));
  const counting = setInterval(count, COUNT_MS).unref();
  count();
  const add = (messages: readonly Message[], version: number | null): void => {
    keeper.add(messages, version);
    teller.added();
    courier.wake();
  };
  const addNews = (event: NewsEvent): void => {
    const messages = describeNews(event, outside);
    if (messages.length > 0) add(messages, null);
  };
  return {
    news,
    tell(news) {
      add(
        describePublish(news, { recipients: outside, origin, now: now(), newId: randomUUID }),
        news.version,
      );
    },
    tellCommit: (news) => add(describeCommit(news, outside, origin), null),
    async close() {
      clearInterval(again);
      clearInterval(counting);
      news?.close();
      await courier.close();
      keeper.retry();
      await teller.close();
      outbox.close();
    },
  };
}

/** What waits for each channel, all its recipients together. May throw an Error of SQLite. */
function countWaiting(outbox: Outbox, recipients: readonly Recipient[], { isTeller }: Part): ChannelCounts[] {
  const counts = new Map<string, number>();
  for (const recipient of recipients) {
    counts.set(recipient.channel, (counts.get(recipient.channel) ?? 0) + outbox.count(recipient));
  }
  return [...counts].map(([channel, count]) => ({
    channel,
    waiting: isTeller ? count : 0,
    held: isTeller ? 0 : count,
  }));
}
