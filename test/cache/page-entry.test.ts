import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Encoding } from '../../src/cache/accept-encoding.ts';
import { createPageEntry, type HeaderList, type RenderedPage } from '../../src/cache/page-entry.ts';
import { compressBest } from '../../src/cache/representation.ts';

const BODY = `<!DOCTYPE html><p>${'Word by word. '.repeat(500)}`;
const ENCODINGS: readonly Encoding[] = ['identity', 'gzip', 'br'];

interface Repacking {
  readonly encoding: Encoding;
  readonly take: (bytes: Buffer) => void;
}

function openEntry(
  given: Partial<RenderedPage> = {},
  tagHeader: 'Surrogate-Key' | 'Cache-Tag' | null = null,
) {
  const reused: Repacking[] = [];
  const sizes: number[] = [];
  const page: RenderedPage = {
    kind: 'rendered',
    body: BODY,
    contentType: 'text/html; charset=utf-8',
    cacheControl: 'public, max-age=0, must-revalidate',
    keys: ['site', 'front'],
    expires: null,
    ...given,
  };
  const entry = createPageEntry(page, {
    route: 'front',
    headers: ['X-Frame-Options', 'DENY'],
    sharedCaching: { maxAge: 0, tagHeader },
    onGrow: (grown) => sizes.push(grown.size()),
    onReuse: (_entry, encoding, take) => reused.push({ encoding, take }),
  });
  return { entry, reused, sizes };
}

/** Throws where a name is there twice. */
function toObject(list: HeaderList): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < list.length; index += 2) {
    const name = list[index] ?? '';
    expect(headers).not.toHaveProperty(name);
    headers[name] = list[index + 1] ?? '';
  }
  return headers;
}

const decode = (encoding: Encoding, bytes: Buffer): string => {
  if (encoding === 'gzip') return gunzipSync(bytes).toString();
  return (encoding === 'br' ? brotliDecompressSync(bytes) : bytes).toString();
};

test.each(ENCODINGS)('%s has a header list of its own', (encoding) => {
  const { bytes, etag, headers } = openEntry().entry.encoded(encoding);
  expect(etag).toMatch(/^"[\w-]{16,}"$/);
  expect(toObject(headers)).toEqual({
    'X-Frame-Options': 'DENY',
    'Cache-Control': 'public, max-age=0, must-revalidate',
    Vary: 'Accept-Encoding',
    ETag: etag,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': String(bytes.length),
    ...(encoding === 'identity' ? {} : { 'Content-Encoding': encoding }),
  });
  expect(decode(encoding, bytes)).toBe(BODY);
});

test('a header of its own takes the place of the one that all answers have', () => {
  const { entry } = openEntry({ headers: ['X-Frame-Options', 'SAMEORIGIN', 'Link', '</feed>'] });
  expect(toObject(entry.encoded('br').headers)).toMatchObject({
    'X-Frame-Options': 'SAMEORIGIN',
    Link: '</feed>',
  });
});

test('ETags are strong, differ by encoding and by content, and are the same for the same page', () => {
  const { entry } = openEntry();
  const tags = ENCODINGS.map((encoding) => entry.encoded(encoding).etag);
  expect(new Set(tags).size).toBe(3);
  expect(ENCODINGS.map((encoding) => openEntry().entry.encoded(encoding).etag)).toEqual(tags);
  const others = ENCODINGS.map((encoding) => openEntry({ body: `${BODY}.` }).entry.encoded(encoding).etag);
  expect(new Set([...tags, ...others]).size).toBe(6);
});

test('a 304 keeps what RFC 9110 asks for, and nothing of the body', () => {
  const { entry } = openEntry({ lastModified: Date.UTC(2016, 6, 15) }, 'Surrogate-Key');
  for (const encoding of ENCODINGS) {
    const { etag, unchangedHeaders } = entry.encoded(encoding);
    expect(toObject(unchangedHeaders)).toEqual({
      'Cache-Control': 'public, max-age=0, must-revalidate',
      Vary: 'Accept-Encoding',
      ETag: etag,
    });
  }
});

test('bytes packed better come with their own length, and the same ETag', async () => {
  const { entry, reused, sizes } = openEntry();
  for (const encoding of ['gzip', 'br'] as const) {
    const first = entry.encoded(encoding);
    expect(entry.encoded(encoding)).toBe(first);
    const plain = entry.size();
    const packed = await compressBest(Buffer.from(BODY), encoding);
    const best = packed.length < first.bytes.length ? packed : first.bytes.subarray(1);
    reused.find((one) => one.encoding === encoding)?.take(best);
    const second = entry.encoded(encoding);
    expect(second.bytes).toBe(best);
    expect(second.etag).toBe(first.etag);
    expect(toObject(second.headers)).toEqual({
      ...toObject(first.headers),
      'Content-Length': String(best.length),
    });
    expect(second.unchangedHeaders).toEqual(first.unchangedHeaders);
    // What was taken from the entry before is still whole.
    expect(toObject(first.headers)['Content-Length']).toBe(String(first.bytes.length));
    expect(entry.size()).toBe(plain - first.bytes.length + best.length);
  }
  expect(sizes).toHaveLength(2);
});

test('packing is asked for once, at the second use, and never for the bytes as they are', () => {
  const { entry, reused } = openEntry();
  for (let use = 0; use < 5; use += 1) {
    entry.encoded('identity');
    entry.encoded('gzip');
    expect(reused.map(({ encoding }) => encoding)).toEqual(use === 0 ? [] : ['gzip']);
  }
});

test('bytes that are not smaller are not taken', () => {
  const { entry, reused } = openEntry();
  const first = entry.encoded('gzip');
  entry.encoded('gzip');
  const size = entry.size();
  reused[0]?.take(Buffer.alloc(first.bytes.length));
  expect(entry.encoded('gzip')).toBe(first);
  expect(entry.size()).toBe(size);
});

