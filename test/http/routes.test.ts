import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixtureSite, openTestSite, type TestSite } from '../support/open-test-site.ts';
import { expectSiteHeaders } from './assert-headers.ts';

let site: TestSite;
const get = (path: string) => request(site.app).get(path);

beforeAll(async () => {
  site = await openTestSite(fixtureSite('newsroom'));
});
afterAll(() => site.close());

const HTML = 'text/html; charset=utf-8';
const FEEDS = [
  ['feed.xml', 'application/rss+xml; charset=utf-8'],
  ['feed.atom', 'application/atom+xml; charset=utf-8'],
  ['feed.json', 'application/feed+json; charset=utf-8'],
] as const;

describe('the table of routes', () => {
  test.each([
    ['/', 200, HTML],
    ['/?page=2', 200, HTML],
    ['/-/dev/events', 404, HTML],
    ['/-/dev/client.js', 404, HTML],
    ['/2016/07/15/everything', 200, HTML],
    ['/hy/2016/07/14/armenian', 200, HTML],
    ['/ar/2016/07/13/arabic', 200, HTML],
    ['/2016', 200, HTML],
    ['/2016/07', 200, HTML],
    ['/2016/07/15', 200, HTML],
    ['/2016?page=2', 200, HTML],
    ['/sections/world', 200, HTML],
    ['/sections/economy?page=2', 200, HTML],
    ['/topics/science-arts', 200, HTML],
    [`/topics/${encodeURIComponent('տնտեսություն')}`, 200, HTML],
    ['/authors/example-desk', 200, HTML],
    ['/archive', 200, HTML],
    ['/topics', 200, HTML],
    ['/topics?page=2', 404, HTML],
    ['/authors', 200, HTML],
    ['/series', 200, HTML],
    ['/series/the-harbour-talks', 200, HTML],
    ['/series/the-harbour-talks?page=2', 404, HTML],
    ['/series/nothing', 404, HTML],
    ['/about', 200, HTML],
    ...FEEDS.flatMap(([file, type]): [string, number, string][] => [
      ...['', '/sections/world', '/topics/science-arts', '/authors/example-desk', '/corrections'].map(
        (home): [string, number, string] => [`${home}/${file}`, 200, type],
      ),
      [`/topics/${encodeURIComponent('տնտեսություն')}/${file}`, 200, type],
      [`/sections/sport/${file}`, 404, HTML],
      [`/topics/secrets/${file}`, 404, HTML],
      [`/about/${file}`, 404, HTML],
    ]),
    ['/feed.csv', 404, HTML],
    ['/search', 200, HTML],
    ['/search?q=x', 200, HTML],
    ['/search?q=x&page=0', 400, HTML],
    ['/search/x', 404, HTML],
    ['/opensearch.xml', 200, 'application/opensearchdescription+xml; charset=utf-8'],
    ['/corrections', 200, HTML],
    ['/partners', 200, HTML],
    ['/corrections?page=2', 404, HTML],
    ['/sitemap.xml', 200, 'application/xml; charset=utf-8'],
    ['/sitemap-pages.xml', 200, 'application/xml; charset=utf-8'],
    ['/sitemap-2016-07.xml', 200, 'application/xml; charset=utf-8'],
    ['/sitemap-news.xml', 200, 'application/xml; charset=utf-8'],
    ['/sitemap-2016-07-2.xml', 404, HTML],
    ['/sitemap-2016-13.xml', 404, HTML],
    ['/sitemap-pages-2.xml', 404, HTML],
    ['/sitemap-news-9.xml', 404, HTML],
    ['/sitemap-x.xml', 404, HTML],
    ['/robots.txt', 200, 'text/plain; charset=utf-8'],
    ['/llms.txt', 200, 'text/plain; charset=utf-8'],
    ['/license.xml', 404, HTML],
    ['/trust.txt', 404, HTML],
    ['/.well-known/trust.txt', 404, HTML],
    ['/.well-known/security.txt', 404, HTML],
    ['/.well-known/other.txt', 404, HTML],
    ['/2016/07/15/everything.md', 200, 'text/markdown; charset=utf-8'],
    ['/2016/07/10/draft.md', 404, HTML],
    ['/2016/07/20/embargoed.md', 404, HTML],
    ['/2016/07/15/nothing.md', 404, HTML],
    ['/about.md', 404, HTML],
    ['/healthz', 200, 'application/json; charset=utf-8'],
    ['/readyz', 200, 'application/json; charset=utf-8'],
    ['/offline', 200, HTML],
    ['/service-worker.js', 200, 'text/javascript; charset=utf-8'],
    ['/manifest.webmanifest', 200, 'application/manifest+json; charset=utf-8'],
    ['/favicon.ico', 200, 'image/x-icon'],
    ['/apple-touch-icon.png', 200, 'image/png'],
    ['/2016/07/01/an-offer-that-has-ended', 404, HTML],
    ['/2016/07/01/expired', 410, HTML],
    ['/2016/07/01/expired.md', 410, HTML],
    ['/2016/07/10/draft', 404, HTML],
    ['/2016/07/20/embargoed', 404, HTML],
    ['/topics/secrets', 404, HTML],
    ['/2016/08', 404, HTML],
    ['/2016/13', 404, HTML],
    ['/2016/02/30', 404, HTML],
    ['/2016/07/14/everything', 404, HTML],
    ['/sections/sport', 404, HTML],
    ['/sections/economy?page=9', 404, HTML],
    ['/sections/economy?page=0', 404, HTML],
    ['/sections/economy?page=1&page=2', 404, HTML],
    ['/?page=x', 404, HTML],
    ['/sections', 404, HTML],
    ['/nothing', 404, HTML],
    ['/%E0%A4%A', 400, HTML],
    ['/sections/%2e%2e%2f%2e%2e%2fetc%2fpasswd', 404, HTML],
    ['/topics/%00', 404, HTML],
    ['/assets/none.css', 404, HTML],
    ['/media/none.png', 404, HTML],
    ['/media/../site.yaml', 404, HTML],
  ])('GET %s answers %i', async (path, status, type) => {
    // Packed ones may come out smaller the second time.
    const response = await get(path).set('Accept-Encoding', 'identity');
    expect(response.status).toBe(status);
    expect(response.headers['content-type']).toBe(type);
    expectSiteHeaders(response);
    // A browser would leave out each style sheet that the page’s policy does not name.
    for (const [, css = ''] of (type === HTML ? response.text : '').matchAll(/<style>(.*?)<\/style>/gs)) {
      const hash = createHash('sha256').update(css).digest('base64');
      expect(response.headers['content-security-policy']).toContain(`'sha256-${hash}'`);
    }
    const head = await request(site.app).head(path).set('Accept-Encoding', 'identity');
    expect(head.status).toBe(status);
    expect(head.headers['content-length']).toBe(response.headers['content-length']);
    expectSiteHeaders(head);
  });

  test.each([
    ['/2016/07/15/Everything', '/2016/07/15/everything'],
    ['/2016/07/15/everything/', '/2016/07/15/everything'],
    ['//2016//07/', '/2016/07'],
    ['/rus/news/216432', '/ru/2016/07/12/russian'],
    [encodeURI('/новости/переговоры'), '/ru/2016/07/12/russian'],
    ['/RUS/News/216432/', '/ru/2016/07/12/russian'],
    ['/rus//news/216432?utm_source=x', '/ru/2016/07/12/russian'],
    ['/topics/science%2Barts', '/topics/science-arts'],
    ['/About?utm_source=x', '/about?utm_source=x'],
  ])('GET %s leads to %s', async (path, location) => {
    const response = await get(path);
    expect(response.status).toBe(301);
    expect(response.headers['location']).toBe(location);
    expectSiteHeaders(response);
  });

  test.each(['post', 'put', 'delete', 'patch'] as const)('%s is not allowed', async (method) => {
    const response = await request(site.app)[method]('/about');
    expect(response.status).toBe(405);
    expect(response.headers['allow']).toContain('GET');
    expectSiteHeaders(response);
  });
});

