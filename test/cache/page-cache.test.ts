import { expect, test } from 'vitest';
import type { PackingJob } from '../../src/cache/best-compression.ts';
import { createPageCache, type PageCache } from '../../src/cache/page-cache.ts';
import type { PageEntry, RenderedPage } from '../../src/cache/page-entry.ts';
import { createRandom } from '../content/random.ts';

const MEGABYTE = 1_000_000;

/** Text that does not pack to nothing. */
function words(bytes: number, seed = 1): string {
  const random = createRandom(seed);
  return Array.from({ length: Math.ceil(bytes / 5) }, () => String(10_000 + random(90_000)))
    .join('')
    .slice(0, bytes);
}

const rendered = (body: string, given: Partial<RenderedPage> = {}): RenderedPage => ({
  kind: 'rendered',
  body,
  contentType: 'text/html; charset=utf-8',
  cacheControl: 'no-cache',
  keys: ['site'],
  expires: null,
  ...given,
});

function openCache({ maxBytes = MEGABYTE } = {}) {
  const clock = { now: 0 };
  const jobs: PackingJob[] = [];
  const pages = createPageCache({
    maxBytes,
    now: () => clock.now,
    headers: [],
    sharedCaching: { maxAge: 0, tagHeader: null },
    pack: (job) => jobs.push(job),
  });
  const put = (url: string, page: RenderedPage): Promise<PageEntry> => pages.resolve('page', url, () => page);
  return { pages, clock, jobs, put };
}

const sizeOf = (pages: PageCache, urls: readonly string[]): number =>
  urls.reduce((sum, url) => sum + (pages.get(url)?.size() ?? 0), 0);
const textOf = (entry: PageEntry): string => entry.encoded('identity').bytes.toString();

test('a page is made once and then found', async () => {
  const { pages, put } = openCache();
  expect(pages.get('/a')).toBeUndefined();
  const made = await put('/a', rendered('A'));
  expect(pages.get('/a')).toBe(made);
  expect(await put('/a', rendered('again'))).toBe(made);
  expect(textOf(made)).toBe('A');
});

test('requests that come while a page is being made wait for it', async () => {
  const { pages } = openCache();
  const page = Promise.withResolvers<RenderedPage>();
  let made = 0;
  const make = () => {
    made += 1;
    return page.promise;
  };
  const asked = [pages.resolve('page', '/a', make), pages.resolve('page', '/a', make)];
  page.resolve(rendered('A'));
  const [first, second] = await Promise.all(asked);
  expect(made).toBe(1);
  expect(first).toBe(second);
  expect(pages.get('/a')).toBe(first);
});

test.each<[string, (pages: PageCache) => void]>([
  ['a drop of its keys', (pages) => pages.drop(['site'])],
  ['a drop of other keys', (pages) => pages.drop(['other'])],
  ['a drop of everything', (pages) => pages.clear()],
])('a page begun before %s goes to its askers, and to nobody after', async (_name, drop) => {
  const { pages } = openCache();
  const old = Promise.withResolvers<RenderedPage>();
  const before = pages.resolve('page', '/a', () => old.promise);
  drop(pages);
  const renewed = Promise.withResolvers<RenderedPage>();
  const after = pages.resolve('page', '/a', () => renewed.promise);
  old.resolve(rendered('old'));
  expect(textOf(await before)).toBe('old');
  expect(pages.get('/a')).toBeUndefined();
  // The end of the old one must not make room for a third.
  const joined = pages.resolve('page', '/a', () => rendered('third'));
  renewed.resolve(rendered('new'));
  expect(textOf(await after)).toBe('new');
  expect(await joined).toBe(await after);
  expect(pages.get('/a')).toBe(await after);
});

test('a late page does not take the place of the one made after the drop', async () => {
  const { pages, put } = openCache();
  const old = Promise.withResolvers<RenderedPage>();
  const before = pages.resolve('page', '/a', () => old.promise);
  pages.drop(['site']);
  const after = await put('/a', rendered('new'));
  old.resolve(rendered('old'));
  await before;
  expect(pages.get('/a')).toBe(after);
});

test.each([
  ['throws', () => Promise.reject(new Error('no disk'))],
  [
    'throws at once',
    () => {
      throw new Error('no disk');
    },
  ],
])('where making a page %s, all askers are told, and the next asks again', async (_name, make) => {
  const { pages, put } = openCache();
  const asked = [pages.resolve('page', '/a', make), pages.resolve('page', '/a', make)];
  const told = await Promise.allSettled(asked);
  expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(pages.bytes()).toBe(0);
  expect(textOf(await put('/a', rendered('A')))).toBe('A');
});

test('what is no page is not kept', async () => {
  const { pages, put } = openCache();
  const outcome = { kind: 'moved', path: '/b' } as const;
  expect(await pages.resolve('page', '/a', () => outcome)).toBe(outcome);
  expect(pages.bytes()).toBe(0);
  expect(textOf(await put('/a', rendered('A')))).toBe('A');
});

test('another route does not get the page of a URL', async () => {
  const { pages, put } = openCache();
  const made = await put('/a', rendered('A'));
  expect(await pages.resolve('other', '/a', () => ({ kind: 'nothing' }))).toEqual({ kind: 'nothing' });
  expect(pages.get('/a')).toBe(made);
});

