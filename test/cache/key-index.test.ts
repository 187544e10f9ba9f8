import { expect, test, vi } from 'vitest';
import { createKeyIndex, type KeyIndex } from '../../src/cache/key-index.ts';
import { createPageCache } from '../../src/cache/page-cache.ts';

const made = vi.hoisted((): KeyIndex[] => []);

vi.mock(import('../../src/cache/key-index.ts'), async (original) => {
  const real = await original();
  return {
    createKeyIndex() {
      const index = real.createKeyIndex();
      made.push(index);
      return index;
    },
  };
});

test('URLs are found by any of their keys, each once', () => {
  const index = createKeyIndex();
  index.add('/a', ['x', 'y']);
  index.add('/b', ['y']);
  expect([...index.urlsOf(['x', 'y'])]).toEqual(['/a', '/b']);
  expect([...index.urlsOf(['x'])]).toEqual(['/a']);
  expect(index.urlsOf(['z']).size).toBe(0);
  expect(index.urlsOf([]).size).toBe(0);
});

test('a URL that was removed is found no more, and others still are', () => {
  const index = createKeyIndex();
  index.add('/a', ['x', 'y']);
  index.add('/b', ['y']);
  index.remove('/a', ['x', 'y']);
  expect([...index.urlsOf(['x', 'y'])]).toEqual(['/b']);
  index.remove('/a', ['x', 'unknown']);
  expect([...index.urlsOf(['y'])]).toEqual(['/b']);
});

test('a key that is named twice is one', () => {
  const index = createKeyIndex();
  index.add('/a', ['x', 'x']);
  index.remove('/a', ['x', 'x']);
  expect(index.urlsOf(['x']).size).toBe(0);
});

test('what was found stays as it was while its URLs are removed', () => {
  const index = createKeyIndex();
  for (let number = 0; number < 100; number += 1) index.add(`/${number}`, ['x']);
  const found = index.urlsOf(['x']);
  for (const url of found) index.remove(url, ['x']);
  expect(found.size).toBe(100);
  expect(index.urlsOf(['x']).size).toBe(0);
});

test('a page cache leaves nothing in its index of pages that it let go', async () => {
  const clock = { now: 0 };
  const pages = createPageCache({
    maxBytes: 100_000,
    now: () => clock.now,
    headers: [],
    sharedCaching: { maxAge: 0, tagHeader: null },
    pack: () => {},
  });
  const index = made.at(-1);
  const urls = Array.from({ length: 200 }, (_, number) => `/${number}`);
  for (const url of urls) {
    const page = await pages.resolve('page', url, () => ({
      kind: 'rendered',
      body: 'x'.repeat(1_000),
      contentType: 'text/html',
      cacheControl: 'no-cache',
      keys: [url, 'all'],
      expires: 1_000,
    }));
    page.encoded('gzip');
  }
  const held = urls.filter((url) => pages.get(url) !== undefined);
  expect(held.length).toBeGreaterThan(10);
  expect(held.length).toBeLessThan(100);
  expect([...(index?.urlsOf(['all']) ?? [])].sort()).toEqual([...held].sort());
  expect([...(index?.urlsOf(urls) ?? [])].sort()).toEqual([...held].sort());
  clock.now = 1_000;
  for (const url of held) pages.get(url);
  expect(index?.urlsOf([...urls, 'all']).size).toBe(0);
});
