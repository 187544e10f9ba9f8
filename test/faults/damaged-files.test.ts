import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, story } from '../ingest/open-newsroom.ts';
import { misbehavingServer } from '../notify/misbehaving-server.ts';
import { type FeedServer, rss, startFeedServer } from '../runtime/feed-server.ts';
import { ask } from '../runtime/run-site.ts';
import { casesOf } from '../support/how-long.ts';
import { type FaultySite, LONG, startFaulty } from './faulty-site.ts';

let server: FeedServer;
beforeAll(async () => {
  server = await startFeedServer();
  server.on('feed', rss('From abroad'));
});
afterAll(() => server.close());

let room: Newsroom;
let hook: Awaited<ReturnType<typeof misbehavingServer>>;
let faulty: FaultySite | null;
beforeEach(async () => {
  room = openNewsroom({
    'articles/a.md': story('A'),
    'partners.yaml': `- name: Herald\n  homePage: https://herald.test/\n  feed: ${server.url('feed')}\n`,
  });
  hook = await misbehavingServer();
  faulty = null;
});
afterEach(async () => {
  faulty?.site.signal('SIGKILL');
  await faulty?.site.ended;
  await Promise.all([hook.close(), room.dispose()]);
});

const FILES = ['feeds.json', 'outbox.db', 'readings.db'];
const path = (name: string): string => join(room.dataDir, name);

async function start(): Promise<FaultySite> {
  faulty = await startFaulty(room, room.dataDir, {
    WORKERS: '0',
    SITE_URL: 'https://courier.test',
    PARTNER_FEEDS_ALLOW_PRIVATE: 'true',
    WEBHOOK_URLS: hook.url,
    WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
  });
  const { url } = faulty;
  await expect.poll(async () => (await ask(`${url}/partners`)).body, LONG).toContain('From abroad');
  return faulty;
}

const DAMAGE: readonly (readonly [string, (file: string) => void])[] = [
  ['garbage', (file) => writeFileSync(file, Buffer.alloc(20_000, 'garbage '))],
  ['emptied', (file) => truncateSync(file, 0)],
  ['half', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  [
    'a folder',
    (file) => {
      rmSync(file);
      mkdirSync(join(file, 'inside'), { recursive: true });
    },
  ],
];

test.each(casesOf(DAMAGE, DAMAGE.slice(0, 2)))(
  'files of DATA_DIR that are %s are kept beside, told once, and begun anew',
  async (_, damage) => {
    await (await start()).stop();
    for (const name of FILES) damage(path(name));
    const again = await start();
    room.save('articles/new.md', story('New'));
    const bodies = () => hook.seen.map(({ body }) => body).join('\n');
    await expect.poll(bodies, LONG).toContain('/2016/07/15/new');
    expect((await ask(`${again.url}/2016/07/15/a`)).status).toBe(200);
    expect(again.troubles()).toHaveLength(FILES.length);
    for (const name of FILES) expect(existsSync(path(`${name}.damaged`)), name).toBe(true);
    await again.stop();

    const healed = await start();
    expect(healed.troubles()).toEqual([]);
    await healed.stop();
    const asides = readdirSync(room.dataDir).filter((name) => name.includes('damaged'));
    expect(asides.filter((name) => !/-(?:wal|shm)$/.test(name))).toHaveLength(FILES.length);
    expect(JSON.parse(readFileSync(path('feeds.json'), 'utf8'))).toMatchObject({ version: 1 });
  },
);
