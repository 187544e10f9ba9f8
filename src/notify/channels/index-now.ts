import { type Channel, isPassing, isSuccess, type Verdict } from '../channel.ts';

/** Passes what it is told on to every search engine that takes part. */
const INDEX_NOW_ENDPOINT = 'https://api.indexnow.org/indexnow';

/** How long the URLs of one burst of publishes are gathered for one request. */
const GATHER_MS = 5000;

const MOST_URLS = 10_000;

const MISTAKES: Readonly<Record<number, string>> = {
  400: 'IndexNow does not understand the request (400). Set INDEXNOW_KEY to 8–128 letters, digits or dashes',
  403: 'IndexNow does not find the key (403). Open SITE_URL/KEY.txt: it has to show the key, from outside as well',
  422: 'IndexNow says that the URLs or the key are not of this host (422). Set SITE_URL to the origin that readers see',
};

/**
 * Tells search engines of pages that are new, other, moved or gone, by the IndexNow protocol
 * (https://www.indexnow.org/documentation). The topics of messages are absolute URLs; those of one host
 * go together. The key has to be served as text at `/KEY.txt`.
 */
export function indexNowChannel(key: string, target = INDEX_NOW_ENDPOINT): Channel {
  return {
    channel: 'index-now',
    target,
    gatherMs: GATHER_MS,
    batchSize: MOST_URLS,
    build(messages) {
      const { host, origin } = new URL(messages[0]?.topic ?? '');
      const together = messages.filter(({ topic }) => new URL(topic).origin === origin);
      return {
        url: target,
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify({
          host,
          key,
          keyLocation: `${origin}/${key}.txt`,
          urlList: together.map(({ topic }) => topic),
        }),
        messages: together,
      };
    },
    classify,
  };
}

/** 202 says that the key is still to be fetched: the URLs were taken. */
function classify(status: number): Verdict {
  if (isSuccess(status)) return { kind: 'delivered' };
  const mistake = MISTAKES[status];
  if (mistake !== undefined) return { kind: 'mistake', reason: mistake };
  if (status === 429) {
    return { kind: 'retry', reason: 'IndexNow asks to slow down (429)' };
  }
  if (isPassing(status)) return { kind: 'retry', reason: `IndexNow answers ${status}` };
  return { kind: 'mistake', reason: `IndexNow answers ${status}, which its protocol does not know` };
}
