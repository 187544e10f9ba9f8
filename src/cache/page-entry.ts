import type { PageViewCounter } from '../domain/page-views.ts';
import type { Encoding } from './accept-encoding.ts';
import {
  FOR_THE_ASKER,
  pageCacheControl,
  REVALIDATE,
  type SharedCaching,
  tagHeaders,
} from './cache-policy.ts';
import { formatHttpDate } from './http-date.ts';
import { createRepresentation, type EncodedBody, type RepresentationSource } from './representation.ts';

/** A header list as it goes over the wire: name, value, name, value. */
export type HeaderList = readonly string[];

/** What is answered; only a 200 has validators, and may become a 304. */
export interface Answer extends Pick<RepresentationSource, 'body' | 'contentType' | 'lastModified'> {
  readonly cacheControl: string;
  /** Surrogate keys of all that the body shows; none by default. */
  readonly keys?: readonly string[];
  /** From when on the body may be wrong by the clock alone, in milliseconds since 1970; null, the default, for never. */
  readonly expires?: number | null;
  /** Where shared caches may keep a page: from when on no copy may be shown, not even a stale one; null, the default, for none such. */
  readonly sharedUntil?: number | null;
  /** 200 by default. */
  readonly status?: number | undefined;
  /** The request header, besides Accept-Encoding, by which a URL has several bodies. */
  readonly vary?: 'Accept' | undefined;
  /** Headers of its own, such as Link; one that all answers have takes the place of that. */
  readonly headers?: HeaderList | undefined;
  /** Where its page views are counted, for an article's page. */
  readonly pageView?: PageViewCounter | undefined;
}

/** What was rendered for a URL, for the cache. */
export interface RenderedPage extends Answer {
  readonly kind: 'rendered';
  readonly keys: readonly string[];
  readonly expires: number | null;
}

export const HTML = 'text/html; charset=utf-8';

/** A finished answer: every byte of it but those that belong to one exchange. */
export interface PageEntry {
  readonly kind: 'page';
  /** What rendered it: several routes may be asked about one URL, and only one has a page there. */
  readonly route: string;
  readonly status: number;
  readonly cacheControl: string;
  readonly keys: readonly string[];
  /** Milliseconds since 1970; Infinity for never. */
  readonly expires: number;
  readonly lastModified: number | undefined;
  readonly encodings: readonly Encoding[];
  /** Where its page views are counted; undefined for what nobody counts. */
  readonly pageView: PageViewCounter | undefined;
  /** The answer in one encoding. Its bytes are made when it is first asked for, and packed better later. */
  encoded(encoding: Encoding): EncodedAnswer;
  /** What it takes in memory, in bytes; it grows with each encoding. */
  size(): number;
}

/** One encoding of a page; bytes and headers belong together and are replaced together. */
export interface EncodedAnswer {
  readonly bytes: Buffer;
  /** With its quotes. */
  readonly etag: string;
  /** All of them. */
  readonly headers: HeaderList;
  /** What a 304 keeps (RFC 9110 §15.4.5). */
  readonly unchangedHeaders: HeaderList;
}

/** What happens to an entry's bytes. */
export interface EntryEvents {
  /** It takes more memory than before. */
  readonly onGrow: (entry: PageEntry) => void;
  /** An encoding was asked for again, so that packing its bytes better is worth the time. */
  readonly onReuse: (entry: PageEntry, encoding: Encoding, pack: (bytes: Buffer) => void) => void;
}

