import { describe, expect, test } from 'vitest';
import { openEditionsDesk, version } from './editions-desk.ts';

const bridge = [
  version(null, 'Bridge', { translation: 'bridge' }),
  version('ru', 'Мост', { slug: 'bridge', translation: 'bridge' }),
  version('ar', 'جسر', { slug: 'bridge', translation: 'bridge' }),
] as const;
const [english, russian, arabic] = bridge;
const ferry = version('ru', 'Паром', { slug: 'ferry', topics: [{ name: 'Река', slug: 'река' }] });
const german = version('de', 'Fähre', { slug: 'faehre' });

const links = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map(([, url = '']) => url);
const hreflangs = (html: string) => {
  const found = [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">/g)];
  return Object.fromEntries(
    found.map(([, tag = '', url = '']) => [tag, url.replace('https://courier.test', '')]),
  );
};

describe('an edition', () => {
  const desk = openEditionsDesk(...bridge, ferry, german);

  test.each([
    '/ru',
    '/ru/sections/world',
    '/ru/topics',
    '/ru/topics/%D1%80%D0%B5%D0%BA%D0%B0',
    '/ru/authors',
    '/ru/series',
    '/ru/archive',
    '/ru/2016/07',
    '/ru/corrections',
    '/ru/partners',
    '/ru/offline',
    '/ru/search',
    '/ru/feed.xml',
    '/ru/sections/world/feed.json',
    '/ru/sitemap.xml',
    '/ru/sitemap-2016-07.xml',
    '/ru/sitemap-news.xml',
    '/ru/manifest.webmanifest',
    '/ru/opensearch.xml',
    '/ru/llms.txt',
    `/ru/oembed?url=${encodeURIComponent(`https://courier.test${russian.path}`)}`,
    `${russian.path}.md`,
  ])('has %s', async (path) => {
    expect((await desk.get(path)).status).toBe(200);
  });

  test.each(['/ru/robots.txt', '/ru/service-worker.js', '/ru/trust.txt', '/ru/nowhere', '/de', '/ru/ru'])(
    'has no %s',
    async (path) => {
      expect((await desk.get(path)).status).toBe(404);
    },
  );

  test('says everything in its words, errors too, and lists its own stories alone', async () => {
    const front = (await desk.get('/ru')).body;
    expect(front).toMatch(/<html lang="ru" dir="ltr"/);
    expect(front).toContain('Образцовый курьер');
    expect(front).toContain('Паром');
    for (const other of ['Bridge', 'جسر', 'Fähre']) expect(front).not.toContain(other);
    const own = (await desk.get('/')).body;
    for (const shown of ['Bridge', 'Fähre']) expect(own).toContain(shown);
    for (const other of ['Паром', 'جسر']) expect(own).not.toContain(other);
    const lost = await desk.get('/ar/nowhere');
    expect([lost.status, /<html lang="ar" dir="rtl"/.test(lost.body)]).toEqual([404, true]);
    expect((await desk.get('/nowhere')).body).toMatch(/<html lang="en" dir="ltr"/);
  });

  test('stays below its prefix, but for the switch and other languages of a story', async () => {
    for (const path of [
      '/ru',
      '/ru/sections/world',
      ferry.path,
      '/ru/archive',
      '/ru/search',
      '/ru/nowhere',
    ]) {
      const { body } = await desk.get(path);
      const inside = body.replace(
        /<a class="edition-name"[^>]*>|<aside class="edition-offer".*?<\/aside>/gs,
        '',
      );
      const outside = links(inside, /<a [^>]*href="(\/[^"]*)"/g).filter((url) => !/^\/ru(?:\/|$)/.test(url));
      expect([path, outside]).toEqual([path, []]);
      expect([path, links(inside, /action="(\/[^"]*)"/g).filter((url) => !url.startsWith('/ru/'))]).toEqual([
        path,
        [],
      ]);
    }
  });

  test('is named in robots.txt with its sitemaps, which hold its own addresses', async () => {
    const robots = (await desk.get('/robots.txt')).body;
    expect(robots).toContain('Disallow: /ru/search?');
    expect(robots).toContain('Sitemap: https://courier.test/ru/sitemap.xml');
    const month = (await desk.get('/ru/sitemap-2016-07.xml')).body;
    expect(links(month, /<loc>https:\/\/courier\.test([^<]+)<\/loc>/g).sort()).toEqual(
      [russian.path, ferry.path].sort(),
    );
  });

  test('leads written otherwise to its own addresses', async () => {
    expect((await desk.get('/ru/')).status).toBe(301);
    expect((await desk.get('/RU/topics')).status).toBe(301);
    expect((await desk.get('/ru/index.html')).status).toBe(301);
  });
});

describe('the switch', () => {
  const desk = openEditionsDesk(...bridge, ferry);
  const switchOf = async (path: string) =>
    links((await desk.get(path)).body, /<li><a class="edition-name" href="([^"]+)"/g);

  test.each([
    ['/', ['/', '/ru', '/ar']],
    ['/ru/sections/world', ['/sections/world', '/ru/sections/world', '/ar/sections/world']],
    [russian.path, bridge.map(({ path }) => path)],
    [ferry.path, ['/2016/07/15', ferry.path, '/ar/2016/07/15']],
    ['/ru/topics/%D1%80%D0%B5%D0%BA%D0%B0', ['/topics', '/ru/topics/%D1%80%D0%B5%D0%BA%D0%B0', '/ar/topics']],
    ['/nowhere', ['/', '/ru', '/ar']],
  ])('of %s leads to the counterpart or the nearest list', async (path, expected) => {
    expect(await switchOf(path)).toEqual(expected);
  });
});

