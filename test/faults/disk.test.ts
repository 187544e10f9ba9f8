import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { type Newsroom, openNewsroom, story } from '../ingest/open-newsroom.ts';
import { misbehavingServer } from '../notify/misbehaving-server.ts';
import { ask } from '../runtime/run-site.ts';
import { casesOf } from '../support/how-long.ts';
import { type FaultySite, LONG, startFaulty } from './faulty-site.ts';
import { noMounts, succeeds, testWhere } from './where-possible.ts';

let room: Newsroom;
let dataDir: string;
let faulty: FaultySite | null;
let undo: (() => void)[];
let hook: Awaited<ReturnType<typeof misbehavingServer>>;
beforeEach(async () => {
  room = openNewsroom({ 'articles/a.md': story('A'), 'articles/pic.md': story('Pic', 'image: p.jpg') });
  dataDir = mkdtempSync(join(tmpdir(), 'dateline-disk-'));
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const picture = { width: 1_000, height: 700, channels: 3, background: '#888', noise } as const;
  await sharp({ create: picture }).jpeg().toFile(join(room.contentDir, 'articles/p.jpg'));
  hook = await misbehavingServer();
  faulty = null;
  undo = [];
});
afterEach(async () => {
  faulty?.site.signal('SIGKILL');
  await faulty?.site.ended;
  for (const work of undo.reverse()) work();
  await Promise.all([hook.close(), room.dispose()]);
  rmSync(dataDir, { recursive: true });
});

async function start(workers: string): Promise<FaultySite> {
  faulty = await startFaulty(room, dataDir, {
    WORKERS: workers,
    SITE_URL: 'https://courier.test',
    WEBHOOK_URLS: hook.url,
    WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  });
  const { messages } = faulty;
  await expect.poll(messages, LONG).toContain('pictures of all articles read');
  return faulty;
}

const count = (list: readonly string[], part: string): number =>
  list.filter((text) => text.includes(part)).length;
const told = (): string[] =>
  hook.seen.flatMap(({ body }) => {
    const { type, article } = JSON.parse(body);
    return article === undefined ? [] : [`${type} ${article.id}`];
  });

/** Small sizes, quick to make, of the pictures that a page shows; they are served whether pages name them or not. */
async function picturesOf(page: string): Promise<string[]> {
  const { body } = await ask(page);
  const hashes = new Set([...body.matchAll(/\/pictures\/([0-9a-f]+)-\d+\.avif/g)].map(([, hash]) => hash));
  const sizes = ['320.webp', '480.webp', '640.webp', '320.jpg', '480.jpg', '640.jpg'];
  return [...hashes].flatMap((hash) => sizes.map((size) => `/pictures/${hash}-${size}`));
}

/** What holds of any disk that takes nothing for a while; `stop` and `heal` are how it does that. */
async function outlast(workers: string, breakDisk: () => void, heal: () => void): Promise<void> {
  const { url, stop, troubles, messages } = await start(workers);
  const pictures = await picturesOf(`${url}/2016/07/15/pic`);
  expect(pictures.length).toBeGreaterThan(3);

  breakDisk();
  room.save('articles/new.md', story('New'));
  room.save('articles/a.md', story('A, edited'));
  for (const path of pictures) expect((await ask(url + path)).status).toBe(200);
  await expect.poll(troubles, LONG).toContainEqual(expect.stringContaining('DATA_DIR cannot be written'));
  // Two more looks at the folder, each of which finds the same.
  await delay(11_000);
  for (const path of ['/', '/2016/07/15/a', '/search?q=text', '/readyz', pictures[0] ?? '']) {
    expect((await ask(url + path)).status, path).toBe(200);
  }
  expect((await ask(`${url}/2016/07/15/new`)).status).toBe(404);
  expect(count(troubles(), 'DATA_DIR cannot be written')).toBeLessThanOrEqual(2);
  // Each web process stores pictures, and the ingest those that will be asked for.
  const stores = Math.max(1, Number(workers)) + 1;
  expect(count(troubles(), 'pictures cannot be stored')).toBeLessThanOrEqual(stores);
  expect(troubles().length).toBeLessThanOrEqual(6 + stores);

  heal();
  await expect.poll(async () => (await ask(`${url}/2016/07/15/new`)).status, LONG).toBe(200);
  await expect.poll(async () => (await ask(`${url}/2016/07/15/a`)).body, LONG).toContain('A, edited');
  await expect
    .poll(told, LONG)
    .toEqual(expect.arrayContaining(['article.published new', 'article.updated a']));
  await expect.poll(messages, LONG).toContain('DATA_DIR can be written again');
  expect(count(messages(), 'DATA_DIR can be written again')).toBe(1);
  await stop();
  expect(new Set(told()).size).toBe(told().length);
  const ledger = new DatabaseSync(join(dataDir, 'permalinks.db'), { readOnly: true });
  expect(ledger.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  const paths = ledger.prepare('SELECT DISTINCT path FROM permalink ORDER BY path').all();
  ledger.close();
  expect(paths.map(({ path }) => path)).toEqual(['/2016/07/15/a', '/2016/07/15/new', '/2016/07/15/pic']);
}

describe('a disk that is full while the site runs', () => {
  testWhere(noMounts()).each(casesOf(['0', '2'], ['2']))('with WORKERS=%s', async (workers) => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', dataDir]);
    undo.push(() => execFileSync('umount', ['-l', dataDir]));
    const filler = join(dataDir, 'filler');
    await outlast(
      workers,
      () => {
        const handle = openSync(filler, 'w');
        try {
          while (writeSync(handle, Buffer.alloc(4_096)) === 4_096);
        } catch (error) {
          expect(error).toMatchObject({ code: 'ENOSPC' });
        } finally {
          closeSync(handle);
        }
      },
      () => rmSync(filler),
    );
  });
});

describe('a DATA_DIR that turns read-only while the site runs', () => {
  const probe = mkdtempSync(join(tmpdir(), 'dateline-probe-'));
  const canFreeze = succeeds('chattr', '+i', probe);
  if (canFreeze) execFileSync('chattr', ['-i', probe]);
  rmSync(probe, { recursive: true });
  const missing = canFreeze
    ? null
    : 'Making files unchangeable takes root, and chattr on a disk that knows it.';

  testWhere(missing).each(casesOf(['0', '2'], ['0']))('with WORKERS=%s', async (workers) => {
    // Sockets have no such mark.
    const mark = (how: '+i' | '-i') =>
      execFileSync('find', [dataDir, '!', '-type', 's', '-exec', 'chattr', how, '{}', '+']);
    const thaw = () => mark('-i');
    mkdirSync(dataDir, { recursive: true });
    // Takes writing from files that are open, as a disk does that is mounted read-only after an error.
    await outlast(
      workers,
      () => {
        mark('+i');
        undo.push(thaw);
      },
      thaw,
    );
  });
});
