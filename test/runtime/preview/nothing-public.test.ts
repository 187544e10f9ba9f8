import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test, vi } from 'vitest';
import { discardCatalog } from '../../../src/catalog/store/open-catalog.ts';
import { listCatalogs } from '../../../src/ingest/data-dir/catalog-files.ts';
import { openSharedCache } from '../../cache/shared-cache.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running, story } from '../../ingest/open-newsroom.ts';
import { beside, openPreviews, ORIGIN, pageOf, PREFIX, SITE } from './open-previews.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function open(files: Readonly<Record<string, string>>) {
  const room: Newsroom = openNewsroom(files);
  closing.push(room.dispose);
  const running: Running = await room.start();
  const previews = openPreviews(room);
  closing.push(() => previews.close());
  return { room, running, previews };
}

/** All rows of all tables of the databases of a data folder. */
function rowsIn(dataDir: string): Record<string, unknown> {
  const rows: Record<string, unknown> = {};
  for (const name of readdirSync(dataDir).filter((one) =>
    /^(?:catalog|permalinks|outbox|last-good)\.db$/.test(one),
  )) {
    using database = new DatabaseSync(join(dataDir, name), { readOnly: true });
    for (const { name: table } of database
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all())
      rows[`${name} ${String(table)}`] = database.prepare(`SELECT * FROM "${String(table)}"`).all();
  }
  return rows;
}

test('a hundred drafts change nothing that is public, and nothing in the content folder', async () => {
  const { room, running, previews } = await open({ 'articles/a.md': story('The harbour opens') });
  // So that nobody else writes meanwhile.
  await running.close();
  const before = rowsIn(room.dataDir);
  const files = readdirSync(room.contentDir, { recursive: true });
  for (let nth = 0; nth < 100; nth += 1) {
    const text = story(`Draft ${nth}`, 'topics: [Ports]', `Text ${nth} of the harbour.`);
    const draft = await previews.draft('articles/b.md', Buffer.from(text));
    expect(draft).toMatchObject({
      kind: 'page',
      path: '/2016/07/15/b',
      facts: { story: { headline: `Draft ${nth}` } },
    });
  }
  const text = story('The harbour closes', '', 'Other words.');
  expect((await pageOf(previews, '/2016/07/15/a', beside('articles/a.md', text))).text).toContain(
    'Other words.',
  );
  expect(rowsIn(room.dataDir)).toEqual(before);
  expect(readdirSync(room.contentDir, { recursive: true })).toEqual(files);
  expect(running.published).toEqual([]);
});

test('one draft does not show in the next, nor in the site', async () => {
  const { previews } = await open({ 'articles/a.md': story('The harbour opens') });
  const draft = beside('articles/b.md', story('A story that waits', 'topics: [Ports]'));
  expect((await pageOf(previews, '/', draft)).text).toContain('A story that waits');
  expect((await pageOf(previews, '/topics/ports', draft)).status).toBe(200);
  expect((await pageOf(previews, '/', SITE)).text).not.toContain('A story that waits');
  expect((await pageOf(previews, '/topics/ports', SITE)).status).toBe(404);
  const other = beside('articles/c.md', story('Another one'));
  expect((await pageOf(previews, '/', other)).text).not.toContain('A story that waits');
});

test('no shared cache keeps any answer, whatever it is, and no machine is invited', async () => {
  const { previews } = await open({ 'articles/a.md': story('The harbour opens') });
  const cache = openSharedCache(Date.now);
  const page = await pageOf(previews, '/2016/07/15/a');
  const asset = /href="\/preview\/TOKEN(\/assets\/[^"]+)"/.exec(page.text)?.[1] ?? '';
  for (const path of [
    '/',
    '/2016/07/15/a',
    '/feed.xml',
    '/sitemap.xml',
    '/nowhere',
    '/search?q=harbour',
    asset,
  ]) {
    const { status, headers, text } = await pageOf(previews, path);
    expect(cache.take(`${PREFIX}${path}`, { status, headers, body: text })).toBe(false);
    expect(headers).toMatchObject({
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
    });
    expect(headers).not.toHaveProperty('etag');
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(headers['content-security-policy']).not.toContain('allow-same-origin');
  }
  expect(page.text).not.toMatch(/rel="(?:canonical|manifest)"|offline-[0-9a-f]+\.js/);
});

test('what readers have since is in the next preview of the site', async () => {
  const { room, running, previews } = await open({ 'articles/a.md': story('The harbour opens') });
  expect((await pageOf(previews, '/', SITE)).text).not.toContain('News of the day');
  await running.close();
  room.write('articles/b.md', story('News of the day'));
  await room.start();
  await vi.waitFor(async () => {
    expect((await pageOf(previews, '/', SITE)).text).toContain('News of the day');
  }, PATIENCE);
});

test('a catalog that is built again is copied again, and none is left behind', async () => {
  const { room, running, previews } = await open({ 'articles/a.md': story('The harbour opens') });
  expect((await pageOf(previews, '/', SITE)).text).toContain('The harbour opens');
  await running.close();
  for (const file of listCatalogs(room.dataDir)) discardCatalog(file);
  // While there is none, the last copy stays.
  expect((await pageOf(previews, '/', SITE)).text).toContain('The harbour opens');
  room.write('articles/a.md', story('The harbour closes'));
  await room.start();
  await vi.waitFor(async () => {
    expect((await pageOf(previews, '/', SITE)).text).toContain('The harbour closes');
  }, PATIENCE);
  const kept = readdirSync(join(room.dataDir, 'previews'));
  expect(kept.filter((name) => name.endsWith('-catalog.db'))).toHaveLength(1);
  expect(statSync(join(room.dataDir, 'previews')).mode & 0o077).toBe(0);
});

test('the addresses of feeds stay public ones', async () => {
  const { previews } = await open({ 'articles/a.md': story('The harbour opens') });
  const { text, headers } = await pageOf(previews, '/feed.xml');
  expect(headers['content-type']).toContain('rss');
  expect(text).toContain(`${ORIGIN}/2016/07/15/a`);
  expect(text).not.toContain(PREFIX);
});
