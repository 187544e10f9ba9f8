import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeSearch, foundAnswer, sampleHit } from '../../support/fake-search.ts';
import { fixtureSite, openTestSite, type TestSite } from '../../support/open-test-site.ts';
import { expectSiteHeaders } from '../assert-headers.ts';

const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const PROBLEM = 'application/problem+json; charset=utf-8';

const search = fakeSearch(foundAnswer());
let site: TestSite;

beforeAll(async () => {
  site = await openTestSite(fixtureSite('newsroom'), { search });
});
afterAll(() => site.close());

const hits = [
  sampleHit('Talks on [Syria] </a><b>', 'The “talks” on [<Syria>] & more.'),
  sampleHit('محادثات حول [سوريا]', '… [سوريا] …', { language: 'ar', section: null }),
];
const found = foundAnswer({
  hits,
  total: { count: 1_000, isExact: false },
  hasMore: true,
  suggestion: 'syrian "talks"',
  filters: [{ name: 'section', value: 'Wrld', isKnown: false }],
});

/** Every answer, with what HTTP says of it to readers and to programs. */
const ANSWERS = [
  ['found', found, 200, 200, undefined],
  ['nothing found', foundAnswer(), 200, 200, undefined],
  ['nothing asked', { kind: 'nothing-asked' }, 200, 400, undefined],
  ['cut off', { kind: 'cut-off' }, 503, 503, '10'],
  ['busy', { kind: 'busy' }, 503, 503, '5'],
  ['unavailable', { kind: 'unavailable' }, 503, 503, '60'],
] as const;

const get = (path: string, accept = 'text/html,*/*;q=0.8') =>
  request(site.app).get(path).set({ Accept: accept, 'Accept-Encoding': 'gzip' });

describe.each(ANSWERS)('%s', (_name, answer, forReaders, forPrograms, retryAfter) => {
  test.each([
    ['text/html,*/*;q=0.8', forReaders, HTML],
    ['application/json', forPrograms, forPrograms === 200 ? JSON_TYPE : PROBLEM],
  ])('as %s has status, type and headers, for HEAD as well', async (accept, status, type) => {
    search.answer = answer;
    const response = await get('/search?q=syria', accept);
    expect(response.status).toBe(status);
    expectSiteHeaders(response);
    expect(response.headers['content-type']).toBe(type);
    expect(response.headers['cache-control']).toBe(status === 200 ? 'private, no-cache' : 'no-store');
    expect(response.headers['x-robots-tag']).toBe('noindex');
    expect(response.headers['vary']).toBe('Accept, Accept-Encoding');
    expect(response.headers['retry-after']).toBe(retryAfter);
    expect(response.headers['ratelimit']).toMatch(/^"[^"]+"; r=\d+; t=\d+$/);
    const head = await request(site.app)
      .head('/search?q=syria')
      .set({ Accept: accept, 'Accept-Encoding': 'gzip' });
    expect(head.status).toBe(status);
    expect(head.headers['content-length']).toBe(response.headers['content-length']);
    expect(head.headers['content-type']).toBe(type);
    expect(head.text ?? '').toBe('');
    expect(site.pages.get('/search?q=syria') ?? site.pages.get('/search')).toBeUndefined();
  });
});

