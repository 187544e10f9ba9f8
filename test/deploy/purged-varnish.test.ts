import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFreePort } from '../../bench/lib/free-port.ts';
import { type Newsroom, openNewsroom, PATIENCE, SITE, story } from '../ingest/open-newsroom.ts';
import { runSite, type SiteProcess } from '../runtime/run-site.ts';
import { exchange } from './exchange.ts';
import { VARNISH } from './programs.ts';
import type { RunningProxy } from './run-proxy.ts';
import { runVarnish } from './run-varnish.ts';

const WORLD = 'section: World';
const PATHS = [
  '/',
  '/2016/07/15/a',
  '/2016/07/15/a.md',
  '/sections/world',
  '/feed.xml',
  '/sitemap.xml',
  '/about',
];

/** Each change, and a word that the front shows since then; they stand upon one another. */
const CHANGES: readonly (readonly [string, string, (room: Newsroom) => void])[] = [
  ['a new story', 'Brand new', (room) => room.save('articles/b.md', story('Brand new', WORLD))],
  ['a headline', 'Other words', (room) => room.save('articles/a.md', story('Other words', WORLD))],
  [
    'a pin',
    'Pinned words',
    (room) => room.save('top-stories.yaml', '- article: articles/a.md\n- text: Pinned words\n'),
  ],
  ['the banner', 'A storm', (room) => room.save('front.yaml', 'banner: A storm\n')],
  ['a label', 'Look it up', (room) => room.save('labels.yaml', 'search: Look it up\n')],
  [
    'partners',
    'Elsewhere',
    (room) => room.save('partners.yaml', '- name: Elsewhere\n  homePage: https://e.test/\n  items: []\n'),
  ],
  [
    'a moment that comes',
    'Later',
    (room) =>
      room.save(
        'articles/later.md',
        `---\ntitle: Later\ndate: ${new Date(Date.now() + 2_000).toISOString()}\n---\nText.\n`,
      ),
  ],
  [
    'the name of the site',
    'The Other Times',
    (room) => room.save('site.yaml', SITE.replace('The Test Times', 'The Other Times')),
  ],
];

describe.skipIf(VARNISH === null)('a site behind Varnish, which keeps pages for a day', () => {
  let room: Newsroom;
  let site: SiteProcess;
  let cache: RunningProxy;
  let machine: string;
  let ports: readonly [number, number];
  const seen = async (origin: string, path: string): Promise<string> =>
    (await exchange(origin + path)).bytes.toString();

  beforeAll(async () => {
    room = openNewsroom({
      'articles/a.md': story('A', WORLD),
      'pages/about.md': '---\ntitle: About\n---\nWe.\n',
    });
    ports = [await findFreePort(), await findFreePort()];
    const [port, front] = ports;
    site = runSite({
      PORT: String(port),
      CONTENT_DIR: room.contentDir,
      DATA_DIR: room.dataDir,
      WORKERS: '2',
      SHARED_MAX_AGE: '86400',
      PURGE: `varnish://127.0.0.1:${front}`,
    });
  });
  afterAll(async () => {
    site?.signal('SIGINT');
    await site?.ended;
    await cache?.close();
    await room?.dispose();
  });

  test('keeps them', async () => {
    machine = await site.ready();
    cache = await runVarnish(...ports);
    await expect.poll(async () => (await exchange(`${cache.url}/`)).status, PATIENCE).toBe(200);
    await expect
      .poll(async () => Number((await exchange(`${cache.url}/`)).headers.age ?? 0), PATIENCE)
      .toBeGreaterThan(0);
  });

  test.each(CHANGES)('shows %s, and nothing that was', async (_what, word, change) => {
    for (const path of PATHS) await exchange(cache.url + path);
    change(room);
    await expect.poll(() => seen(cache.url, '/'), PATIENCE).toContain(word);
    for (const path of PATHS) {
      const same = async () => (await seen(cache.url, path)) === (await seen(machine, path));
      await expect.poll(same, { ...PATIENCE, message: path }).toBe(true);
    }
  });
});
