import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { openNewsroom, PATIENCE, story, type Newsroom } from '../../ingest/open-newsroom.ts';
import { findFreePort } from '../../../bench/lib/free-port.ts';
import { desk } from '../../../src/cli/commands/desk.ts';
import { createTestBrowser } from '../../desk/login/test-browser.ts';
import { runSite, type SiteProcess } from '../run-site.ts';

let room: Newsroom;
let site: SiteProcess | null = null;
afterEach(async () => {
  site?.signal('SIGKILL');
  await site?.ended;
  site = null;
  await room.dispose();
});

const status = async (url: string): Promise<number> =>
  (await fetch(url, { headers: { Accept: 'text/html' } }).catch(() => null))?.status ?? 0;

test.each(['0', '1'])(
  'with WORKERS=%s it is started again when it is killed, and ends with the site',
  async (workers) => {
    room = openNewsroom({ 'articles/a.md': story('A') });
    const port = await findFreePort();
    const { contentDir, dataDir } = room;
    const env = { CONTENT_DIR: contentDir, DATA_DIR: dataDir, WORKERS: workers, DESK_PORT: String(port) };
    site = runSite(env);
    const url = await site.ready();
    const desk = `http://127.0.0.1:${port}`;
    expect(await status(`${desk}/nowhere`)).toBeGreaterThan(0);

    const [pid = 0] = site.children('dateline-desk');
    process.kill(pid, 'SIGKILL');
    expect(await status(url)).toBe(200);
    await expect
      .poll(() => site?.children('dateline-desk').filter((one) => one !== pid).length, PATIENCE)
      .toBe(1);
    await expect.poll(() => status(`${desk}/healthz`), PATIENCE).toBe(200);

    site.signal('SIGTERM');
    expect(await site.ended).toBe(0);
    await expect.poll(() => status(`${desk}/healthz`), PATIENCE).toBe(0);
  },
);

test('a port that is taken is told by its variable, and nothing is left running', async () => {
  room = openNewsroom({ 'articles/a.md': story('A') });
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { readonly port: number };
  const { contentDir, dataDir } = room;
  site = runSite({ CONTENT_DIR: contentDir, DATA_DIR: dataDir, WORKERS: '1', DESK_PORT: String(port) });
  expect(await site.ended).not.toBe(0);
  expect(site.errors()).toMatch(new RegExp(`DESK_PORT ${port} on 127\\.0\\.0\\.1 is taken`));
  other.close();
});

test('the site is the same with a desk as without one, byte for byte, and sets no cookie', async () => {
  room = openNewsroom({ 'articles/a.md': story('A'), 'pages/about.md': '---\ntitle: About\n---\nUs.\n' });
  const { contentDir, dataDir } = room;
  const env = { CONTENT_DIR: contentDir, DATA_DIR: dataDir, WORKERS: '1', SITE_URL: 'http://site.test' };
  const paths = [
    '/',
    '/2016/07/15/a',
    '/about',
    '/feed.xml',
    '/sitemap.xml',
    '/robots.txt',
    '/nowhere',
    '/desk',
  ];
  const ask = async (url: string): Promise<unknown[]> =>
    Promise.all(
      paths.map(async (path) => {
        const answer = await fetch(url + path, { redirect: 'manual' });
        const headers = Object.fromEntries(answer.headers);
        // What a start itself changed may still change within the same second, and is told without a date.
        for (const name of ['date', 'x-request-id', 'last-modified']) delete headers[name];
        return [path, answer.status, headers, await answer.text()];
      }),
    );
  const answers = async (given: Readonly<Record<string, string>>): Promise<unknown[]> => {
    site = runSite(given);
    const told = await ask(await site.ready());
    site.signal('SIGINT');
    await site.ended;
    return told;
  };
  // The first start builds the catalog, which later ones find.
  await answers(env);
  const without = await answers(env);
  const withDesk = await answers({ ...env, DESK_PORT: String(await findFreePort()) });
  expect(withDesk).toEqual(without);
  expect(JSON.stringify(withDesk)).not.toMatch(/set-cookie|nonce-/i);
});

test('accounts that are damaged close the desk, and not the site', async () => {
  room = openNewsroom({ 'articles/a.md': story('A') });
  const port = await findFreePort();
  const { contentDir, dataDir } = room;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'desk.db'), 'no database, but more bytes than none');
  site = runSite({ CONTENT_DIR: contentDir, DATA_DIR: dataDir, WORKERS: '1', DESK_PORT: String(port) });
  expect(await status(await site.ready())).toBe(200);
  expect(await status(`http://127.0.0.1:${port}/`)).toBe(503);
  expect(JSON.stringify(site.logged())).toContain('Put a backup in its place');
});

test('who is let in on the command line comes in by the link, while all of it runs', async () => {
  room = openNewsroom({ 'articles/a.md': story('A') });
  const port = await findFreePort();
  const { contentDir, dataDir } = room;
  const env = { CONTENT_DIR: contentDir, DATA_DIR: dataDir, WORKERS: '1', DESK_PORT: String(port) };
  site = runSite(env);
  await site.ready();
  const said: string[] = [];
  const output = { write: (text: string) => said.push(text) };
  expect(await desk(['add', 'Կիրակի', '--role', 'editor'], output, output, { env })).toBe(0);
  const origin = `http://localhost:${port}`;
  const [, path = ''] = new RegExp(`${origin}(/join/\\S+)`).exec(said.join('')) ?? [];
  const browser = createTestBrowser(`http://127.0.0.1:${port}`, origin);
  const password = 'ferry apricot lantern';
  const joined = await browser.post(path, { password, again: password });
  expect([joined.status, joined.location]).toEqual([303, '/']);
  const board = await browser.get('/');
  expect([board.status, board.text.includes('Կիրակի · editor')]).toEqual([200, true]);
  expect(JSON.stringify(site.logged())).not.toContain(path.slice('/join/'.length));
  expect(await desk(['remove', 'Կիրակի'], output, output, { env })).toBe(0);
  expect((await browser.get('/')).location).toBe('/login');
});
