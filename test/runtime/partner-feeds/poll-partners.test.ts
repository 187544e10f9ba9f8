import { readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sidebarNews } from '../../../src/domain/partner-news.ts';
import { createFeedPoller } from '../../../src/runtime/partner-feeds/feed-poller.ts';
import {
  pollPartners,
  type PartnerFeeds,
  userAgent,
} from '../../../src/runtime/partner-feeds/poll-partners.ts';
import { pollThreads } from '../../../src/runtime/partner-feeds/poll-threads.ts';
import type { FeedsReport } from '../../../src/telemetry/feed-report.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running } from '../../ingest/open-newsroom.ts';
import { type FeedServer, rss, startFeedServer } from '../feed-server.ts';

const DAY = 24 * 60 * 60_000;

let server: FeedServer;
let room: Newsroom;
let running: Running;
let feeds: PartnerFeeds;
let logged: Record<string, unknown>[];
let reports: FeedsReport[];

beforeEach(async () => {
  server = await startFeedServer();
  room = openNewsroom();
  logged = [];
  reports = [];
});
afterEach(async () => {
  await feeds.close();
  await room.dispose();
  await server.close();
});

const partners = (...names: readonly string[]): string =>
  names
    .map((name) => `- name: ${name}\n  homePage: https://${name}.test/\n  feed: ${server.url(name)}\n`)
    .join('');

/** Starts the ingest and follows its feeds, by a clock that is so much ahead. */
async function start(aheadMs = 0): Promise<void> {
  running = await room.start();
  feeds = await follow(aheadMs);
}

const follow = (aheadMs = 0): Promise<PartnerFeeds> =>
  pollPartners({
    desk: running.ingest.partners,
    dataDir: room.dataDir,
    poller: createFeedPoller(
      pollThreads({ allowPrivate: true, userAgent: userAgent('https://courier.test') }),
      { wholeMs: 3_000 },
    ),
    onReport: (report) => void reports.push(report),
    now: () => Date.now() + aheadMs,
    log: createLogger({
      level: 'info',
      destination: { write: (line) => void logged.push(JSON.parse(line)) },
    }),
  });

async function restart(aheadMs = 0): Promise<void> {
  await feeds.close();
  await running.close();
  await start(aheadMs);
}

/** What the sidebar shows of each outlet. */
const shown = () =>
  running.ask((catalog) =>
    Object.fromEntries(
      catalog.partnerNews().map((news) => [news.outlet.name, sidebarNews(news).map(({ title }) => title)]),
    ),
  );
const states = () =>
  Object.fromEntries((reports.at(-1)?.feeds ?? []).map(({ outlet, state }) => [outlet, state]));

const BAD: Readonly<Record<string, [RequestListener, string]>> = {
  error: [(_, response) => void response.writeHead(500).end(), 'failing'],
  busy: [(_, response) => void response.writeHead(429, { 'Retry-After': '60' }).end(), 'failing'],
  gone: [(_, response) => void response.writeHead(410).end(), 'gone'],
  garbage: [(_, response) => void response.end('<html><p>Welcome.'), 'failing'],
  hang: [() => {}, 'failing'],
};

test('bad feeds keep what was good, through a restart, and good ones go on', {
  timeout: 300_000,
}, async () => {
  const names = [...Object.keys(BAD), 'well'];
  for (const name of names) server.on(name, rss(`Old ${name}`));
  room.write('partners.yaml', partners(...names));
  await start();
  await expect
    .poll(shown, PATIENCE)
    .toEqual(Object.fromEntries(names.map((name) => [name, [`Old ${name}`]])));
  expect([...server.agents]).toEqual([
    expect.stringMatching(/^Dateline\/\d\S* \(\+https:\/\/courier\.test\)$/),
  ]);

  // A day later all are due.
  for (const [name, [answer]] of Object.entries(BAD)) server.on(name, answer);
  server.on('well', rss('New'));
  await restart(DAY);
  const wanted = {
    ...Object.fromEntries(Object.entries(BAD).map(([name, [, state]]) => [name, state])),
    well: 'ok',
  };
  await expect.poll(states, PATIENCE).toEqual(wanted);
  await expect.poll(() => shown()['well'], PATIENCE).toEqual(['New']);
  for (const name of Object.keys(BAD)) expect(shown()[name]).toEqual([`Old ${name}`]);
  expect(logged.filter(({ level }) => level === 'warn')).toHaveLength(Object.keys(BAD).length);
  expect(reports.at(-1)?.polls).toMatchObject({ fetched: 1, failed: 4, gone: 1 });
});

test('a restart shows what was kept before it fetches anything', async () => {
  server.on('a', rss('Kept'));
  room.write('partners.yaml', partners('a'));
  await start();
  await expect.poll(() => shown()['a'], PATIENCE).toEqual(['Kept']);
  const asked = server.asked.length;
  await restart();
  expect(shown()['a']).toEqual(['Kept']);
  expect(running.published).toEqual([]);
  expect(server.asked).toHaveLength(asked);
});

test('a file that is broken is told, and begun anew', async () => {
  server.on('a', rss('New'));
  room.write('partners.yaml', partners('a'));
  await start();
  await restart();
  await feeds.close();
  writeFileSync(join(room.dataDir, 'feeds.json'), '{"version":1,');
  await restart();
  expect(logged.filter(({ setAside }) => setAside !== undefined)).toHaveLength(1);
  await expect.poll(() => shown()['a'], PATIENCE).toEqual(['New']);
  await feeds.close();
  expect(JSON.parse(readFileSync(join(room.dataDir, 'feeds.json'), 'utf8'))).toMatchObject({ version: 1 });
});

test('a change of partners.yaml is followed at once; what pages do not show is no publish', async () => {
  server.on('a', rss('Of a'));
  server.on('b', rss('Of b'));
  room.write('partners.yaml', partners('a'));
  await start();
  await expect.poll(() => shown()['a'], PATIENCE).toEqual(['Of a']);
  room.write('partners.yaml', partners('b', 'a'));
  await running.ingest.catchUp();
  for (const keys of running.published.slice(-1)) feeds.published(keys);
  await expect.poll(shown, PATIENCE).toEqual({ b: ['Of b'], a: ['Of a'] });
  expect(server.asked).toEqual(['/a', '/b']);
  expect(running.published.map((keys) => [...keys].sort())).toEqual([
    ['partners', 'partners-page'],
    ['partners', 'sitemap'],
    ['partners', 'partners-page'],
  ]);
});

test('a partners.yaml that is published while feeds begin to be followed is followed too', async () => {
  server.on('a', rss('Of a'));
  server.on('b', rss('Of b'));
  room.write('partners.yaml', partners('a'));
  running = await room.start();
  room.write('partners.yaml', partners('b', 'a'));
  const changed = running.ingest.catchUp();
  feeds = await follow();
  await changed;
  await expect.poll(shown, PATIENCE).toEqual({ b: ['Of b'], a: ['Of a'] });
});

test('without a feed nothing is kept, and nothing fetched', async () => {
  room.write('partners.yaml', '- name: A\n  homePage: https://a.test/\n');
  await start();
  await feeds.close();
  expect(() => readFileSync(join(room.dataDir, 'feeds.json'))).toThrow('ENOENT');
  expect(reports.at(-1)?.feeds).toEqual([]);
});
