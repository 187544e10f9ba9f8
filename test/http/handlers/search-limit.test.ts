import request from 'supertest';
import { afterEach, expect, test } from 'vitest';
import { fakeSearch, foundAnswer } from '../../support/fake-search.ts';
import {
  fixtureSite,
  openTestSite,
  type TestSite,
  type TestSiteOptions,
} from '../../support/open-test-site.ts';
import { expectSiteHeaders } from '../assert-headers.ts';

let site: TestSite;
const open = async (options: TestSiteOptions) => {
  const search = fakeSearch(foundAnswer());
  const searchRate = { requests: 2, windowMs: 60_000 };
  site = await openTestSite(fixtureSite('newsroom'), { search, searchRate, ...options });
  return search;
};
afterEach(() => site.close());

const ask = (client: string, accept = 'text/html') =>
  request(site.app).get('/search?q=x').set('X-Forwarded-For', client).set('Accept', accept);

test('who asks too often is told so in the site’s dress, and nothing is searched', async () => {
  const search = await open({});
  for (let count = 0; count < 2; count += 1) expect((await ask('203.0.113.9')).status).toBe(200);
  const page = await ask('203.0.113.9');
  expect(page.status).toBe(429);
  expectSiteHeaders(page);
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['vary']).toBe('Accept, Accept-Encoding');
  expect(page.headers['retry-after']).toMatch(/^\d+$/);
  expect(page.text).toContain('<h1 class="headline">Too many searches at once</h1>');
  expect(page.text).toContain('role="search"');
  const problem = await ask('203.0.113.9', 'application/json');
  expectSiteHeaders(problem);
  expect(problem.status).toBe(429);
  expect(problem.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(problem.headers['retry-after']).toMatch(/^\d+$/);
  expect(problem.headers['ratelimit']).toMatch(/; r=0;/);
  expect(problem.body).toMatchObject({ title: 'Too Many Requests', status: 429 });
  expect(search.asked.length).toBe(2);
  expect((await ask('203.0.113.10')).status).toBe(200);
  expect((await request(site.app).get('/about').set('X-Forwarded-For', '203.0.113.9')).status).toBe(200);
});

test('a proxy that is not trusted says nothing about clients', async () => {
  await open({ trustedProxies: ['192.0.2.0/24'] });
  expect((await ask('203.0.113.1')).status).toBe(200);
  expect((await ask('203.0.113.2')).status).toBe(200);
  expect((await ask('203.0.113.3')).status).toBe(429);
});

test('what a proxy says of host and scheme changes nothing', async () => {
  await open({});
  const plain = await request(site.app).get('/search?q=x');
  const said = await request(site.app)
    .get('/search?q=x')
    .set({ 'X-Forwarded-Host': 'evil.test', 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '203.0.113.9' });
  expect(said.text).toBe(plain.text);
});
