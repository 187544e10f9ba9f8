import type { Embed } from '../../domain/embeds/embed.ts';
import { type BytesOutcome, type BytesRequest, fetchBytes, type FetchDeps } from '../../fetch/fetch-bytes.ts';
import type { EmbedAnswer } from './next-asking.ts';
import { readOembed } from './read-oembed.ts';

/** An answer is a few hundred bytes; none that is honest is longer. */
const LIMITS = { packedBytes: 200_000, unpackedBytes: 500_000, wholeMs: 15_000, redirects: 3 };
/** What a provider says of something that is gone, private, or was never there. */
const NOTHING: ReadonlySet<number> = new Set([400, 401, 403, 404, 410]);

/** Asks a provider of our table what it tells of something, by its endpoint and no other. Never rejects. */
export type AskProvider = (
  embed: Pick<Embed, 'kind'> & { readonly oembedUrl: string },
) => Promise<EmbedAnswer>;

/** Prepares asking with the guards of src/fetch: public addresses alone, each redirect judged as the first. */
export function createProviderAsker(
  deps: Omit<FetchDeps, 'limits' | 'allowPrivate'>,
  fetch: (request: BytesRequest, deps: FetchDeps) => Promise<BytesOutcome> = fetchBytes,
): AskProvider {
  return async ({ oembedUrl, kind }) => {
    const request = { url: oembedUrl, accept: 'application/json', etag: null, lastModified: null };
    const outcome = await fetch(request, { ...deps, allowPrivate: false, limits: LIMITS });
    if (outcome.kind === 'fetched') {
      const facts = readOembed(outcome.bytes, kind);
      return facts === null ? { kind: 'nothing' } : { kind: 'told', facts };
    }
    if (outcome.kind === 'gone') return { kind: 'nothing' };
    if (outcome.kind !== 'failed') return { kind: 'failed', retryAt: null };
    return outcome.status !== null && NOTHING.has(outcome.status)
      ? { kind: 'nothing' }
      : { kind: 'failed', retryAt: outcome.retryAt };
  };
}
