import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Channel } from './channel.ts';
import { indexNowChannel } from './channels/index-now.ts';
import { webSubChannel } from './channels/web-sub.ts';
import { webhookChannel } from './channels/webhook.ts';
import { startCourier } from './courier.ts';
import { describePublish, type PublishNews } from './describe-publish.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { spreadWaits } from './retry-time.ts';

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
 * Starts telling others, or returns null where nobody is to be told. Never throws: a site whose outbox
 * cannot be opened is served as ever, and the log says so.
 */
export function startNotify(options: NotifyOptions): Notify | null {
  const { settings, origin, dataDir, catalog, now, log } = options;
  const recipients = channelsOf(settings, origin, log);
  if (recipients.length === 0) return null;
  try {
    const outbox = openOutbox({ file: join(dataDir, 'outbox.db'), now, log });
    noteGap(outbox, catalog, log);
    const courier = startCourier({
      outbox,
      channels: recipients,
      fetch: globalThis.fetch,
      now,
      log,
      timers: { setTimeout, clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout) },
      jitter: spreadWaits(Math.random),
    });
    return {
      tell(news) {
        try {
          const messages = describePublish(news, { recipients, origin, now: now(), newId: randomUUID });
          outbox.add(messages, news.version);
          courier.wake();
        } catch (error) {
          log.error({ err: error }, 'others were not told of a publish. Make room on the disk of DATA_DIR');
        }
      },
      async close() {
        await courier.close();
        outbox.close();
      },
    };
  } catch (error) {
    log.error(
      { err: error },
      'nobody is told of publishes. Let the server’s user write to DATA_DIR and restart',
    );
    return null;
  }
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