describe('every text response', () => {
  test.each([
    ['/', 'Accept-Encoding'],
    ['/2016/07/15/everything', 'Accept, Accept-Encoding'],
    ['/2016/07/15/everything.md', 'Accept-Encoding'],
    ['/feed.xml', 'Accept-Encoding'],
    ['/corrections/feed.json', 'Accept-Encoding'],
    ['/sitemap.xml', 'Accept-Encoding'],
    ['/robots.txt', 'Accept-Encoding'],
    ['/search', 'Accept, Accept-Encoding'],
    ['/opensearch.xml', 'Accept-Encoding'],
    ['/healthz', 'Accept-Encoding'],
    ['/nothing', 'Accept-Encoding'],
    ['/2016/07/01/expired', 'Accept-Encoding'],
  ])('%s comes in br and gzip, and says so to caches', async (path, vary) => {
    const plain = await get(path).set('Accept-Encoding', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    for (const encoding of ['br', 'gzip']) {
      const packed = await get(path).set('Accept-Encoding', encoding);
      expect(packed.headers['content-encoding']).toBe(encoding);
      expect(packed.headers['vary']).toBe(vary);
      expect(packed.text).toBe(plain.text);
    }
    expect(plain.headers['vary']).toBe(vary);
    const refused = await get(path).set('Accept-Encoding', 'br;q=0, gzip;q=0');
    expect(refused.headers['content-encoding']).toBeUndefined();
  });

  test('answers 304 to its own validator, and keeps Vary', async () => {
    const first = await get('/2016/07/15/everything').set('Accept-Encoding', 'br');
    const again = await get('/2016/07/15/everything')
      .set('Accept-Encoding', 'br')
      .set('If-None-Match', first.headers['etag'] ?? '');
    expect(again.status).toBe(304);
    expect(again.headers['vary']).toBe('Accept, Accept-Encoding');
    expectSiteHeaders(again);
  });

  test.each([
    '/feed.xml',
    '/sections/world/feed.atom',
    '/corrections/feed.json',
    '/sitemap.xml',
    '/sitemap-2016-07.xml',
    '/llms.txt',
    '/2016/07/15/everything.md',
  ])('%s has a date to ask by', async (path) => {
    const first = await get(path);
    expect(first.headers['last-modified']).toBe('Wed, 20 Jul 2016 07:59:00 GMT');
    const again = await get(path).set('If-Modified-Since', first.headers['last-modified'] ?? '');
    expect(again.status).toBe(304);
  });

  test.each(['/sitemap-news.xml', '/robots.txt'])(
    '%s has no date, as it changes without one',
    async (path) => {
      const first = await get(path);
      expect(first.headers['last-modified']).toBeUndefined();
      const again = await get(path).set('If-None-Match', first.headers['etag'] ?? '');
      expect(again.status).toBe(304);
    },
  );
});

test('the shipped article fits into the first round trip: 14 KB, its style sheet included', async () => {
  const shipped = await openTestSite(fileURLToPath(new URL('../../content', import.meta.url)));
  const path = '/2016/07/15/kerry-putin-talk-closer-cooperation-to-save-syria-plan';
  const response = await request(shipped.app).get(path).set('Accept-Encoding', 'br');
  expect(response.status).toBe(200);
  expect(Number(response.headers['content-length'])).toBeLessThan(14 * 1024);
  await shipped.close();
});

describe('the article page', () => {
  test('tells the whole story', async () => {
    const { text } = await get('/2016/07/15/everything');
    expect(text).toContain(
      '<h1 class="headline kind--analysis"><bdi class="kind__label">Analysis</bdi> Everything an article may hold: a headline of some length</h1>',
    );
    expect(text).toContain(
      '<time datetime="2016-07-15T09:30:00+04:00" dir="auto">15 July 2016, 09:30, Yerevan time</time>',
    );
    expect(text).toContain(
      '<time datetime="2016-07-15T18:05:00+04:00" dir="auto">15 July 2016, 18:05, Yerevan time</time>',
    );
    expect(text).toContain('<span class="place">Geneva</span> — The talks began on Friday.');
    expect(text).toContain(
      '<figcaption><bdi>The harbour, seen from the old town.</bdi> · <cite dir="auto">The Sample Courier</cite>',
    );
    expect(text).toContain('<figcaption>Boats waiting for the tide.</figcaption>');
    expect(text).toMatch(/<h2 id="[^"]+">What is on the table<\/h2>/);
    expect(text).toContain('Source: <cite dir="auto">Another Paper</cite>');
    expect(text).toContain('An earlier version misnamed the harbour.');
    expect(text).toContain('<a href="/topics/science-arts" rel="tag" dir="auto">Science &amp; Arts</a>');
    expect(text.match(/<h1/g)).toHaveLength(1);
  });

  test('has the sidebar: pins, the newest, and partner news marked as leaving', async () => {
    const { text } = await get('/hy/2016/07/14/armenian');
    const sidebar = text.slice(text.indexOf('<aside'));
    expect(sidebar).toContain('<span>A story told in one line</span>');
    expect(sidebar).toContain('<a href="/2016/07/15/everything">Everything an article may hold');
    expect(sidebar).toContain('<a href="https://example.org/story">A story elsewhere</a>');
    expect(sidebar).toContain('href="https://another.example/story" rel="external noopener" dir="auto">');
    expect(sidebar).toContain('(leaves this site)');
    expect(sidebar).toContain('<a class="sidebar__more" href="/partners">All partner news</a>');
  });

  test('tells its language and direction', async () => {
    const { text } = await get('/ar/2016/07/13/arabic');
    expect(text).toContain('<html lang="en" dir="ltr">');
    expect(text).toContain('<article class="article" lang="ar" dir="rtl">');
  });

  test('shows its own address whatever Host says', async () => {
    const response = await get('/2016/07/15/everything')
      .set('Host', 'evil.test')
      .set('X-Forwarded-Host', 'evil.test');
    expect(response.text).toContain(
      '<link rel="canonical" href="http://courier.test/2016/07/15/everything">',
    );
    expect(response.text).not.toContain('evil.test');
  });
});

describe('what is not to be seen', () => {
  test('is on no page, feed or list', async () => {
    const paths = ['/', '/?page=2', '/sections/economy', '/sections/economy?page=2', '/2016', '/2016?page=2'];
    const machines = ['/feed.xml', '/feed.atom', '/feed.json', '/sections/economy/feed.json', '/llms.txt'];
    const sitemaps = ['/sitemap.xml', '/sitemap-pages.xml', '/sitemap-news.xml', '/sitemap-2016-07.xml'];
    const others = ['/2016/07', '/corrections', '/nothing', '/2016/07/01/expired'];
    for (const path of [...paths, ...machines, ...sitemaps, ...others]) {
      const { text } = await get(path);
      expect(text).not.toMatch(/Hidden|Secrets/);
    }
    const archive = await get('/2016/07');
    expect(archive.text).not.toContain('An offer that has ended');
  });

  test('an embargo ends by the clock alone', async () => {
    const later = await openTestSite(fixtureSite('newsroom'), { now: Date.parse('2016-07-20T12:30+04:00') });
    const response = await request(later.app).get('/2016/07/20/embargoed');
    expect(response.status).toBe(200);
    await later.close();
  });
});

describe('error pages', () => {
  test('404 and 410 say what happened and help on', async () => {
    const missing = await get('/nothing');
    expect(missing.text).toContain('There is no page at this address');
    expect(missing.text).toContain('<meta name="robots" content="noindex,follow">');
    expect(missing.text).toContain('Top stories');
    const gone = await get('/2016/07/01/expired');
    expect(gone.text).toContain('“An offer that has ended” was published at this address');
  });

  test('a fault shows the page that stands alone, and no detail', async () => {
    const broken = await openTestSite(fixtureSite('newsroom'));
    await broken.close();
    const response = await request(broken.app).get('/about');
    expect(response.status).toBe(500);
    expect(response.headers['content-type']).toBe(HTML);
    expect(response.text).not.toMatch(/sqlite|database|Error:|\.ts\b|\/src\//i);
    expectSiteHeaders(response);
  });

  test('a site that drains is not ready', async () => {
    const draining = await openTestSite(fixtureSite('newsroom'));
    draining.readiness.startDraining();
    const response = await request(draining.app).get('/readyz');
    expect(response.status).toBe(503);
    expectSiteHeaders(response);
    expect((await request(draining.app).get('/healthz')).status).toBe(200);
    await draining.close();
  });
});

test('a site at https asks browsers to stay there', async () => {
  const secure = await openTestSite(fixtureSite('newsroom'), { origin: 'https://courier.test' });
  expectSiteHeaders(await request(secure.app).get('/about'), { https: true });
  await secure.close();
});
