import type { Logger } from 'pino';
import type { Channel } from './channel.ts';
import { commitStatusChannel } from './channels/commit-status.ts';
import { repositoryOf, type StatusHost } from './channels/git-hosts/status-api.ts';
import { type ChatRoom, chatChannel } from './channels/chat/chat-channel.ts';
import { indexNowChannel } from './channels/index-now.ts';
import { mailChannel } from './channels/mail/mail-channel.ts';
import type { SmtpServer } from './channels/mail/send-mail.ts';
import { webSubChannel } from './channels/web-sub.ts';
import { webhookChannel } from './channels/webhook.ts';
import type { NewsTopic } from './news/news-event.ts';

/** Who is told of what editors have to know, and of what of it. */
export interface NewsSettings {
  readonly webhookTopics: readonly NewsTopic[];
  readonly chats: readonly ChatRoom[];
  readonly chatTopics: readonly NewsTopic[];
  readonly mail: {
    readonly server: SmtpServer;
    readonly from: string;
    readonly to: readonly string[];
  } | null;
  readonly mailTopics: readonly NewsTopic[];
}

/** Whom the site tells of its publishes, and of the newsroom's work; what is null or empty is off. */
export interface NotifySettings {
  readonly indexNowKey: string | null;
  readonly webSubHubs: readonly string[];
  readonly webhookUrls: readonly string[];
  readonly webhookSecret: string | null;
  /** The repository whose commits are given statuses, and the token that may do that. */
  readonly commitStatuses: {
    readonly host: StatusHost;
    /** As git takes it. */
    readonly url: string;
    readonly token: string;
  } | null;
  readonly news: NewsSettings;
}

const LOOPBACK = /^(?:localhost|127\.[\d.]+|\[::1\])$/;

/** The channels that the settings ask for, each of which one machine alone may use. `origin` has no trailing slash. */
export function outsideChannels(settings: NotifySettings, origin: string, log: Logger): Channel[] {
  const { indexNowKey, webSubHubs, webhookUrls, webhookSecret, commitStatuses, news } = settings;
  const { mail, mailTopics } = news;
  const isLocal = LOOPBACK.test(new URL(origin).hostname);
  const isPublic = (name: string): boolean => {
    if (isLocal) log.warn({ origin }, `${name} is off, since SITE_URL is this machine only`);
    return !isLocal;
  };
  return [
    ...(indexNowKey !== null && isPublic('IndexNow') ? [indexNowChannel(indexNowKey)] : []),
    ...(webSubHubs.length > 0 && isPublic('WebSub') ? webSubHubs.map((hub) => webSubChannel(hub)) : []),
    ...(webhookSecret === null
      ? []
      : webhookUrls.map((url) => ({ ...webhookChannel(url, webhookSecret), topics: news.webhookTopics }))),
    ...(commitStatuses === null ? [] : statusChannels(commitStatuses, log)),
    ...news.chats.map((room) => chatChannel(room, news.chatTopics)),
    ...(mail === null
      ? []
      : mail.to.map((to) =>
          mailChannel({ server: mail.server, from: mail.from, to, topics: mailTopics, origin }),
        )),
  ];
}

function statusChannels(
  { host, url, token }: NonNullable<NotifySettings['commitStatuses']>,
  log: Logger,
): Channel[] {
  const repository = repositoryOf(url);
  if (repository === null) {
    log.warn('commit statuses are off, since CONTENT_GIT is a folder of this machine');
    return [];
  }
  const { protocol, hostname } = new URL(repository.origin);
  if (protocol === 'http:' && !LOOPBACK.test(hostname)) {
    log.warn(
      { host: hostname },
      'commit statuses are off, since the token would be sent unencrypted. Give CONTENT_GIT an https address',
    );
    return [];
  }
  return [commitStatusChannel(host, repository, token)];
}
