import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Channel } from './channel.ts';
import { indexNowChannel } from './channels/index-now.ts';
import { webSubChannel } from './channels/web-sub.ts';
import { webhookChannel } from './channels/webhook.ts';
import { lastingFault } from '../telemetry/lasting-fault.ts';
import { startCourier } from './courier.ts';
import { describePublish, type PublishNews } from './describe-publish.ts';
import type { Message } from './message.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { spreadWaits } from './retry-time.ts';
import type { Timers } from './send-request.ts';

/** Whom the site tells of its publishes; what is null or empty is off. */
export interface NotifySettings {
  readonly indexNowKey: string | null;
  readonly webSubHubs: readonly string[];
  readonly webhookUrls: readonly string[];
  readonly webhookSecret: string | null;
}

/** The catalog as it was when telling starts. */
export interface CatalogState {
  readonly version: number;
  /** Whether it was built anew, so that nobody knows what changed since the one before. */
  readonly isNew: boolean;
}

export interface NotifyOptions {
  readonly settings: NotifySettings;
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
  /** Ends within about 2 s. */
  close(): Promise<void>;
}

/**
 * Starts telling others, or returns null where nobody is to be told. Never throws: where the outbox cannot be written,
 * messages wait in memory, and the log says so.
 */
export function startNotify(options: NotifyOptions): Notify | null {
  const { settings, origin, dataDir, catalog, now, log } = options;
  const recipients = channelsOf(settings, origin, log);
  if (recipients.length === 0) return null;
  const outbox = openOutbox({ file: join(dataDir, 'outbox.db'), now, log });
  const keeper = keepMessages(outbox, log);
  keeper.try(() => noteGap(outbox, catalog, log));
  const timers: Timers = { setTimeout, clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout) };
  const courier = startCourier({
    outbox,
    channels: recipients,
    fetch: globalThis.fetch,
    now,
    log,
    timers,
    jitter: spreadWaits(Math.random),
  });
  const again = setInterval(() => keeper.retry() && courier.wake(), RETRY_MS).unref();
  return {
    tell(news) {
      const messages = describePublish(news, { recipients, origin, now: now(), newId: randomUUID });
      keeper.add(messages, news.version);
      courier.wake();
    },
    async close() {
      clearInterval(again);
      await courier.close();
      keeper.retry();
      outbox.close();
    },
  };
}

/** How often messages that the disk did not take are offered to it again, in ms. */
const RETRY_MS = 10_000;
/** So many messages wait in memory for a disk; a day of publishing. */
const MOST_IN_MEMORY = 10_000;

interface MessageKeeper {
  /** Keeps messages in the outbox, or in memory while that cannot take them. Never throws. */
  add(messages: readonly Message[], version: number): void;
  /** Offers the outbox what is in memory; returns whether it took some. */
  retry(): boolean;
  /** Does something else with the outbox that may fail as adding does. */
  try(work: () => void): void;
}

/** Between a publish, which is told once, and an outbox whose disk may be full. */
function keepMessages(outbox: Outbox, log: Logger): MessageKeeper {
  const waiting: { readonly messages: readonly Message[]; readonly version: number }[] = [];
  let count = 0;
  const fault = lastingFault(log, {
    level: 'error',
    begun:
      'what is to be told waits in memory, and is lost if the program ends. Make room on the disk of DATA_DIR, or let ' +
      'the server’s user write there',
    over: 'what is to be told is kept on the disk again',
  });
  const attempt = (work: () => void): void => {
    try {
      work();
      fault.over();
    } catch (error) {
      fault.met(error);
    }
  };
  const retry = (): boolean => {
    const before = waiting.length;
    attempt(() => {
      for (let [first] = waiting; first !== undefined; [first] = waiting) {
        outbox.add(first.messages, first.version);
        count -= first.messages.length;
        waiting.shift();
      }
    });
    return waiting.length < before;
  };
  return {
    add(messages, version) {
      if (count + messages.length > MOST_IN_MEMORY) {
        log.error({ messages: messages.length }, 'nobody is told of a publish, as too many wait in memory');
        return;
      }
      waiting.push({ messages, version });
      count += messages.length;
      retry();
    },
    retry: () => waiting.length > 0 && retry(),
    try: attempt,
  };
}

/**
 * Logs which publishes nobody was told of: each is in the catalog before it is in the outbox, and the program may
 * have been killed between. What they changed is not known any more.
 */
function noteGap(outbox: Outbox, { version, isNew }: CatalogState, log: Logger): void {
  const told = outbox.version();
  if (told !== null && isNew) {
    log.warn('the catalog was built anew; what changed while the server was down is told nobody');
  } else if (told !== null && told < version) {
    log.warn(
      { from: told + 1, to: version },
      'nobody was told of these publishes, as the server was killed or told nobody then. Purge what a CDN keeps',
    );
  }
  if (told !== version) outbox.add([], version);
}

/** The channels that the settings ask for. */
function channelsOf(settings: NotifySettings, origin: string, log: Logger): Channel[] {
  const { indexNowKey, webSubHubs, webhookUrls, webhookSecret } = settings;
  const isLocal = /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(new URL(origin).hostname);
  const isPublic = (name: string): boolean => {
    if (isLocal) log.warn({ origin }, `${name} is off, since SITE_URL is this machine only`);
    return !isLocal;
  };
  return [
    ...(indexNowKey !== null && isPublic('IndexNow') ? [indexNowChannel(indexNowKey)] : []),
    ...(webSubHubs.length > 0 && isPublic('WebSub') ? webSubHubs.map((hub) => webSubChannel(hub)) : []),
    ...(webhookSecret === null ? [] : webhookUrls.map((url) => webhookChannel(url, webhookSecret))),
  ];
}
