import { hash } from 'node:crypto';
import { articleKey, surrogateTag } from '../domain/surrogate-keys.ts';
import type { Message, Recipient } from './message.ts';

/** An article or standing page that a publish changed. */
export interface PageNews {
  /** An article's permanent id; null for a standing page. */
  readonly id: string | null;
  readonly path: string;
  /** Its path before, where that was another. */
  readonly previousPath: string | null;
  readonly title: string | null;
  /** Whether readers saw it before, and whether they see it now. */
  readonly wasPublic: boolean;
  readonly isPublic: boolean;
}

/** A publish, as others are told of it. */
export interface PublishNews {
  /** The catalog's version since then: each publish raises it by one. */
  readonly version: number;
  readonly changes: readonly PageNews[];
  /** Surrogate keys of all pages that differ now. */
  readonly keys: ReadonlySet<string>;
  /** Paths of the feeds that differ now. */
  readonly feeds: readonly string[];
  /** What it came of, in words that are the same on every machine; null where this one alone knows. */
  readonly cause: string | null;
}

export interface DescribeContext {
  readonly recipients: readonly Recipient[];
  /** Public origin without a trailing slash. */
  readonly origin: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A new unique id without full stops at each call. */
  readonly newId: () => string;
}

/** About 20 kB, which receivers of webhooks expect at most. */
const MOST_KEYS = 500;

/** The topic of messages that are about no single article. */
const PAGES = 'pages';

/**
 * Returns the messages that a publish makes. IndexNow hears of every public URL that is new, other or gone;
 * a hub of every feed; a webhook of every article. Each surrogate key is told a webhook once per publish: with the
 * article where only one changed, else in `pages.changed`, so that a publish of many costs no more than its keys. Where
 * each machine knows what a publish came of, the ids of a webhook’s messages follow from that and from what they say, so that one
 * that hears the same of two machines takes it for one. Keys are written as headers name them, so that a receiver may purge by them.
 */
export function describePublish(news: PublishNews, context: DescribeContext): Message[] {
  const { origin, recipients } = context;
  const changes = news.changes.filter(({ wasPublic, isPublic }) => wasPublic || isPublic);
  const urls = new Set(changes.flatMap((change) => urlsOf(change, origin)));
  return recipients.flatMap((recipient): Message[] => {
    const about = (topic: string): Message => ({ ...to(recipient), id: context.newId(), topic, body: null });
    if (recipient.channel === 'index-now') return [...urls].map(about);
    if (recipient.channel === 'web-sub') return news.feeds.map((path) => about(origin + path));
    return recipient.channel === 'webhook' ? webhookMessages({ ...news, changes }, recipient, context) : [];
  });
}

const to = ({ channel, target }: Recipient): Recipient => ({ channel, target });

function urlsOf({ path, previousPath, wasPublic }: PageNews, origin: string): string[] {
  return previousPath === null || !wasPublic ? [origin + path] : [origin + path, origin + previousPath];
}

interface Content {
  readonly article?: object;
  readonly keys: readonly string[];
}

type ArticleNews = PageNews & { readonly id: string };

function webhookMessages(
  { changes, keys, cause }: PublishNews,
  recipient: Recipient,
  { origin, now, newId }: DescribeContext,
): Message[] {
  const articles = changes.filter((change): change is ArticleNews => change.id !== null);
  const isOne = articles.length === 1 && keys.size <= MOST_KEYS;
  const at = new Date(now).toISOString();
  const message = (topic: string, type: string, content: Content): Message => {
    const said = JSON.stringify([cause, recipient.target, type, content.article, content.keys.toSorted()]);
    const id = cause === null ? newId() : hash('sha256', said).slice(0, 32);
    const told = { type, id, at, ...content, keys: content.keys.map(surrogateTag) };
    return { ...to(recipient), id, topic, body: JSON.stringify(told) };
  };
  const own = new Set(isOne ? keys : articles.map(({ id }) => articleKey(id)));
  const rest = [...keys].filter((key) => !own.has(key));
  return [
    ...articles.map((article) =>
      message(articleKey(article.id), typeOf(article), {
        article: describeArticle(article, origin),
        keys: isOne ? [...new Set([articleKey(article.id), ...keys])] : [articleKey(article.id)],
      }),
    ),
    ...inChunks(rest).map((chunk) => message(PAGES, 'pages.changed', { keys: chunk })),
  ];
}

function typeOf({ wasPublic, isPublic, previousPath }: PageNews): string {
  if (!wasPublic) return 'article.published';
  if (!isPublic) return 'article.removed';
  return previousPath === null ? 'article.updated' : 'article.moved';
}

function describeArticle({ id, path, previousPath, title, wasPublic }: ArticleNews, origin: string): object {
  return {
    id,
    url: origin + path,
    ...(title === null ? {} : { title }),
    ...(previousPath === null || !wasPublic ? {} : { previousUrl: origin + previousPath }),
  };
}

function inChunks(keys: readonly string[]): string[][] {
  const count = Math.ceil(keys.length / MOST_KEYS);
  return Array.from({ length: count }, (_, nth) => keys.slice(nth * MOST_KEYS, (nth + 1) * MOST_KEYS));
}
