import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findFreePort } from '../../bench/lib/free-port.ts';
import { type Newsroom, openNewsroom, PATIENCE, story } from '../ingest/open-newsroom.ts';
import { hasRedis, startRedis } from '../support/redis-server.ts';
import { ask, isAlive, runSite, type SiteProcess } from './run-site.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

let room: Newsroom;
const sites: SiteProcess[] = [];
beforeEach(() => {
  const titles = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  room = openNewsroom(
    Object.fromEntries(titles.map((title) => [`articles/about-${title}.md`, story(`About ${title}`)])),
  );
});
afterEach(async () => {
  for (const { pid, signal, ended } of sites.splice(0)) {
    if (isAlive(pid)) signal('SIGKILL');
    await ended;
  }
  await room.dispose();
});

async function start(
  workers: number,
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly site: SiteProcess; readonly url: string }> {
  const { contentDir, dataDir } = room;
  const site = runSite({ CONTENT_DIR: contentDir, DATA_DIR: dataDir, WORKERS: String(workers), ...env });
  sites.push(site);
  return { site, url: await site.ready() };
}

/** Reads a page on a connection of its own, so that workers take turns. */
async function read(url: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    const request = get(url, { agent: false, headers: { 'User-Agent': FIREFOX } });
    const [response] = await once(request, 'response');
    expect(response.statusCode).toBe(200);
    response.resume();
    await once(response, 'end');
  }
}

/** The stories of the sidebar, in order. */
async function shown(url: string): Promise<string> {
  const { body } = await ask(`${url}/nowhere`);
  return [...(body.split('<aside')[1] ?? '').matchAll(/>\s*About (\w)/g)].map(([, title]) => title).join('');
}

test.each([[0], [2]])(
  'with %i workers, what was read before a clean stop shows after it',
  async (workers) => {
    const first = await start(workers);
    const before = await shown(first.url);
    expect(before).toHaveLength(5);
    await read(`${first.url}/2016/07/15/about-a`, 12);
    await read(`${first.url}/2016/07/15/about-b`, 6);
    first.site.signal('SIGINT');
    expect(await first.site.ended).toBe(0);
    const second = await start(workers);
    expect(await shown(second.url)).toBe(`AB${before.slice(0, 3)}`);
  },
);

test.for([0, 2])('with %i workers, what one machine counted shows on another', async (workers, { skip }) => {
  skip(!hasRedis, 'needs redis-server: apt install redis-server');
  await using redis = await startRedis(['--requirepass', 'not-to-be-told']);
  const env = { PAGE_VIEWS_URL: redis.url('not-to-be-told'), OPS_PORT: String(await findFreePort()) };
  const first = await start(workers, env);
  const before = await shown(first.url);
  await read(`${first.url}/2016/07/15/about-a`, 12);
  await read(`${first.url}/2016/07/15/about-b`, 6);
  first.site.signal('SIGINT');
  expect(await first.site.ended).toBe(0);
  const second = await start(workers, { ...env, DATA_DIR: `${room.dataDir}-of-another` });
  await expect.poll(() => shown(second.url), PATIENCE).toBe(`AB${before.slice(0, 3)}`);
  const metrics = async () => (await ask(`http://127.0.0.1:${env.OPS_PORT}/metrics`)).body.split('\n');
  await expect.poll(metrics, PATIENCE).toContain('dateline_shared_views_connected 1');
  expect(JSON.stringify([...first.site.logged(), ...second.site.logged()])).not.toContain('not-to-be-told');
});

test('SIGTERM to npm start stops the server, and npm ends as it does', async () => {
  const { contentDir, dataDir } = room;
  const npm = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], PORT: '0', CONTENT_DIR: contentDir, DATA_DIR: dataDir, WORKERS: '0' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  npm.stdout.on('data', (chunk) => (output += chunk));
  const ended = once(npm, 'exit');
  try {
    await expect.poll(() => output, PATIENCE).toContain('"msg":"listening"');
  } finally {
    npm.kill('SIGTERM');
  }
  expect(await ended).toEqual([0, null]);
  expect(output).toContain('"msg":"stopped"');
});
