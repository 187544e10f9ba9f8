import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRevisions, type Revisions, revisionsFile } from '../../src/revisions/open-revisions.ts';
import { createStoryHistory } from '../../src/runtime/server/story-history.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { fixtureSite, openTestSite, type TestSite } from '../support/open-test-site.ts';
import { expectSiteHeaders } from './assert-headers.ts';

const NOW = Date.parse('2016-07-20T12:00+04:00');
const HOUR_MS = 3_600_000;
const STORY = '/2016/07/18/ferry';

let folder: string;
let site: TestSite;
let revisions: Revisions;
const get = (path: string) => request(site.app).get(path);
const text = (title: string, body: string, more = ''): string =>
  `---\ntitle: ${title}\ndate: 2016-07-18\nupdated: 2016-07-19 10:00\nsection: world\n${more}---\n\n${body}\n`;

function keep(file: string, hoursAgo: number, written: string, isMinor = false): string | null {
  const bytes = Buffer.from(written);
  return (
    revisions.keep([{ file, bytes, at: NOW - hoursAgo * HOUR_MS, by: null, why: null, isMinor }])[0] ?? null
  );
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-history-'));
  cpSync(fixtureSite('newsroom'), folder, { recursive: true });
  const settings = join(folder, 'site.yaml');
  writeFileSync(settings, `history: true\n${readFileSync(settings, 'utf8')}`);
  revisions = openRevisions({
    file: revisionsFile(folder),
    now: () => NOW,
    log: createLogger({ level: 'silent' }),
  });
  const stories: Record<string, string[]> = {
    'articles/ferry.md': [
      text('A ferry', 'The boat <b>sank</b> on Sunday.\n\nNobody was hurt.'),
      text('A ferry sinks', 'The boat <b>sank</b> on Monday & "Tuesday".\n\nNobody was hurt.'),
      text('A ferry sinks', 'The boat <b>sank</b> on Monday & "Tuesday".\n\nNobody at all was hurt.'),
    ],
    'articles/quiet.md': ['One.', 'Two.'].map((body) => text('Quiet', body, 'history: false\n')),
    'articles/once.md': [text('Once', 'One.')],
    'articles/over.md': ['One.', 'Two.'].map((body) => text('Over', body, 'expires: 2016-07-20 10:00\n')),
  };
  for (const [file, versions] of Object.entries(stories)) {
    writeFileSync(join(folder, file), versions.at(-1) ?? '');
    for (const [index, one] of versions.entries()) keep(file, 40 - index * 10, one, index === 2);
  }
  const history = createStoryHistory({
    revisions,
    site: () => site.reader.read((catalog) => catalog.site()),
  });
  site = await openTestSite(folder, { now: NOW, history });
});
afterAll(async () => {
  await site.close();
  revisions.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the versions of a story', () => {
  test('are linked from the story, where there are some', async () => {
    const { text: story } = await get(STORY);
    expect(story).toContain(`<a href="${STORY}/history" rel="nofollow">Earlier versions</a>`);
    for (const slug of ['quiet', 'once'])
      expect((await get(`/2016/07/18/${slug}`)).text).not.toContain('/history"');
  });

  test('are shown newest first, with what was added and removed', async () => {
    const response = await get(`${STORY}/history`);
    expect(response.status).toBe(200);
    expectSiteHeaders(response);
    const { text: page } = response;
    expect(page.match(/class="history__version"/g)).toHaveLength(3);
    expect(page).toContain(
      '<ins class="history__added"><span class="visually-hidden" lang="en">Added: </span>at all </ins>',
    );
    expect(page).toContain(
      'on <del class="history__removed"><span class="visually-hidden" lang="en">Removed: </span>Sunday</del><ins class="history__added">',
    );
    expect(page).toContain('Monday &amp; &quot;Tuesday&quot;');
    expect(page).toContain('<details class="history__folded">');
    expect(page).toMatch(/Present version[\s\S]*Minor edit[\s\S]*First version/);
    expect(page).not.toContain('<b>');
  });

  test('are in no search engine and in no shared cache, and the story is their canonical address', async () => {
    const { headers, text: page } = await get(`${STORY}/history`);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(page).toContain('<meta name="robots" content="noindex,follow">');
    expect(page).toContain(`<link rel="canonical" href="http://courier.test${STORY}">`);
    for (const path of ['/sitemap.xml', '/feed.xml'])
      expect((await get(path)).text).not.toContain('/history');
  });

  test('are revalidated, and answered to HEAD', async () => {
    const { headers } = await get(`${STORY}/history`);
    expect(headers['etag']).toBeDefined();
    const again = await get(`${STORY}/history`).set('If-None-Match', String(headers['etag']));
    expect(again.status).toBe(304);
    const head = await request(site.app).head(`${STORY}/history`);
    expect([head.status, head.text]).toEqual([200, undefined]);
  });

  test('are nowhere for a story that keeps them back, has one, or is not there', async () => {
    for (const path of ['quiet', 'once', 'nothing'].map((slug) => `/2016/07/18/${slug}/history`))
      expect((await get(path)).status).not.toBe(200);
    for (const query of ['?page=2', '?page=0', '?page=x'])
      expect((await get(`${STORY}/history${query}`)).status).toBe(404);
  });

  test('are gone with an expired story', async () => {
    expect((await get('/2016/07/18/over/history')).status).toBe(410);
  });

  test('one that is taken away is gone within seconds, and the reason stands in its place', async () => {
    const [, second] = revisions.list('articles/ferry.md', 10);
    revisions.redact('articles/ferry.md', second?.digest ?? '', { why: 'It named a "minor" <b>.' });
    site.pages.clear();
    const { text: page } = await get(`${STORY}/history`);
    expect(page).toContain('has taken this version away: It named a &quot;minor&quot; &lt;b&gt;.');
    revisions.redact('articles/ferry.md', second?.digest ?? '', null);
  });
});
