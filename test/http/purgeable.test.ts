import request, { type Response } from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixtureSite, openTestSite, type TestSite } from '../support/open-test-site.ts';

const ORIGIN = 'http://courier.test';
/** Where crawls begin: what no page links to as well. */
const STARTS = [
  '/',
  '/sitemap.xml',
  '/sitemap-news.xml',
  '/sitemap-pages.xml',
  '/robots.txt',
  '/llms.txt',
  '/manifest.webmanifest',
  '/opensearch.xml',
  '/service-worker.js',
  '/.well-known/security.txt',
  '/2016/07/15/everything.md',
  '/archive',
  '/media/harbour.png',
];
/** The program’s own, the same until another release, before which everything is purged. */
const OF_RELEASE = /^\/(?:assets\/|favicon\.ico$|apple-touch-icon\.png$)/;

let site: TestSite;
const answers = new Map<string, Response>();

/** Addresses of the site in an answer, of whatever kind. */
function addressesIn({ headers, text }: Response): string[] {
  if (!/html|xml|json|text|script/.test(String(headers['content-type']))) return [];
  const found = (text ?? '').matchAll(
    /(?:(?:href|src|content|url)=|"url":|<loc>)"?([^"<>\s]+)|srcset="([^"]+)"/g,
  );
  return [...found].flatMap(([, one = '', set = '']) =>
    [one, ...set.split(',').map((part) => part.trim().split(' ')[0] ?? '')].flatMap((written) => {
      const address = written.replaceAll('&amp;', '&');
      if (!URL.canParse(address, ORIGIN)) return [];
      const { origin, pathname, search } = new URL(address, ORIGIN);
      return origin === ORIGIN ? [pathname + (/^\?page=\d+$/.test(search) ? search : '')] : [];
    }),
  );
}

beforeAll(async () => {
  const sharedCaching = { maxAge: 86_400, tagHeader: 'Surrogate-Key' } as const;
  site = await openTestSite(fixtureSite('newsroom'), { sharedCaching });
  const waiting = [...STARTS];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (answers.has(path) || answers.size > 600) continue;
    const answer = await request(site.app).get(path);
    answers.set(path, answer);
    waiting.push(...addressesIn(answer));
  }
});
afterAll(() => site.close());

const kindsOf = (paths: Iterable<string>): Set<string> =>
  new Set(
    [...paths].map(
      (path) => /^\/(?:pictures|cards|media|assets|feed|sitemap|20\d\d)/.exec(path)?.[0] ?? 'else',
    ),
  );

test('what a shared cache may keep without asking names surrogate keys', () => {
  const kept = [...answers].filter(([path, { headers }]) => {
    const control = String(headers['cache-control']);
    return /max-?age=[1-9]/.test(control) && !/no-store|private/.test(control) && !OF_RELEASE.test(path);
  });
  const unnamed = kept.filter(([, { headers }]) => headers['surrogate-key'] === undefined);
  expect(unnamed.map(([path]) => path)).toEqual([]);
  expect([...kindsOf(kept.map(([path]) => path))].sort()).toEqual([
    '/2016',
    '/cards',
    '/feed',
    '/media',
    '/pictures',
    '/sitemap',
    'else',
  ]);
});

test('redirects and errors are asked for each time', () => {
  const others = [...answers].filter(([, { status }]) => status !== 200);
  for (const [path, { headers }] of others)
    expect([path, headers['cache-control']]).toEqual([
      path,
      expect.stringMatching(/^no-store$|must-revalidate$/),
    ]);
});

test('no header of keys is longer than caches take', () => {
  const longest = Math.max(
    ...[...answers.values()].map(({ headers }) => String(headers['surrogate-key'] ?? '').length),
  );
  expect(longest).toBeGreaterThan(20);
  expect(longest).toBeLessThanOrEqual(7_000);
});

test.each([
  ['a file', '/media/', /^(?:picture|file):/],
  ['a picture of a page', '/pictures/', /^picture:/],
  ['a card', '/cards/', /^article:/],
])('%s names the key by which it is purged', (_what, below, key) => {
  const [, found] = [...answers].find(([path, { status }]) => path.startsWith(below) && status === 200) ?? [];
  expect(found?.headers['surrogate-key']).toMatch(key);
});
