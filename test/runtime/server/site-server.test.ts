import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Settings } from '../../../src/config/environment.ts';
import type { RunningServer } from '../../../src/runtime/server/listen.ts';
import { createSiteServer, type SiteServer } from '../../../src/runtime/server/site-server.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running, story } from '../../ingest/open-newsroom.ts';
import { stopServer } from '../limited-site.ts';
import { ask } from '../run-site.ts';

const FILE = 'articles/about-a.md';
const PAGE = '/2016/07/15/about-a';
const about = (what: string): string => story(`About ${what}`, 'slug: about-a');

let room: Newsroom;
let desk: Running;
let site: SiteServer;
let running: RunningServer;
let warned: Record<string, unknown>[];
const shownTold = vi.fn();
const damaged = vi.fn();

/** What the page shows: its headline, or the status where it is not 200. */
async function shown(path = PAGE): Promise<string | number> {
  const { status, body } = await ask(`${running.url}${path}`);
  return status === 200 ? (/About \w/.exec(body)?.[0] ?? body) : status;
}

/** Publishes a change of the article, and tells nobody. */
async function publish(what: string): Promise<void> {
  room.save(FILE, about(what));
  await desk.ingest.catchUp();
}

/** Versions up to which pages were dropped, and that all were. */
let swapped: (number | 'all')[];
beforeEach(async () => {
  shownTold.mockClear();
  damaged.mockClear();
  warned = [];
  room = openNewsroom({ [FILE]: about('A') });
  desk = await room.start();
  swapped = [];
  const settings: Settings = {
    port: 0,
    host: '127.0.0.1',
    origin: 'http://localhost',
    contentDir: room.contentDir,
    dataDir: room.dataDir,
    logLevel: 'silent',
    logFormat: 'json',
    workers: 0,
    cacheBytes: 1_000_000,
    sharedCaching: { maxAge: 0, tagHeader: null },
    indexNowKey: null,
    hubs: [],
    trustedProxies: ['loopback'],
    opsPort: null,
    allowPrivateFeeds: false,
    contentGit: null,
    isTeller: true,
    caches: [],
    desk: null,
  };
  const destination = { write: (line: string) => void warned.push(JSON.parse(line)) };
  const log = createLogger({ level: 'warn', destination });
  site = createSiteServer({
    settings,
    log,
    now: Date.now,
    tell: {
      damaged,
      refused() {},
      shown: shownTold,
      dropped: (version) => void swapped.push(version),
      cleared: () => void swapped.push('all'),
    },
  });
  running = await site.listen();
});
afterEach(async () => {
  await stopServer(running);
  site.hide();
  await room.dispose();
});

test('pages are shown once views are loaded and the catalog is there, in either order', async () => {
  expect(await shown()).toBe(503);
  expect(await shown('/healthz')).toBe('{"status":"ok"}');
  site.open();
  expect(await shown()).toBe(503);
  expect(shownTold).not.toHaveBeenCalled();
  await site.load();
  expect(shownTold).toHaveBeenCalledTimes(1);
  expect(await shown()).toBe('About A');
  site.hide();
  expect(await shown()).toBe(503);
  expect(await shown('/healthz')).toBe('{"status":"ok"}');
  site.open();
  expect(await shown()).toBe('About A');
});

test('a publish that is told drops its pages', async () => {
  await site.load();
  site.open();
  expect(await shown()).toBe('About A');
  await publish('B');
  const version = desk.ask((catalog) => catalog.version());
  site.published({ version, keys: [...(desk.published.at(-1) ?? [])] });
  expect(await shown()).toBe('About B');
  expect(warned).toEqual([]);
  expect(swapped).toEqual([version - 1, version]);
});

test('a publish that is not told is noticed', async () => {
  await site.load();
  site.open();
  expect(await shown()).toBe('About A');
  await publish('B');
  await expect.poll(() => shown(), PATIENCE).toBe('About B');
  expect(warned).toMatchObject([{ msg: 'publishes were missed; every finished page is dropped' }]);
  expect(swapped.at(-1)).toBe('all');
});

test('what is published while there is no catalog is in it when it is opened', async () => {
  await site.load();
  site.open();
  expect(await shown()).toBe('About A');
  site.hide();
  await publish('B');
  site.published({ version: 100, keys: [] });
  site.open();
  expect(await shown()).toBe('About B');
  expect(warned).toEqual([]);
});

test('the newsroom’s own words are on every page as soon as they are told, and on those that need nothing of the site', async () => {
  const bodyOf = async (path: string) => (await ask(`${running.url}${path}`)).body;
  await site.load();
  site.open();
  expect(await bodyOf(PAGE)).toContain('Published <time');
  expect(await bodyOf('/nowhere')).toContain('Error 404');
  expect(await bodyOf('/%ZZ')).toContain('<h1>Bad request</h1>');
  room.save('labels.yaml', 'story-published: Out {time}\nerror-404: Nothing here\nplain-400: What?\n');
  await desk.ingest.catchUp();
  const keys = [...(desk.published.at(-1) ?? [])];
  site.published({ version: desk.ingest.version(), keys });
  expect(await bodyOf(PAGE)).toContain('Out <time');
  expect(await bodyOf('/nowhere')).toContain('<h1 class="headline">Nothing here</h1>');
  expect(await bodyOf('/%ZZ')).toContain('<h1>What?</h1>');
});
