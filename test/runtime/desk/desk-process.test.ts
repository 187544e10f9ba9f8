import { createServer } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { openNewsroom, PATIENCE, story, type Newsroom } from '../../ingest/open-newsroom.ts';
import { findFreePort } from '../../../bench/lib/free-port.ts';
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