test('two routes that ask about one URL at once do not share an answer', async () => {
  const { pages } = openCache();
  const page = pages.resolve('page', '/a', async () => rendered('A'));
  const other = pages.resolve('other', '/a', async () => ({ kind: 'nothing' }) as const);
  expect((await page).kind).toBe('page');
  expect((await other).kind).toBe('nothing');
});

test('a drop takes exactly the pages that carry one of its keys', async () => {
  const { pages, put } = openCache();
  const keys = { '/a': ['x', 'y'], '/b': ['y', 'z'], '/c': ['z'], '/d': [] };
  for (const [url, list] of Object.entries(keys)) await put(url, rendered(url, { keys: list }));
  pages.drop(['x', 'y', 'unknown']);
  expect(Object.keys(keys).filter((url) => pages.get(url) !== undefined)).toEqual(['/c', '/d']);
  expect(pages.bytes()).toBe(sizeOf(pages, ['/c', '/d']));
  pages.clear();
  expect(pages.get('/c')).toBeUndefined();
  expect(pages.bytes()).toBe(0);
});

test('a page that was made anew is dropped by its new keys only', async () => {
  const { pages, put } = openCache();
  await put('/a', rendered('A', { keys: ['old', 'both'] }));
  pages.drop(['old']);
  const made = await put('/a', rendered('B', { keys: ['new', 'both'] }));
  made.encoded('gzip');
  pages.drop(['old']);
  expect(pages.get('/a')).toBe(made);
  pages.drop(['both']);
  expect(pages.get('/a')).toBeUndefined();
});

test('a page is gone at the very millisecond at which it expires', async () => {
  const { pages, clock, put } = openCache();
  const made = await put('/a', rendered('A', { expires: 1_000 }));
  clock.now = 999;
  expect(pages.get('/a')).toBe(made);
  clock.now = 1_000;
  expect(pages.get('/a')).toBeUndefined();
  expect(pages.bytes()).toBe(0);
  expect(textOf(await put('/a', rendered('B')))).toBe('B');
});

test('all pages together never take more than they may, nor their encodings', async () => {
  const { pages, put, jobs } = openCache();
  const urls = Array.from({ length: 1_000 }, (_, index) => `/${index}`);
  for (const [index, url] of urls.entries()) {
    const entry = await put(url, rendered(words(10_000, index), { keys: [`key:${index}`] }));
    for (const encoding of ['gzip', 'gzip', 'br', 'br'] as const) entry.encoded(encoding);
    expect(pages.bytes()).toBeLessThanOrEqual(MEGABYTE);
  }
  expect(pages.bytes()).toBe(sizeOf(pages, urls));
  expect(pages.bytes()).toBeGreaterThan(MEGABYTE / 2);
  expect(pages.get('/0')).toBeUndefined();
  for (const { bytes, isWanted, onPacked } of jobs) {
    if (isWanted()) onPacked(bytes.subarray(0, 100));
  }
  expect(pages.bytes()).toBe(sizeOf(pages, urls));
  pages.drop(urls.map((_url, index) => `key:${index}`));
  expect(pages.bytes()).toBe(0);
});

test('each encoding counts, and one packed better counts less', async () => {
  const { pages, put, jobs } = openCache();
  const entry = await put('/a', rendered(words(10_000)));
  const plain = pages.bytes();
  const length = entry.encoded('gzip').bytes.length;
  expect(pages.bytes()).toBe(plain + length);
  entry.encoded('gzip');
  expect(jobs).toHaveLength(1);
  jobs[0]?.onPacked(Buffer.alloc(length - 500));
  expect(pages.bytes()).toBe(plain + length - 500);
  expect(pages.bytes()).toBe(entry.size());
});

test('a page that was dropped is not packed, and does not come back', async () => {
  const { pages, put, jobs } = openCache();
  const entry = await put('/a', rendered(words(10_000)));
  entry.encoded('br');
  entry.encoded('br');
  pages.drop(['site']);
  expect(jobs[0]?.isWanted()).toBe(false);
  jobs[0]?.onPacked(Buffer.alloc(10));
  entry.encoded('gzip');
  entry.encoded('gzip');
  expect(jobs).toHaveLength(1);
  expect(pages.get('/a')).toBeUndefined();
  expect(pages.bytes()).toBe(0);
});

test.each([0, 1, 5_000])('a page larger than %i bytes is answered and not kept', async (maxBytes) => {
  const { pages, put } = openCache({ maxBytes });
  const entry = await put('/a', rendered(words(10_000)));
  expect(entry.encoded('br').bytes.length).toBeGreaterThan(0);
  expect(pages.get('/a')).toBeUndefined();
  expect(pages.bytes()).toBe(0);
});

test('a page that outgrows the cache by an encoding is let go', async () => {
  const { pages, put } = openCache({ maxBytes: 14_000 });
  const entry = await put('/a', rendered(words(10_000)));
  expect(pages.get('/a')).toBe(entry);
  expect(entry.encoded('gzip').bytes.length).toBeGreaterThan(1_000);
  expect(pages.get('/a')).toBeUndefined();
  expect(pages.bytes()).toBe(0);
});
