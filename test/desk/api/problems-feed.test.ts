import { parseFeed } from '@rowanmanning/feed-parser';
import { XMLParser } from 'fast-xml-parser';
import Parser from 'rss-parser';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Problem } from '../../../src/problems/problem.ts';
import { hideSecrets } from '../../../src/desk/hide-secrets.ts';
import { openTestApi } from './open-test-api.ts';

const FILE = 'articles/<b>&a.md';
const problem = (given: Partial<Problem> = {}): Problem => ({
  ...{ file: FILE, line: 4, column: 7, severity: 'error', code: 'date-invalid' },
  ...{ message: 'date: "tomorow" is <no> date.', hint: 'Write it as 2026-11-22.' },
  ...given,
});
const SINCE = Date.parse('2016-07-20T07:00:00Z');

let api: Awaited<ReturnType<typeof openTestApi>>;
let token: string;
beforeEach(async () => {
  api = await openTestApi();
  token = api.token('read', 'viewer');
});
afterEach(() => api.close());

const troubled = (problems: readonly Problem[], since = SINCE): void =>
  api.news.take({ kind: 'troubled', file: FILE, problems, isServed: true, since });
const feed = async (): Promise<string> =>
  (await api.asked.get(`/problems.atom?token=${token}`).responseType('blob').expect(200)).body.toString(
    'utf8',
  );

test('has an entry for a file: where, what, the cure, since when, and what readers have', async () => {
  troubled([problem(), problem({ line: 9, severity: 'warning', message: 'Also this.' })]);
  const xml = await feed();
  const { items, title } = parseFeed(xml);
  expect(title).toMatch(/^Problems of /);
  expect(items).toHaveLength(1);
  const [entry] = items;
  expect(entry?.title).toBe(`${FILE}:4:7 date: "tomorow" is <no> date.`);
  expect(xml).toContain('<code>articles/&lt;b&gt;&amp;a.md:9:7</code> Also this. Write it as');
  expect(entry?.content).toContain('Readers have its last good version.');
  expect(entry?.updated?.toISOString()).toBe('2016-07-20T07:00:00.000Z');
  expect(entry?.url).toBe(`https://desk.courier.test/write?file=${encodeURIComponent(FILE)}&line=4`);
  expect((await new Parser().parseString(xml)).items[0]?.title).toBe(entry?.title);
  expect(xml).not.toContain(token);
});

test('keeps the id of a file, says when its problems became others, and that it is in order again', async () => {
  troubled([problem()]);
  const [first] = parseFeed(await feed()).items;
  troubled([problem({ message: 'Another.' })], SINCE + 60_000);
  const [second] = parseFeed(await feed()).items;
  expect(second?.id).toBe(first?.id);
  expect(second?.updated?.getTime()).toBe(SINCE + 60_000);
  troubled([]);
  const xml = await feed();
  expect(parseFeed(xml).items).toEqual([]);
  const read = new XMLParser({ ignoreAttributes: false }).parse(xml);
  expect(read.feed['at:deleted-entry']['@_ref']).toBe(first?.id);
  troubled([problem()]);
  expect(await feed()).not.toContain('at:deleted-entry');
});

test('without problems is a feed nonetheless, whose date stays', async () => {
  const before = parseFeed(await feed()).updated;
  api.pass(3_600_000);
  expect(parseFeed(await feed()).updated).toEqual(before);
});

test('is for a token that reads and does nothing else, where that stands in the address', async () => {
  for (const path of ['/problems.atom', '/problems.atom?token=dateline_x', '/problems.atom?token[]=1'])
    expect((await api.asked.get(path)).status).toBe(401);
  const strong = api.token('publish');
  expect((await api.asked.get(`/problems.atom?token=${strong}`)).status).toBe(403);
  expect((await api.asked.get('/problems.atom').set('Authorization', `Bearer ${strong}`)).status).toBe(200);
});

test('lets its address get nowhere: not into caches, other sites or the log', async () => {
  const { headers } = await api.asked.get(`/problems.atom?token=${token}`);
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['cache-control']).toContain('no-store');
  expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
  for (const query of [`token=${token}`, `%74oken=${token}`, `a=b&token=${token}`])
    expect(hideSecrets(`https://desk.courier.test/problems.atom?${query}`)).not.toContain(token);
});
