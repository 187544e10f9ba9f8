import { get } from 'node:http';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { findFreePort } from '../../bench/lib/free-port.ts';
import { openNewsroom, PATIENCE, story } from '../ingest/open-newsroom.ts';
import { ask, isAlive, runSite } from './run-site.ts';

/** Asks by hand, so that nothing is added or followed; resolves to the bytes of the body. */
async function askFor(url: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') {
  const request = get(url, { headers, agent: false, method });
  const [response] = await once(request, 'response');
  let bytes = 0;
  for await (const chunk of response) bytes += chunk.length;
  return { status: response.statusCode as number, bytes, etag: String(response.headers.etag) };
}

test.each([[0], [2]])('with %i workers, what readers asked is counted, once each', async (workers) => {
  const room = openNewsroom({
    'articles/a.md': story('A'),
    'articles/bad.md': '---\ntitle: [\n---\n\nNo.\n',
  });
  const opsPort = await findFreePort();
  const site = runSite({
    CONTENT_DIR: room.contentDir,
    DATA_DIR: room.dataDir,
    WORKERS: String(workers),
    OPS_PORT: String(opsPort),
  });
  try {
    const url = await site.ready();
    const metrics = async (): Promise<string[]> =>
      (await ask(`http://127.0.0.1:${opsPort}/metrics`)).body.split('\n');
    const numberOf = (lines: readonly string[], series: string): number =>
      Number(lines.find((line) => line.startsWith(`${series} `))?.split(' ')[1] ?? 0);
    const total = (lines: readonly string[], start: string): number =>
      lines
        .filter((line) => line.startsWith(start))
        .reduce((sum, line) => sum + Number(line.split(' ')[1]), 0);
    // Connections are dealt to the workers in turn: each makes the page itself, and has it then.
    const path = `/${/"(\/\d{4}\/[^"]+)"/.exec((await ask(`${url}/`)).body)?.[1]?.slice(1) ?? ''}`;
    let bytes = 0;
    let etag = '';
    for (let at = 0; at < 6; at += 1) {
      const answer = await askFor(`${url}${path}`);
      expect(answer.status).toBe(200);
      bytes += answer.bytes;
      etag = answer.etag;
    }
    for (let at = 0; at < 3; at += 1)
      expect((await askFor(`${url}${path}`, { 'If-None-Match': etag })).status).toBe(304);
    expect((await askFor(`${url}${path}`, {}, 'HEAD')).bytes).toBe(0);
    expect((await askFor(`${url}/no/such/place`)).status).toBe(404);
    expect((await askFor(`${url}/search?q=A`)).status).toBe(200);
    expect((await askFor(`${url}${path}/`)).status).toBe(301);
    expect((await askFor(`${url}/healthz`)).status).toBe(200);
    const of = (route: string, status: number): string =>
      `dateline_requests_total{route="${route}",status="${status}"}`;
    // Each worker tells by itself: all is told when the sum is what was asked.
    await expect.poll(async () => total(await metrics(), 'dateline_requests_total{'), PATIENCE).toBe(15);
    const lines = await metrics();
    expect(numberOf(lines, of('health', 200))).toBe(1);
    expect(numberOf(lines, of('article', 200))).toBe(7);
    expect(numberOf(lines, of('article', 304))).toBe(3);
    expect(numberOf(lines, of('none', 404))).toBe(1);
    expect(numberOf(lines, of('search', 200))).toBe(1);
    expect(numberOf(lines, of('redirect', 301))).toBe(1);
    expect(numberOf(lines, 'dateline_response_bytes_sum{route="article"}')).toBe(bytes);
    expect(numberOf(lines, 'dateline_request_seconds_count{route="article"}')).toBe(10);
    const count = Math.max(1, workers);
    expect(numberOf(lines, 'dateline_page_cache_total{lane="fast",result="hit"}')).toBeGreaterThanOrEqual(
      10 - count,
    );
    expect(lines.filter((line) => line.startsWith('dateline_connections_open{'))).toHaveLength(count);
    const processes = workers === 0 ? ['web-0'] : ['web-1', 'web-2', 'ingest'];
    for (const process of processes)
      expect(numberOf(lines, `dateline_process_resident_bytes{process="${process}"}`)).toBeGreaterThan(1e7);
    expect(lines.filter((line) => line.startsWith('dateline_process_event_loop_lag_seconds{'))).toHaveLength(
      3 * count,
    );
    expect(total(lines, 'dateline_page_cache_bytes{')).toBeGreaterThan(1_000);
    const refused = async (): Promise<number> =>
      numberOf(await metrics(), 'dateline_files_refused{shown="none"}');
    await expect.poll(refused, PATIENCE).toBe(1);
    room.save('articles/bad.md', story('Good'));
    await expect.poll(refused, PATIENCE).toBe(0);
  } finally {
    if (isAlive(site.pid)) site.signal('SIGTERM');
    await site.ended;
    await room.dispose();
  }
});
