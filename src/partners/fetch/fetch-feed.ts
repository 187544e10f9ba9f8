import {
  type FailedFetch,
  type FetchDeps,
  type FetchedBytes,
  fetchBytes,
  type UnchangedBytes,
} from '../../fetch/fetch-bytes.ts';
import { decodeText } from './decode-feed.ts';

export interface FeedRequest {
  readonly url: string;
  /** The validators of the last answer, to ask whether it still stands; null where there were none. */
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FetchedFeed extends Omit<FetchedBytes, 'bytes'> {
  /** The whole body, unpacked and decoded. */
  readonly text: string;
}

export type FetchOutcome = FetchedFeed | UnchangedBytes | { readonly kind: 'gone' } | FailedFetch;

const ACCEPT =
  'application/feed+json, application/atom+xml, application/rss+xml, application/rdf+xml, ' +
  'application/json;q=0.9, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1';

/** Fetches one feed by the rules of fetchBytes, and decodes it. Never rejects. */
export async function fetchFeed(request: FeedRequest, deps: FetchDeps): Promise<FetchOutcome> {
  const outcome = await fetchBytes({ ...request, accept: ACCEPT }, deps);
  if (outcome.kind !== 'fetched') return outcome;
  const { bytes, ...rest } = outcome;
  return { ...rest, text: decodeText(bytes, outcome.contentType) };
}