export interface EntryOptions extends EntryEvents {
  readonly route: string;
  /** Sent with every answer but a 304, such as the Content-Security-Policy. */
  readonly headers: HeaderList;
  readonly sharedCaching: SharedCaching;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Two or three header lists, keys, and what holds them together. */
const OVERHEAD_BYTES = 3_000;

/** For an answer that no cache of ours keeps. */
const ALONE: EntryOptions = {
  route: '',
  headers: [],
  sharedCaching: { maxAge: 0, tagHeader: null },
  now: () => 0,
  onGrow() {},
  onReuse() {},
};

/** Finishes an answer: from here on serving it is a look-up. */
export function createPageEntry(rendered: Answer, given: Partial<EntryOptions> = {}): PageEntry {
  const options = { ...ALONE, ...given };
  const { keys = [], status = 200, vary, headers: own = [] } = rendered;
  const { cacheControl, tags } = sharedHeaders(rendered, options.sharedCaching);
  const representation = createRepresentation(rendered);
  const { contentType, isCompressible, lastModified, encodings } = representation;
  const made = new Map<Encoding, { answer: EncodedAnswer; uses: number }>();
  const cachingNow = timedCaching({ ...rendered, cacheControl }, options);
  let size = OVERHEAD_BYTES + representation.encoded('identity').bytes.length;

  const fields = [...(vary === undefined ? [] : [vary]), ...(isCompressible ? ['Accept-Encoding'] : [])];

  const finish = (encoding: Encoding, { bytes, etag }: EncodedBody): EncodedAnswer => {
    const caching = [
      CACHE_CONTROL,
      cacheControl,
      ...(fields.length === 0 ? [] : ['Vary', fields.join(', ')]),
      ...(status === 200 ? ['ETag', etag] : []),
    ];
    const hasDate = status === 200 && lastModified !== undefined;
    const headers = [
      ...withoutOwn(options.headers, own),
      ...caching,
      ...(hasDate ? ['Last-Modified', formatHttpDate(lastModified)] : []),
      ...tags,
      ...own,
      'Content-Type',
      contentType,
      'Content-Length',
      String(bytes.length),
      ...(encoding === 'identity' ? [] : ['Content-Encoding', encoding]),
    ];
    return { bytes, etag, unchangedHeaders: caching, headers };
  };

  const entry: PageEntry = {
    kind: 'page',
    route: options.route,
    status,
    cacheControl,
    keys,
    expires: rendered.expires ?? Number.POSITIVE_INFINITY,
    lastModified,
    encodings,
    pageView: rendered.pageView,
    size: () => size,
    encoded(encoding) {
      const known = made.get(encoding);
      if (known === undefined) {
        const answer = finish(encoding, representation.encoded(encoding));
        made.set(encoding, { answer, uses: 1 });
        if (encoding !== 'identity') size += answer.bytes.length;
        options.onGrow(entry);
        return cachingNow === null ? answer : withCaching(answer, cachingNow());
      }
      known.uses += 1;
      if (known.uses === 2 && encoding !== 'identity') {
        options.onReuse(entry, encoding, (better) => {
          if (better.length >= known.answer.bytes.length) return;
          size -= known.answer.bytes.length - better.length;
          known.answer = finish(encoding, representation.repack(encoding, better));
        });
      }
      if (cachingNow !== null) known.answer = withCaching(known.answer, cachingNow());
      return known.answer;
    },
  };
  return entry;
}

/** What shared caches are told of an answer: whether they may keep it, and by which keys it is purged. */
function sharedHeaders({ cacheControl, keys = [] }: Answer, sharedCaching: SharedCaching) {
  // Shared caches keep nothing that could be purged.
  if (cacheControl === FOR_THE_ASKER) return { cacheControl, tags: [] };
  const tags = tagHeaders(sharedCaching, keys);
  if (tags !== null) return { cacheControl, tags: tags.flat() };
  const isPage = cacheControl === pageCacheControl(sharedCaching);
  return { cacheControl: isPage ? REVALIDATE : cacheControl, tags: [] };
}

/**
 * The Cache-Control of a page whose copies may be kept up to a moment, told when it is sent, as it has fewer seconds left each time. Null
 * for every other answer, whose headers are made once.
 */
function timedCaching({ sharedUntil, cacheControl }: Answer, { sharedCaching, now }: EntryOptions) {
  if (sharedUntil == null || sharedCaching.maxAge === 0) return null;
  if (cacheControl !== pageCacheControl(sharedCaching)) return null;
  return (): string => pageCacheControl(sharedCaching, Math.floor((sharedUntil - now()) / 1000));
}

const CACHE_CONTROL = 'Cache-Control';

/** The same answer with this Cache-Control; itself where it has that, as all have that are sent within a second. */
function withCaching(answer: EncodedAnswer, cacheControl: string): EncodedAnswer {
  const { headers, unchangedHeaders } = answer;
  if (unchangedHeaders[unchangedHeaders.indexOf(CACHE_CONTROL) + 1] === cacheControl) return answer;
  const put = (list: HeaderList): HeaderList => list.with(list.indexOf(CACHE_CONTROL) + 1, cacheControl);
  return { ...answer, headers: put(headers), unchangedHeaders: put(unchangedHeaders) };
}

/** The headers of all answers but those that an answer has of its own. */
function withoutOwn(headers: HeaderList, own: HeaderList): HeaderList {
  if (own.length === 0) return headers;
  const isOwn = (name: string): boolean => own.some((one, at) => at % 2 === 0 && one === name);
  return headers.filter((_, at) => !isOwn(headers[at - (at % 2)] ?? ''));
}
