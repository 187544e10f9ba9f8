import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findFreePort } from '../../bench/lib/free-port.ts';
import { type Newsroom, openNewsroom, story } from '../ingest/open-newsroom.ts';
import { ask, isAlive, runSite, type SiteProcess } from './run-site.ts';

const PAGE = '/2016/07/15/about-a';
const LONG_MS = 180_000;

let room: Newsroom;
let site: SiteProcess;
let ops: string;
const logged = (text: string) => site.logged().filter(({ msg }) => String(msg).includes(text));

beforeEach(async () => {
  room = openNewsroom({ 'articles/about-a.md': story('About A', 'slug: about-a') });
  const port = await findFreePort();
  ops = `http://127.0.0.1:${port}`;
  site = runSite({ CONTENT_DIR: room.contentDir, DATA_DIR: room.dataDir, OPS_PORT: String(port) });
  await expect.poll(() => logged('listening'), { timeout: LONG_MS }).toHaveLength(1);
}, LONG_MS);
afterEach(async () => {
  const family = [site.pid, ...site.children('dateline-web'), ...site.children('dateline-ingest')];
  for (const pid of family) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await site.ended;
  await room.dispose();
});

describe.runIf(process.platform === 'linux')('a child that is stopped is replaced', () => {
  test('where it is a web worker, and all of them: the page is there again', {
    timeout: LONG_MS,
  }, async () => {
    const url = await site.ready();
    expect((await ask(`${ops}/readyz`)).status).toBe(200);
    const before = site.children('dateline-web');
    expect(logged('does not answer')).toEqual([]);
    for (const pid of before) process.kill(pid, 'SIGSTOP');
    await expect
      .poll(() => logged('a web worker does not answer').map(({ child }) => child))
      .toEqual(expect.arrayContaining(before));
    expect(logged('a web worker does not answer')[0]).toMatchObject({ level: 'error', reason: 'stopped' });
    const shown = () =>
      ask(`${url}${PAGE}`).then(
        ({ status }) => status,
        () => 0,
      );
    await expect.poll(shown).toBe(200);
    expect(before.filter(isAlive)).toEqual([]);
    await expect.poll(async () => (await ask(`${ops}/readyz`)).status).toBe(200);
  });

  test('where it is the ingest: what was saved meanwhile is published', { timeout: LONG_MS }, async () => {
    const url = await site.ready();
    const [before] = site.children('dateline-ingest');
    process.kill(before as number, 'SIGSTOP');
    room.save('articles/about-a.md', story('About B', 'slug: about-a'));
    await expect.poll(() => logged('the ingest does not answer')).toHaveLength(1);
    expect(logged('the ingest does not answer')[0]).toMatchObject({ child: before, reason: 'stopped' });
    const body = async () => (await ask(`${url}${PAGE}`)).body;
    await expect.poll(body).toContain('About B');
    expect(isAlive(before as number)).toBe(false);
  });
});
