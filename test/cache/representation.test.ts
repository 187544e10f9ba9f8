import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createRepresentation, isCompressibleType } from '../../src/cache/representation.ts';

const HTML = 'text/html; charset=utf-8';
const body = '<p>Քերրի և Պուտին</p>'.repeat(50);

test('each encoding holds the same text', () => {
  const page = createRepresentation({ body, contentType: HTML });
  expect(page.encoded('identity').bytes.toString()).toBe(body);
  expect(gunzipSync(page.encoded('gzip').bytes).toString()).toBe(body);
  expect(brotliDecompressSync(page.encoded('br').bytes).toString()).toBe(body);
  expect(page.encoded('br').bytes.length).toBeLessThan(page.encoded('identity').bytes.length);
});

test('compression is done once', () => {
  const page = createRepresentation({ body, contentType: HTML });
  expect(page.encoded('br')).toBe(page.encoded('br'));
  expect(page.encoded('gzip')).toBe(page.encoded('gzip'));
});

test('ETags are strong, differ by encoding, content and type, and are the same in every process', () => {
  const tagsOf = (text: string, contentType = HTML) => {
    const page = createRepresentation({ body: text, contentType });
    return page.encodings.map((encoding) => page.encoded(encoding).etag);
  };
  const tags = [...tagsOf('a'), ...tagsOf('b'), ...tagsOf('a', 'text/plain; charset=utf-8')];
  expect(new Set(tags).size).toBe(9);
  for (const tag of tags) expect(tag).toMatch(/^"[A-Za-z0-9_-]{16}(?:-br|-gzip)?"$/);
  expect(tagsOf('a')).toEqual(tagsOf('a'));
});

test('a picture is held as it is, and asking for more is a mistake of the caller', () => {
  const picture = createRepresentation({ body: Buffer.from([137, 80]), contentType: 'image/png' });
  expect(picture.isCompressible).toBe(false);
  expect(picture.encodings).toEqual(['identity']);
  expect(() => picture.encoded('br')).toThrow(RangeError);
});

test('the caller may overrule the content type; an empty body is fine', () => {
  expect(createRepresentation({ body: 'x', contentType: HTML, compressible: false }).encodings).toEqual([
    'identity',
  ]);
  const empty = createRepresentation({ body: '', contentType: HTML });
  expect(brotliDecompressSync(empty.encoded('br').bytes).length).toBe(0);
});

describe('text is compressible', () => {
  test.each([
    'text/html; charset=utf-8',
    'TEXT/CSS',
    'text/plain;charset=utf-8',
    'application/json; charset=utf-8',
    'application/feed+json; charset=utf-8',
    'application/rss+xml; charset=utf-8',
    'application/xml',
    'application/manifest+json',
    'application/javascript',
    'image/svg+xml',
  ])('%s', (type) => expect(isCompressibleType(type)).toBe(true));

  test.each([
    'font/woff2',
    'image/png',
    'image/webp',
    'image/avif',
    'application/octet-stream',
    'video/mp4',
    '',
    'json',
  ])('not %j', (type) => expect(isCompressibleType(type)).toBe(false));
});