describe('the page of results', () => {
  test('escapes every piece, and marks what was found', async () => {
    search.answer = found;
    const { text } = await get('/search?q=%22%3E%3Cb%3E%26');
    expect(text).toContain('<mark class="found__word">Syria</mark> &lt;/a&gt;&lt;b&gt;</a></h3>');
    expect(text).toContain('The “talks” on <mark class="found__word">&lt;Syria&gt;</mark> &amp; more.');
    expect(text).toContain('value="&quot;&gt;&lt;b&gt;&amp;"');
    expect(text).toContain('<title>Search: &quot;&gt;&lt;b&gt;&amp; | The Sample Courier</title>');
    expect(text).toContain(
      '<a href="/search?q=syrian%20%22talks%22" dir="auto">syrian &quot;talks&quot;</a>?',
    );
    expect(text).toMatch(/<h3 class="teaser__headline" lang="ar" dir="rtl">/);
    expect(text).toMatch(
      /<p class="teaser__standfirst" lang="ar" dir="rtl">… <mark class="found__word">سوريا<\/mark> …<\/p>/,
    );
    expect(text).toContain('<meta name="robots" content="noindex,follow">');
    expect(text).not.toContain('rel="canonical"');
  });

  test('asks the service for what the address says', async () => {
    search.answer = foundAnswer();
    await get('/search?q=syria+plan&page=7&utm_source=x');
    expect(search.asked.at(-1)).toEqual({
      text: 'syria plan',
      edition: '',
      page: 7,
      pageSize: 20,
      now: Date.parse('2016-07-20T12:00+04:00'),
    });
  });

  test('a copy that is still good is not sent again', async () => {
    search.answer = found;
    const { headers } = await get('/search?q=syria');
    const again = await get('/search?q=syria').set('If-None-Match', headers['etag'] ?? '');
    expect(again.status).toBe(304);
    expect(again.headers['cache-control']).toBe('private, no-cache');
    expect((await get('/search?q=syria', 'application/json')).headers['etag']).not.toBe(headers['etag']);
  });
});

test('the JSON of results is as docs/search-json.md says', async () => {
  search.answer = found;
  const { body } = await get('/search?q=syria%20talks&page=2', 'application/json');
  const origin = 'http://courier.test';
  expect(body).toEqual({
    query: 'syria talks',
    url: `${origin}/search?q=syria%20talks&page=2`,
    page: 2,
    pageSize: 20,
    total: { count: 1_000, isExact: false },
    filters: [{ name: 'section', value: 'Wrld', isKnown: false }],
    suggestion: { query: 'syrian "talks"', url: `${origin}/search?q=syrian%20%22talks%22` },
    results: [
      {
        url: origin + hits[0]?.teaser.path,
        title: 'Talks on Syria </a><b>',
        titlePieces: hits[0]?.title,
        snippet: 'The “talks” on <Syria> & more.',
        snippetPieces: hits[0]?.snippet,
        description: 'What the story is about.',
        published: '2016-07-15T09:30:00+04:00',
        section: { name: 'World', url: `${origin}/sections/world` },
        type: 'news',
        language: 'en',
      },
      expect.objectContaining({ title: 'محادثات حول سوريا', section: null, language: 'ar' }),
    ],
    previous: `${origin}/search?q=syria%20talks`,
    next: `${origin}/search?q=syria%20talks&page=3`,
  });
  search.answer = foundAnswer({ hits, hasMore: true });
  expect((await get('/search?q=x&page=25', 'application/json')).body).toMatchObject({ next: null });
});

test.each([
  ['/search', 'q: says nothing to search for.'],
  ['/search?q=+%00', 'q: says nothing to search for.'],
  ['/search?q=x&page=0', 'page: is not a page of results.'],
  ['/search?q=x&page=26', 'page: is not a page of results.'],
])('%s is a problem to a program, and asks nobody', async (path, start) => {
  const before = search.asked.length;
  const { status, body } = await get(path, 'application/json');
  expect(status).toBe(400);
  expect(body).toEqual({
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    detail: expect.stringContaining(start),
  });
  expect((await get(path)).status).toBe(path.includes('page') ? 400 : 200);
  expect(search.asked.length).toBe(before);
});

test.each([
  [414, () => get(`/search?q=${'x'.repeat(9_000)}`, 'application/json')],
  [405, () => request(site.app).post('/search').set('Accept', 'application/json')],
])('an error %i on the way there is a problem to a program too', async (status, ask) => {
  const response = await ask();
  expect(response.status).toBe(status);
  expectSiteHeaders(response);
  expect(response.headers['content-type']).toBe(PROBLEM);
  expect(response.headers['x-robots-tag']).toBe('noindex');
  expect(response.body).toMatchObject({ status });
  if (status === 405) expect(response.headers['allow']).toContain('GET');
});

test('a service that breaks its word is a 500 without its words', async () => {
  search.answer = () => {
    throw new Error('secret');
  };
  for (const accept of ['text/html', 'application/json']) {
    const response = await get('/search?q=x', accept);
    expect(response.status).toBe(500);
    expectSiteHeaders(response);
    expect(response.text).not.toContain('secret');
  }
});
