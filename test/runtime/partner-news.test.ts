import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findFreePort } from '../../bench/lib/free-port.ts';
import { openNewsroom, PATIENCE } from '../ingest/open-newsroom.ts';
import { type FeedServer, rss, startFeedServer } from './feed-server.ts';
import { ask, runSite, type SiteProcess } from './run-site.ts';

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
  server.on('feed', rss('From abroad'));
});
afterAll(() => server.close());

const sites: SiteProcess[] = [];
afterAll(async () => {
  for (const site of sites) site.signal('SIGKILL');
  await Promise.all(sites.map(({ ended }) => ended));
});

function run(contentDir: string, dataDir: string, env: Readonly<Record<string, string>>): SiteProcess {
  const site = runSite({ CONTENT_DIR: contentDir, DATA_DIR: dataDir, ...env });
  sites.push(site);
  return site;
}

test.each(['0', '1'])('with WORKERS=%s feeds reach the pages and the metrics', async (workers) => {
  const room = openNewsroom({
    'partners.yaml': `- name: Herald\n  homePage: https://herald.test/\n  feed: ${server.url('feed')}\n`,
  });
  const site = run(room.contentDir, room.dataDir, {
    WORKERS: workers,
    OPS_PORT: String(await findFreePort()),
    PARTNER_FEEDS_ALLOW_PRIVATE: 'true',
  });
  const url = await site.ready();
  await expect.poll(async () => (await ask(`${url}/partners`)).body, PATIENCE).toContain('From abroad');
  await expect.poll(async () => (await ask(url)).body, PATIENCE).toContain('From abroad');
  const ops = site.logged().find(({ msg }) => msg === 'metrics are served');
  const { body } = await ask(String(ops?.['url']));
  expect(body).toContain(`dateline_feed_state{outlet="Herald",feed="${server.url('feed')}",state="ok"} 1`);
  expect((await ask(`${url}/metrics`)).status).toBe(404);
  site.signal('SIGTERM');
  expect(await site.ended).toBe(0);
  await room.dispose();
});

test('feeds at private addresses are refused unless allowed, in one line', async () => {
  const room = openNewsroom({
    'partners.yaml': `- name: Herald\n  homePage: https://herald.test/\n  feed: ${server.url('feed')}\n`,
  });
  const asked = server.asked.length;
  const site = run(room.contentDir, room.dataDir, { WORKERS: '0' });
  await site.ready();
  await expect.poll(site.warnings, PATIENCE).toHaveLength(1);
  expect(site.warnings()[0]).toMatchObject({ outlet: 'Herald', feed: server.url('feed') });
  expect(server.asked).toHaveLength(asked);
  site.signal('SIGTERM');
  await site.ended;
  await room.dispose();
});

test.each(['0', '1'])('with WORKERS=%s an OPS_PORT that is taken stops the start', async (workers) => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const room = openNewsroom();
  const site = run(room.contentDir, room.dataDir, { WORKERS: workers, OPS_PORT: String(port) });
  expect(await site.ended).toBe(1);
  expect(site.errors()).toContain(`OPS_PORT ${port} is taken by another program.`);
  taken.close();
  await room.dispose();
});
