import { beforeAll, beforeEach, afterAll, describe, expect, test } from 'vitest';
import { siteDay } from '../../src/domain/days/site-day.ts';
import type { App } from '../../src/http/create-app.ts';
import { createReadiness } from '../../src/http/readiness.ts';
import { createStandalonePage } from '../../src/http/send/standalone-page.ts';
import { assembleSite } from '../../src/runtime/server/assemble-site.ts';
import { readErrorPage } from '../../src/runtime/server/read-error-page.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { NO_SEARCH } from '../support/no-search.ts';
import { openSampleDesk, readSample, type SampleDesk } from '../support/sample-catalog.ts';
import { SAMPLE_SITE, sampleArticle, sampleMoment } from '../support/sample-site.ts';
import { exchange, headerOf, type Listening, listenHere, requestText } from './listen-here.ts';

const ZONE = SAMPLE_SITE.timeZone;
let now: number;
let desk: SampleDesk;
let app: App;
let server: Listening;
let application: Listening;

/** Sets the clock to a moment in a time zone. */
const goTo = (moment: string, zone = ZONE): void => {
  now = Temporal.PlainDateTime.from(moment).toZonedDateTime(zone).epochMilliseconds;
};

const recent = sampleArticle({ title: 'Recent', published: '2016-07-20T09:30' });
const spring = sampleArticle({ title: 'Spring', published: '2016-03-01T09:30', section: 'economy' });
const old = sampleArticle({ title: 'Old', published: '2012-03-01T09:30', section: 'economy' });

beforeAll(async () => {
  app = assembleSite({
    reader: () => ({ read: (work) => work(desk.catalog), close() {} }),
    origin: 'https://courier.test',
    contentDir: '/nowhere',
    dataDir: '/nowhere',
    log: createLogger({ level: 'silent' }),
    now: () => now,
    readiness: createReadiness(),
    errorPage: createStandalonePage(readErrorPage()),
    cacheBytes: 64 * 1024 * 1024,
    sharedCaching: { maxAge: 60, tagHeader: 'Surrogate-Key' },
    search: NO_SEARCH,
  });
  server = await listenHere(app.handler);
  application = await listenHere(app.application);
});
afterAll(() => {
  server.close();
  application.close();
});
beforeEach(() => {
  goTo('2016-07-20T12:00');
  desk = openSampleDesk();
  app.pages.clear();
  desk.publisher.publish({ reads: [recent, spring, old].map((article) => readSample(article)) }, now);
});

const ask = (path: string, lines: readonly string[] = [], at = server) =>
  exchange(at.url, requestText('GET', path, ['Host: x', ...lines]));
const cachingOf = async (path: string): Promise<string | undefined> =>
  headerOf(await ask(path), 'Cache-Control');
const publishDue = (since: number): void => app.pages.drop(desk.publisher.publishDue(since, now).keys);

