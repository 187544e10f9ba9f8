import { expect, test } from 'vitest';
import {
  NO_STORE,
  ONE_YEAR_IMMUTABLE,
  pageCacheControl,
  REVALIDATE,
  tagHeaders,
  toTag,
} from '../../src/cache/cache-policy.ts';

test('pages are asked for each time unless shared caches may keep them', () => {
  expect(pageCacheControl({ maxAge: 0, tagHeader: null })).toBe('public, max-age=0, must-revalidate');
  expect(pageCacheControl({ maxAge: 60, tagHeader: 'Cache-Tag' })).toBe(
    'public, max-age=0, s-maxage=60, stale-while-revalidate=30, stale-if-error=86400',
  );
});

test.each([
  [43_200, 's-maxage=60, stale-while-revalidate=30, stale-if-error=43140'],
  [100, 's-maxage=60, stale-while-revalidate=30, stale-if-error=40'],
  [80, 's-maxage=60, stale-while-revalidate=20, stale-if-error=20'],
  [30, 's-maxage=30, stale-while-revalidate=0, stale-if-error=0'],
  [0, 's-maxage=0, stale-while-revalidate=0, stale-if-error=0'],
  [-5, 's-maxage=0, stale-while-revalidate=0, stale-if-error=0'],
  [200_000, 's-maxage=60, stale-while-revalidate=30, stale-if-error=86400'],
])('of a page that is right for %i seconds more no copy is kept beyond them', (left, kept) => {
  expect(pageCacheControl({ maxAge: 60, tagHeader: null }, left)).toBe(`public, max-age=0, ${kept}`);
  expect(pageCacheControl({ maxAge: 0, tagHeader: null }, left)).toBe(REVALIDATE);
});

test('a browser never keeps a page unasked, whatever shared caches may', () => {
  for (const maxAge of [0, 1, 60, 86_400]) {
    expect(pageCacheControl({ maxAge, tagHeader: null })).toMatch(/^public, max-age=0(?:,|$)/);
  }
  expect([REVALIDATE, NO_STORE, ONE_YEAR_IMMUTABLE]).toEqual([
    'public, max-age=0, must-revalidate',
    'no-store',
    'public, max-age=31536000, immutable',
  ]);
});

test('keys are named as each header separates them', () => {
  const keys = ['site', 'article:2016/07/kerry'];
  expect(tagHeaders({ maxAge: 0, tagHeader: 'Surrogate-Key' }, keys)).toEqual([
    ['Surrogate-Key', 'site article:2016/07/kerry'],
  ]);
  expect(tagHeaders({ maxAge: 0, tagHeader: 'Cache-Tag' }, keys)).toEqual([
    ['Cache-Tag', 'site,article:2016/07/kerry'],
  ]);
  expect(tagHeaders({ maxAge: 0, tagHeader: null }, keys)).toEqual([]);
  expect(tagHeaders({ maxAge: 0, tagHeader: 'Cache-Tag' }, [])).toEqual([]);
});

test.each([
  'topic:Սիրիա',
  'article:a b',
  'article:a,b',
  'article:a\r\nSet-Cookie: x',
  'article:\u0000\u007f',
  'article:\ud800',
  'article:100%',
  'article:😀',
])('the tag of %j is one word of visible ASCII, and its own', (key) => {
  expect(toTag(key)).toMatch(/^[\x21-\x2b\x2d-\x7e]+$/);
  expect(toTag(key)).not.toBe(toTag(`${key}x`));
});

test('two keys do not share a tag where one is written as the tag of the other', () => {
  expect(toTag('article:a b')).not.toBe(toTag('article:a%20b'));
  expect(toTag('article:a,b')).not.toBe(toTag('article:a%2Cb'));
});
