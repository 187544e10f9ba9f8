import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findFreePort } from '../../bench/lib/free-port.ts';
import { isOwnName } from '../../src/storage/data-dir-names.ts';
import { openNewsroom, PATIENCE, SITE, story } from '../ingest/open-newsroom.ts';
import { openClone } from '../support/git-clone.ts';
import { startGitServer } from '../support/git-server.ts';
import { ask, isAlive, runSite, type SiteProcess } from './run-site.ts';

const SECRET = 'not-to-be-told-to-anybody';

/** A cache that takes every purge. */
async function openCache(): Promise<{ readonly url: string } & Disposable> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200).end());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, [Symbol.dispose]: () => void server.close() };
}

/** A running site with its metrics, ended at the end of the test. */
async function startSite(
  env: Readonly<Record<string, string>>,
): Promise<
  { readonly url: string; readonly site: SiteProcess; metrics(): Promise<string[]> } & AsyncDisposable
> {
  const opsPort = await findFreePort();
  const site = runSite({ ...env, OPS_PORT: String(opsPort) });
  return {
    url: await site.ready(),
    site,
    metrics: async () => (await ask(`http://127.0.0.1:${opsPort}/metrics`)).body.split('\n'),
    async [Symbol.asyncDispose]() {
      if (isAlive(site.pid)) site.signal('SIGKILL');
      await site.ended;
    },
  };
}

/** How often a histogram was added to; 0 where it was not. */
const countOf = (metrics: readonly string[], labels: string): number =>
  Number(
    metrics.find((line) => line.startsWith(`dateline_publish_seconds_count{${labels}} `))?.split(' ')[1] ?? 0,
  );

test.each([[0], [2]])(
  'with %i workers, a saved file is measured to its readers and to the cache',
  async (workers) => {
    const room = openNewsroom({ 'articles/a.md': story('A') });
    using cache = await openCache();
    const { contentDir: CONTENT_DIR, dataDir: DATA_DIR } = room;
    {
      await using running = await startSite({
        CONTENT_DIR,
        DATA_DIR,
        WORKERS: String(workers),
        PURGE: cache.url,
        SHARED_MAX_AGE: '60',
      });
      room.save('articles/b.md', story('B'));
      for (const stage of ['visible', 'purged']) {
        await expect
          .poll(async () => countOf(await running.metrics(), `stage="${stage}",way="file"`), PATIENCE)
          .toBeGreaterThan(0);
      }
      const metrics = await running.metrics();
      expect(metrics).toContain('dateline_teller 1');
      expect(metrics).toContain(`dateline_purges_failed_total{cache="${new URL(cache.url).origin}"} 0`);
      expect(metrics.filter((line) => line.startsWith('dateline_content_commit_info{'))).toEqual([]);
    }
    // Another name would have DATA_DIR taken for a folder that others need too, and left open to them.
    expect(readdirSync(DATA_DIR).filter((name) => !isOwnName(name))).toEqual([]);
    await room.dispose();
  },
);

test('a push that a webhook told of is measured, and its commit is the one that is live', async () => {
  await using server = await startGitServer();
  await server.create('site');
  using clone = await openClone(server.url('site'));
  const push = async (file: string, text: string): Promise<string> => {
    clone.write(file, text);
    const commit = await clone.commit(`Write ${file}`);
    await clone.push();
    return commit;
  };
  await push('site.yaml', SITE);
  const first = await push('articles/a.md', story('A'));
  const home = mkdtempSync(join(tmpdir(), 'dateline-metrics-'));
  {
    await using running = await startSite({
      CONTENT_GIT: server.url('site'),
      CONTENT_GIT_SECRET: SECRET,
      DATA_DIR: join(home, 'data'),
      TELL: 'no',
    });
    await expect
      .poll(running.metrics, PATIENCE)
      .toContain(`dateline_content_commit_info{commit="${first}"} 1`);
    const second = await push('articles/b.md', story('B'));
    const body = '{}';
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    const answer = await fetch(`${running.url}/-/git`, {
      method: 'POST',
      headers: { 'X-Hub-Signature-256': `sha256=${signature}` },
      body,
    });
    expect(answer.status).toBe(202);
    await expect
      .poll(running.metrics, PATIENCE)
      .toContain(`dateline_content_commit_info{commit="${second}"} 1`);
    await expect
      .poll(async () => countOf(await running.metrics(), 'stage="visible",way="git"'), PATIENCE)
      .toBeGreaterThan(0);
    const metrics = await running.metrics();
    expect(metrics).toContain('dateline_content_lag_seconds 0');
    expect(metrics).toContain('dateline_content_pushes_total 1');
    expect(metrics).toContain('dateline_teller 0');
    expect(metrics).toContain('dateline_content_looks_failed_total 0');
    server.answer(503);
    const isFailing = (line: string) => /^dateline_content_looks_failed_total [1-9]/.test(line);
    await expect.poll(async () => (await running.metrics()).some(isFailing), PATIENCE).toBe(true);
    expect((await ask(`${running.url}/2016/07/15/b`)).status).toBe(200);
  }
  expect(readdirSync(join(home, 'data')).filter((name) => !isOwnName(name))).toEqual([]);
  rmSync(home, { recursive: true });
});
