import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import supertest from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBoardRoutes } from '../../../src/desk/board/board-routes.ts';
import type { LivePublish } from '../../../src/desk/news.ts';
import type { Problem } from '../../../src/problems/problem.ts';
import { openReader } from '../../../src/runtime/server/open-reader.ts';
import { type Newsroom, openNewsroom, type Running, SITE, story } from '../../ingest/open-newsroom.ts';
import { openTestDesk, SITE_URL, type TestDesk } from '../open-test-desk.ts';

const HOUR_MS = 3_600_000;
const BROKEN = '---\ntitle: The bridge\ndate: tomorow\n---\nText.\n';

let room: Newsroom;
let running: Running;
let desk: TestDesk;
let html: () => Promise<string>;
let close: () => void;

beforeEach(async () => {
  const soon = new Date(Date.now() + HOUR_MS).toISOString();
  room = openNewsroom({
    'site.yaml': SITE,
    'articles/ferry.md': story('The ferry <returns>', 'section: World'),
    'articles/winter.md': story('A winter road', 'draft: true'),
    'articles/soon.md': `---\ntitle: Opera\ndate: ${soon}\n---\nText.\n`,
    'articles/bridge.md': BROKEN,
  });
  running = await room.start();
  const reader = openReader(room.dataDir);
  desk = openTestDesk(() => reader);
  const routes = createBoardRoutes({
    reader: () => reader,
    news: desk.news,
    show: desk.show,
    siteUrl: SITE_URL,
    readLines: (file) => readFile(join(room.contentDir, file), 'utf8').catch(() => null),
    openFiles: () => [{ name: 'Culture desk', file: 'articles/winter.md', since: 0 }],
    now: Date.now,
  });
  const asked = supertest(desk.listener(routes));
  html = async () => (await asked.get('/').set('Accept', 'text/html').expect(200)).text;
  close = () => reader.close();
});
afterEach(async () => {
  close();
  await running.close();
  await room.dispose();
});

const panel = (text: string, name: string): string =>
  new RegExp(`data-region="${name}"[\\s\\S]*?</section>`).exec(text)?.[0] ?? '';
const publish = (given: Partial<LivePublish>): LivePublish => ({
  ...{ file: 'articles/ferry.md', path: '/2016/07/15/ferry', title: 'The ferry <returns>', change: 'added' },
  ...{ wasPublic: false, isPublic: true, at: Date.now(), ms: 9.4, way: 'file', keys: 4, ...given },
});

test('what was published is told with how fast it came, and by which way', async () => {
  expect(panel(await html(), 'live')).toContain('Nothing was published');
  desk.news.take({
    kind: 'live',
    publishes: [publish({}), publish({ way: 'git', commit: '4f1c2d9aa', ms: 31 })],
  });
  desk.news.take({ kind: 'live', publishes: [publish({ isPublic: false, title: 'Kept back' })] });
  const live = panel(await html(), 'live');
  expect(live).toContain('9 ms after the save · 4 keys of pages dropped');
  expect(live).toContain('31 ms after the push, commit 4f1c2d9');
  expect(live).toContain(`href="${SITE_URL}/2016/07/15/ferry"`);
  expect(live).toContain('The ferry &lt;returns&gt;');
  expect(live).toMatch(/Kept back[\s\S]*readers do not see it/);
  expect(live.indexOf('Kept back')).toBeLessThan(live.indexOf('31 ms'));
});

test('a problem is told with its line, its cure, and what readers see meanwhile', async () => {
  const problem: Problem = {
    ...{ file: 'articles/bridge.md', line: 3, column: 7, severity: 'error', code: 'date-invalid' },
    ...{ message: '"tomorow" is not a date.', hint: 'Write it as 2026-11-30 09:30.' },
  };
  const trouble = { kind: 'troubled', file: problem.file, since: 1 } as const;
  desk.news.take({ ...trouble, problems: [problem, problem], isServed: true });
  const text = await html();
  const problems = panel(text, 'problems');
  expect(problems).toContain('articles/bridge.md:3:7');
  expect(problems).toMatch(/&gt; 3 \| date: tomorow\n\s+\|\s+\^/);
  expect(problems).toContain('Write it as 2026-11-30 09:30.');
  expect(problems).toContain('Until then readers have the version before it.');
  expect(problems).toContain('and 1 more');
  expect(problems).toContain('href="/write?file=articles%2Fbridge.md&amp;line=3"');
  expect(text).toContain('<span class="masthead__count">1</span>');
  desk.news.take({ ...trouble, problems: [], isServed: true });
  expect(panel(await html(), 'problems')).toContain('Nothing is wrong');
});

test('drafts, what comes, pictures and who has what open are told', async () => {
  const text = await html();
  expect(panel(text, 'drafts')).toMatch(/A winter road[\s\S]*Culture desk has it open/);
  expect(panel(text, 'week')).toMatch(/appears[\s\S]*Opera/);
  expect(panel(text, 'pictures')).toMatch(/The ferry &lt;returns&gt;[\s\S]*no lead picture/);
  expect(panel(text, 'presence')).toContain('articles/winter.md');
  expect(panel(text, 'feeds')).toContain('No outlet has a feed');
});

test('a feed that fails says since when its news are, and when it is tried again', async () => {
  const feed = { feed: 'https://radio.example.org/rss', items: 3, triedAt: 1, nextAt: Date.now() + HOUR_MS };
  desk.news.take({
    kind: 'feeds',
    feeds: [
      { ...feed, outlet: 'Good Times', state: 'ok', goodAt: 0 },
      { ...feed, outlet: 'Harbour Radio', state: 'failing', goodAt: 0 },
    ],
    polls: { fetched: 1, unchanged: 0, failed: 1, gone: 0 },
    bytes: 1,
  });
  const feeds = panel(await html(), 'feeds');
  expect(feeds).toContain('1 good, 1 not');
  expect(feeds).toContain('fails; shown as of 04:00');
  expect(feeds.indexOf('Harbour Radio')).toBeLessThan(feeds.indexOf('Good Times'));
});
