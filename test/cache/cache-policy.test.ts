import { expect, test } from 'vitest';
import {
  NO_STORE,
  ONE_YEAR_IMMUTABLE,
  pageCacheControl,
  REVALIDATE,
  tagHeaders,
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

test('both headers are named where caches read one and the other', () => {
  expect(tagHeaders({ maxAge: 60, tagHeader: 'both' }, ['site', 'topic:a,b', 'site'])).toEqual([
    ['Surrogate-Key', 'site topic:a%2Cb'],
    ['Cache-Tag', 'site,topic:a%2Cb'],
  ]);
});

test('keys that are too many for a header are none', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, nth) => `picture:/media/фото-${nth}.jpg`);
  const [[, value = ''] = []] = tagHeaders({ maxAge: 60, tagHeader: 'Surrogate-Key' }, keys(300)) ?? [];
  expect(value.length).toBeLessThanOrEqual(7_000);
  expect(value.split(' ')).toHaveLength(300);
  expect(tagHeaders({ maxAge: 60, tagHeader: 'Surrogate-Key' }, keys(400))).toBeNull();
});