describe('shared caches', () => {
  const kept = (fresh: number, revalidated: number, failed: number): string =>
    `public, max-age=0, s-maxage=${fresh}, stale-while-revalidate=${revalidated}, stale-if-error=${failed}`;
  const WHOLE = kept(60, 30, 86_400);

  test('keep a page that says a time by its day up to the site’s midnight, and no other page shorter', async () => {
    for (const path of ['/', recent.path, spring.path, '/sections/economy', '/2012', '/feed.xml'])
      await ask(path);
    const paths = ['/', '/sections/world', '/2016/07/20'];
    for (const path of paths) expect(await cachingOf(path)).toBe(kept(60, 30, 43_140));
    goTo('2016-07-20T23:59:30');
    for (const path of paths) expect(await cachingOf(path)).toBe(kept(30, 0, 0));
    for (const path of [recent.path, spring.path, '/sections/economy', '/2012', '/feed.xml'])
      expect(await cachingOf(path)).toBe(WHOLE);
    goTo('2016-07-21T00:00');
    expect(await cachingOf('/')).toBe(kept(60, 30, 86_340));
  });

  test('are told so by a 304 too, and by both lanes', async () => {
    const etag = headerOf(await ask('/'), 'ETag');
    goTo('2016-07-20T23:58:50.900');
    for (const at of [server, application]) {
      const unchanged = await ask('/', [`If-None-Match: ${etag}`], at);
      expect(unchanged.status).toBe(304);
      expect(headerOf(unchanged, 'Cache-Control')).toBe(kept(60, 9, 9));
      expect(headerOf(await ask('/', ['Accept-Encoding: br'], at), 'Cache-Control')).toBe(kept(60, 9, 9));
    }
  });

  test.each([
    ['2026-03-29', 79_140],
    ['2026-10-25', 86_340],
  ])('know that %s is another number of hours long where clocks change', async (day, failed) => {
    const zone = 'Europe/Berlin';
    const site = { ...SAMPLE_SITE, timeZone: zone };
    desk.publisher.publish(
      {
        site: JSON.stringify(site),
        reads: [readSample({ ...recent, published: { ...recent.published, day } })],
      },
      now,
    );
    goTo(`${day}T01:00`, zone);
    expect(await cachingOf('/')).toBe(kept(60, 30, failed));
    now = siteDay(now, zone).endsMs - 30_000;
    expect(await cachingOf('/')).toBe(kept(30, 0, 0));
  });

  test('keep a page that leaves out the year up to New Year', async () => {
    goTo('2016-12-31T23:59:30');
    expect(await cachingOf('/sections/economy')).toBe(kept(30, 0, 0));
    expect(await cachingOf('/2012')).toBe(WHOLE);
  });
});

describe('midnight', () => {
  const URLS = [
    ...[
      '/',
      '/sections/world',
      '/sections/economy',
      '/archive',
      '/2016',
      '/2016/03',
      '/2012',
      '/topics',
      '/corrections',
    ],
    ...[recent.path, spring.path, old.path, `${recent.path}.md`, '/feed.xml', '/sitemap.xml', '/llms.txt'],
  ];
  const heldOf = (urls: readonly string[]) => urls.filter((url) => app.pages.get(url) !== undefined);

  test('makes anew what shows a day, and nothing else', async () => {
    // Documents have a date once no second that it names can bring another change.
    goTo('2016-07-20T12:01');
    for (const url of URLS) await ask(url);
    const before = now;
    goTo('2016-07-21T00:00');
    // Each is over by itself, whether the publish that tells it has come or not.
    const made = URLS.filter((url) => !heldOf(URLS).includes(url));
    expect(made).toEqual(['/', '/sections/world', '/2016']);
    publishDue(before);
    expect(URLS.filter((url) => !heldOf(URLS).includes(url))).toEqual(made);
    expect((await ask('/2016/07/20')).body).toContain('>Wednesday</time>');
  });

  test('is told for those who keep pages elsewhere, by the key that each such page carries', async () => {
    const keysOf = async (url: string) => headerOf(await ask(url), 'Surrogate-Key')?.split(' ');
    expect(await keysOf('/')).toEqual(expect.arrayContaining(['today', 'this-year']));
    expect(await keysOf('/sections/economy')).not.toContain('today');
    for (const url of [recent.path, spring.path, old.path])
      expect(await keysOf(url)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(?:today|this-year)$/)]),
      );
  });

  test('of New Year makes anew what left out the year', async () => {
    goTo('2016-12-31T12:00');
    for (const url of URLS) await ask(url);
    goTo('2017-01-01T00:00');
    const held = heldOf(URLS);
    expect(URLS.filter((url) => !held.includes(url))).toEqual([
      '/',
      '/sections/world',
      '/sections/economy',
      '/2016',
      '/2016/03',
    ]);
    expect((await ask('/2016/07/20')).body).toContain('>20 July 2016</time>');
  });

  test('a story of another day that is due is told beside it', async () => {
    const next = sampleArticle({ title: 'Next', published: '2016-07-21T00:00' });
    desk.publisher.publish({ reads: [readSample(next)] }, now);
    await ask('/');
    const before = now;
    now = sampleMoment('2016-07-21T00:00').epochMs;
    publishDue(before);
    const { body } = await ask('/');
    expect(body).toContain('Next');
    expect(body).toContain('>Wednesday</time>');
  });
});
