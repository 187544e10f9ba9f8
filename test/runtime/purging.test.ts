import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findCatalog } from '../../src/ingest/data-dir/catalog-files.ts';
import { type Newsroom, openNewsroom, PATIENCE, story } from '../ingest/open-newsroom.ts';
import { misbehavingServer } from '../notify/misbehaving-server.ts';
import { ask, isAlive, runSite, type SiteProcess } from './run-site.ts';

const WORLD = 'section: World';

let room: Newsroom;
let cache: Awaited<ReturnType<typeof misbehavingServer>>;
let site: SiteProcess;
let family: number[];

beforeEach(async () => {
  cache = await misbehavingServer();
  family = [];
  room = openNewsroom({ 'articles/a.md': story('A', WORLD) });
});
afterEach(async () => {
  for (const pid of [site.pid, ...family]) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await site.ended;
  await Promise.all([cache.close(), room.dispose()]);
});

async function start(workers = 0, more: Record<string, string> = {}): Promise<string> {
  site = runSite({
    CONTENT_DIR: room.contentDir,
    DATA_DIR: room.dataDir,
    WORKERS: String(workers),
    SHARED_MAX_AGE: '86400',
    PURGE: `varnish://${new URL(cache.url).host}`,
    PURGE_TOKEN: 'a-secret-of-the-cache',
    TELL: 'no',
    ...more,
  });
  const url = await site.ready();
  family = [...site.children('dateline-web'), ...site.children('dateline-ingest')];
  return url;
}

async function stop(): Promise<void> {
  site.signal('SIGINT');
  expect(await site.ended).toBe(0);
}

const purges = (): string[] => cache.seen.map(({ headers }) => String(headers['xkey-purge']));
const everything = (): number => purges().filter((keys) => keys === '*').length;
/** What is purged besides everything, since it was last asked for. */
const keys = (): string[] => purges().flatMap((one) => (one === '*' ? [] : one.split(' ')));
const twice = (key: string) =>
  expect.poll(() => keys().filter((one) => one === key).length, PATIENCE).toBeGreaterThanOrEqual(2);
const forget = (): void => void cache.seen.splice(0);

describe.each([[0], [2]])('with WORKERS=%s', (workers) => {
  test('a machine that tells nobody purges its own cache, of each publish, when readers have it', async () => {
    const url = await start(workers);
    await expect.poll(everything, PATIENCE).toBe(2);
    expect(cache.seen[0]).toMatchObject({ method: 'PURGE', path: '/' });
    expect(cache.seen[0]?.headers['authorization']).toBe('Bearer a-secret-of-the-cache');
    forget();

    const page = `${url}/2016/07/15/b`;
    expect((await ask(page)).status).toBe(404);
    room.save('articles/b.md', story('B', WORLD));
    await expect.poll(keys, PATIENCE).toContain('section:world');
    expect((await ask(page)).status).toBe(200);
    const { headers } = await fetch(page);
    expect(headers.get('surrogate-key')).toContain('article:b');
    expect(headers.get('cache-control')).toContain('s-maxage=86400');
    await twice('section:world');
    forget();

    room.save('articles/b.md', story('B, edited', WORLD));
    await twice('article:b');
    forget();
    const soon = new Date(Date.now() + 1_500).toISOString();
    room.save('articles/later.md', `---\ntitle: Later\nid: later\ndate: ${soon}\n---\nText.\n`);
    await twice('article:later');
    forget();
    room.save('labels.yaml', 'search: Look\n');
    await twice('site');
    expect(everything()).toBe(0);
    await stop();
    expect(JSON.stringify(site.logged())).not.toContain('a-secret-of-the-cache');
  });
});

test('after SIGHUP everything is purged, as views may be others', async () => {
  await start(1);
  await expect.poll(everything, PATIENCE).toBe(2);
  site.signal('SIGHUP');
  await expect.poll(everything, PATIENCE).toBeGreaterThanOrEqual(4);
  await stop();
});

test('a start after an orderly end purges nothing but what waited', async () => {
  await start();
  await expect.poll(everything, PATIENCE).toBe(2);
  room.save('articles/b.md', story('B', WORLD));
  await twice('section:world');
  await expect.poll(() => site.logged().some(({ msg }) => msg === 'cache purged'), PATIENCE).toBe(true);
  cache.answer('reset');
  forget();
  room.save('articles/b.md', story('B, edited', WORLD));
  await expect.poll(keys, PATIENCE).toContain('article:b');
  await stop();
  cache.answer(200);
  forget();
  await start();
  await expect.poll(keys, PATIENCE).toContain('article:b');
  expect(everything()).toBe(0);
  await stop();
});

test('a catalog that is built anew, and other settings of pages, are everything', async () => {
  await start();
  await expect.poll(everything, PATIENCE).toBe(2);
  await stop();
  forget();
  rmSync(findCatalog(room.dataDir));
  await start();
  await expect.poll(everything, PATIENCE).toBe(2);
  await stop();
  forget();
  await start(0, { SITE_URL: 'https://courier.test' });
  await expect.poll(everything, PATIENCE).toBe(2);
  await stop();
});

test('a cache that is away holds up no reader, and is purged of all of it when it is back', async () => {
  cache.answer('hang');
  const url = await start(0, { WORKERS: '1' });
  room.save('articles/a.md', story('A, edited', WORLD));
  await expect.poll(async () => (await ask(`${url}/2016/07/15/a`)).body, PATIENCE).toContain('A, edited');
  cache.answer(200);
  await expect.poll(everything, PATIENCE).toBeGreaterThanOrEqual(2);
  await stop();
});