test('the size grows by each encoding once', () => {
  const { entry, sizes } = openEntry();
  const empty = entry.size();
  expect(empty).toBeGreaterThan(BODY.length);
  const lengths = ENCODINGS.map((encoding) => entry.encoded(encoding).bytes.length);
  expect(entry.size()).toBe(empty + (lengths[1] ?? 0) + (lengths[2] ?? 0));
  for (const encoding of ENCODINGS) entry.encoded(encoding);
  expect(entry.size()).toBe(sizes.at(-1));
});

test.each([
  ['Surrogate-Key', 'site front'],
  ['Cache-Tag', 'site,front'],
] as const)('keys are named in %s where that is on', (name, value) => {
  expect(toObject(openEntry({}, name).entry.encoded('br').headers)[name]).toBe(value);
  const off = toObject(openEntry().entry.encoded('br').headers);
  expect(Object.keys(off).filter((header) => /tag$|key/i.test(header))).toEqual(['ETag']);
});

test('a date is told by the second, in the answer alone', () => {
  const { entry } = openEntry({ lastModified: Date.UTC(2016, 6, 15, 9, 30, 1, 999) });
  expect(toObject(entry.encoded('identity').headers)['Last-Modified']).toBe('Fri, 15 Jul 2016 09:30:01 GMT');
});

test('headers of its own are in the answer, and a request header that it varies by in a 304 as well', () => {
  const { entry } = openEntry({ vary: 'Accept', headers: ['Link', '<https://a.test/>; rel="hub"'] });
  const { headers, unchangedHeaders } = entry.encoded('br');
  expect(toObject(headers)).toMatchObject({
    Link: '<https://a.test/>; rel="hub"',
    Vary: 'Accept, Accept-Encoding',
  });
  expect(toObject(unchangedHeaders)).toMatchObject({ Vary: 'Accept, Accept-Encoding' });
  expect(toObject(unchangedHeaders)).not.toHaveProperty('Link');
});

test('an error has no validators', () => {
  const { entry } = openEntry({ status: 404, lastModified: 0, cacheControl: 'no-store' });
  const headers = toObject(entry.encoded('br').headers);
  expect(entry.status).toBe(404);
  expect(headers).not.toHaveProperty('ETag');
  expect(headers).not.toHaveProperty('Last-Modified');
  expect(headers['Cache-Control']).toBe('no-store');
  expect(headers['Vary']).toBe('Accept-Encoding');
});

test('what is packed already is held as it is', () => {
  const { entry } = openEntry({ body: Buffer.alloc(100, 7), contentType: 'font/woff2' });
  expect(entry.encodings).toEqual(['identity']);
  expect(toObject(entry.encoded('identity').headers)).not.toHaveProperty('Vary');
  expect(() => entry.encoded('gzip')).toThrow(RangeError);
  expect(openEntry().entry.expires).toBe(Number.POSITIVE_INFINITY);
  expect(openEntry({ expires: 5 }).entry.expires).toBe(5);
});

test('how long shared caches may keep a page that is right up to a moment is told when it is sent; what nobody may keep stays so', () => {
  let now = 0;
  const sharedCaching = { maxAge: 60, tagHeader: null };
  const cachingOf = (cacheControl: string, sharedUntil: number | null) => {
    const page = { body: BODY, contentType: 'text/html; charset=utf-8', cacheControl, sharedUntil };
    const entry = createPageEntry(page, { sharedCaching, now: () => now });
    return () => toObject(entry.encoded('br').headers)['Cache-Control'];
  };
  const whole = 'public, max-age=0, s-maxage=60, stale-while-revalidate=30, stale-if-error=86400';
  const [timed, untimed, unkept] = [
    cachingOf(whole, 100_000),
    cachingOf(whole, null),
    cachingOf('no-store', 100_000),
  ];
  const first = timed();
  expect(first).toBe('public, max-age=0, s-maxage=60, stale-while-revalidate=30, stale-if-error=40');
  now = 30_001;
  expect(timed()).toBe('public, max-age=0, s-maxage=60, stale-while-revalidate=9, stale-if-error=9');
  now = 99_001;
  expect([timed(), untimed(), unkept()]).toEqual([
    'public, max-age=0, s-maxage=0, stale-while-revalidate=0, stale-if-error=0',
    whole,
    'no-store',
  ]);
});

test('a page with more keys than a header holds is kept by no shared cache; what nobody may keep stays so', () => {
  const sharedCaching = { maxAge: 60, tagHeader: 'Surrogate-Key' } as const;
  const headersOf = (count: number, cacheControl: string, sharedUntil: number | null = null) => {
    const keys = Array.from(
      { length: count },
      (_, nth) => `picture:/media/a-long-name-of-a-picture-${nth}.jpg`,
    );
    const page = { body: BODY, contentType: 'text/html; charset=utf-8', cacheControl, keys, sharedUntil };
    return toObject(createPageEntry(page, { sharedCaching, now: () => 0 }).encoded('br').headers);
  };
  const shared = 'public, max-age=0, s-maxage=60, stale-while-revalidate=30, stale-if-error=86400';
  expect(headersOf(10, shared)['Cache-Control']).toBe(shared);
  for (const until of [null, 30_000]) {
    const crowded = headersOf(1_000, shared, until);
    expect(crowded).not.toHaveProperty('Surrogate-Key');
    expect(crowded['Cache-Control']).toBe('public, max-age=0, must-revalidate');
  }
  expect(headersOf(1_000, 'no-cache')['Cache-Control']).toBe('no-cache');
});