describe('hreflang', () => {
  test('names all versions of a story on each of them, and the own language for all others', async () => {
    const desk = openEditionsDesk(...bridge, ferry);
    const expected = { en: english.path, ru: russian.path, ar: arabic.path, 'x-default': english.path };
    for (const { path } of bridge) expect(hreflangs((await desk.get(path)).body)).toEqual(expected);
    expect(hreflangs((await desk.get(ferry.path)).body)).toEqual({});
    expect(hreflangs((await desk.get('/ar')).body)).toEqual({
      en: '/',
      ru: '/ru',
      ar: '/ar',
      'x-default': '/',
    });
  });

  test('and all else names nothing that is not live: embargoed, expired, withdrawn, one after the other', async () => {
    const later = version('ru', 'Мост', {
      slug: 'bridge',
      translation: 'bridge',
      published: '2016-07-20T15:00',
    });
    const ending = version('ar', 'جسر', { slug: 'bridge', translation: 'bridge' });
    const { published } = version('ar', 'x', { published: '2016-07-20T18:00' });
    const desk = openEditionsDesk(english, later, { ...ending, expires: published });
    const surfaces = [
      english.path,
      '/',
      '/ru',
      '/ar',
      '/sitemap-2016-07.xml',
      '/feed.xml',
      '/ar/feed.xml',
      '/ru/feed.xml',
    ];
    const naming = async (path: string): Promise<string[]> => {
      const named: string[] = [];
      for (const surface of surfaces) {
        if ((await desk.get(surface)).body.includes(path)) named.push(surface);
      }
      return named;
    };
    expect(Object.keys(hreflangs((await desk.get(english.path)).body))).toEqual(['en', 'ar', 'x-default']);
    expect(await naming(later.path)).toEqual([]);

    desk.now = later.published.epochMs;
    expect(Object.keys(hreflangs((await desk.get(english.path)).body))).toEqual([
      'en',
      'ru',
      'ar',
      'x-default',
    ]);
    expect(await naming(later.path)).toEqual([english.path, '/ru', '/ru/feed.xml']);

    desk.now = published.epochMs;
    expect(Object.keys(hreflangs((await desk.get(english.path)).body))).toEqual(['en', 'ru', 'x-default']);
    expect(await naming(ending.path)).toEqual([]);

    desk.withdraw(later);
    expect(hreflangs((await desk.get(english.path)).body)).toEqual({});
    expect(await naming(later.path)).toEqual([]);

    desk.publish(later);
    desk.withdraw(english);
    expect((await desk.get(english.path)).status).toBe(410);
    expect(await naming(english.path)).toEqual([]);
    expect(hreflangs((await desk.get(later.path)).body)).toEqual({});
  });

  test('leads readers of other languages to the own one, whether its file says that language or not', async () => {
    const said = version('en', 'Bridge', { translation: 'bridge' });
    const elsewhere = version('de', 'Brücke', { slug: 'bridge', translation: 'bridge' });
    const desk = openEditionsDesk(said, russian, elsewhere);
    expect(hreflangs((await desk.get(russian.path)).body)).toEqual({
      en: said.path,
      ru: russian.path,
      de: elsewhere.path,
      'x-default': said.path,
    });
  });

  test('is not said of further pages of a list, which another edition may not have', async () => {
    const many = Array.from({ length: 40 }, (_, nth) => version(null, `Story ${nth}`));
    const desk = openEditionsDesk(...many, russian);
    expect(Object.keys(hreflangs((await desk.get('/sections/world')).body))).toHaveLength(4);
    for (const path of ['/sections/world?page=2', '/?page=2'])
      expect([path, hreflangs((await desk.get(path)).body)]).toEqual([path, {}]);
  });

  test('machines are told the versions as works and locales', async () => {
    const desk = openEditionsDesk(...bridge);
    const { body } = await desk.get(russian.path);
    expect(body).toContain('"workTranslation":[{');
    expect(links(body, /<meta property="og:locale:alternate" content="([^"]+)">/g)).toEqual([
      'en_US',
      'ar_EG',
    ]);
    expect(body).toContain('<link rel="canonical" href="https://courier.test/ru/2016/07/15/bridge">');
  });
});

test('nobody is redirected by the languages of the browser, and a site in one language has nothing of it', async () => {
  const desk = openEditionsDesk(...bridge);
  const front = (await desk.get('/')).body;
  expect(links(front, /<aside class="edition-offer" data-offer lang="([^"]+)"/g)).toEqual(['ru', 'ar']);
  const { editions: _, ...one } = desk.desk.catalog.site();
  desk.desk.publisher.publish({ site: JSON.stringify(one) }, desk.now);
  const alone = openEditionsDesk();
  alone.desk.publisher.publish({ site: JSON.stringify(one) }, alone.now);
  const plain = (await alone.get('/')).body;
  for (const part of ['class="editions"', 'hreflang', 'edition-offer', 'og:locale:alternate'])
    expect(plain).not.toContain(part);
});
