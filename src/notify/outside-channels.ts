import type { Logger } from 'pino';
import type { Channel } from './channel.ts';
import { indexNowChannel } from './channels/index-now.ts';
import { webSubChannel } from './channels/web-sub.ts';
import { webhookChannel } from './channels/webhook.ts';

/** Whom the site tells of its publishes; what is null or empty is off. */
export interface NotifySettings {
  readonly indexNowKey: string | null;
  readonly webSubHubs: readonly string[];
  readonly webhookUrls: readonly string[];
  readonly webhookSecret: string | null;
}

/** The channels that the settings ask for, each of which one machine alone may use. `origin` has no trailing slash. */
export function outsideChannels(settings: NotifySettings, origin: string, log: Logger): Channel[] {
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
