import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findCatalog } from '../../src/ingest/data-dir/catalog-files.ts';
import { type Newsroom, openNewsroom, PATIENCE, SITE, story } from '../ingest/open-newsroom.ts';
import { misbehavingServer, type Seen } from '../notify/misbehaving-server.ts';
import { ask, isAlive, runSite, type SiteProcess } from './run-site.ts';

const ORIGIN = 'https://courier.test';
const KEY = Buffer.alloc(32, 7);
const WORLD = 'section: World';
/** What neither the log nor a command line may show. */
const SECRETS = /whsec_|\/hook/;

let room: Newsroom;
let hook: Awaited<ReturnType<typeof misbehavingServer>>;
let hub: Awaited<ReturnType<typeof misbehavingServer>>;
let site: SiteProcess;
let family: number[];

beforeEach(async () => {
  hook = await misbehavingServer();
  hub = await misbehavingServer();
  family = [];
  room = openNewsroom({
    'articles/a.md': story('A', WORLD),
    'pages/about.md': '---\ntitle: About\n---\nWe.\n',
  });
});
afterEach(async () => {
  for (const pid of [site.pid, ...family]) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  await site.ended;
  await Promise.all([hook.close(), hub.close(), room.dispose()]);
});

/** Starts the site, which tells a webhook and a hub. Resolves to its URL. */
async function start(workers = 0): Promise<string> {
  site = runSite({
    CONTENT_DIR: room.contentDir,
    DATA_DIR: room.dataDir,
    WORKERS: String(workers),
    SITE_URL: ORIGIN,
    WEBSUB_HUBS: hub.url,
    WEBHOOK_URLS: hook.url,
    WEBHOOK_SECRET: `whsec_${KEY.toString('base64')}`,
  });
  const url = await site.ready();
  family = [...site.children('dateline-web'), ...site.children('dateline-ingest')];
  return url;
}

async function stop(): Promise<void> {
  site.signal('SIGINT');
  expect(await site.ended).toBe(0);
}

function isGenuine({ headers, body }: Seen): boolean {
  const id = headers['webhook-id'];
  const signed = `${String(id)}.${String(headers['webhook-timestamp'])}.${body}`;
  const digest = createHmac('sha256', KEY).update(signed).digest('base64');
  return headers['webhook-signature'] === `v1,${digest}` && JSON.parse(body).id === id;
}

/**
 * What the webhook was told: type, address and old address, without the origin. That pages of articles have other
 * related stories comes when it comes, and is left out.
 */
const told = (): string[] =>
  hook.seen.flatMap(({ body }) => {
    const { type, article, keys } = JSON.parse(body);
    if (article === undefined && keys.every((key: string) => key.startsWith('article:'))) return [];
    const paths = article === undefined ? keys : [article.url, article.previousUrl ?? []].flat();
    return [type, ...paths].join(' ').replaceAll(ORIGIN, '');
  });
const says = (...events: string[]) => expect.poll(told, PATIENCE).toEqual(events);
const outbox = (statement: string): void => {
  const database = new DatabaseSync(join(room.dataDir, 'outbox.db'));
  database.exec(statement);
  database.close();
};
const warnings = () => site.warnings().filter(({ channel }) => channel === undefined);

describe.each([[0], [1]])('a site with WORKERS=%s', (workers) => {
  test('tells each change once, signed, and hubs of the feeds, and shows no secret', async () => {
    await start(workers);
    for (const pid of [site.pid, ...family]) {
      expect(execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })).not.toMatch(
        SECRETS,
      );
    }
    for (const pid of site.children('dateline-web'))
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toMatch(/whsec_|WEBHOOK/);
    const events: string[] = [];
    const next = (event: string) => {
      events.push(event);
      return says(...events);
    };

    room.save('articles/b.md', story('B', WORLD));
    await next('article.published /2016/07/15/b');
    room.save('articles/b.md', story('B, edited', WORLD));
    await next('article.updated /2016/07/15/b');
    room.rename('articles/b.md', 'articles/c.md');
    await next('article.moved /2016/07/15/c /2016/07/15/b');
    room.save('articles/draft.md', story('Draft', 'draft: true'));
    const soon = new Date(Date.now() + 1_500).toISOString();
    room.save('articles/later.md', `---\ntitle: Later\ndate: ${soon}\nslug: later\n---\nText.\n`);
    await expect.poll(() => told().at(-1), PATIENCE).toMatch(/^article\.published .*\/later$/);
    events.push(told().at(-1) ?? '');
    room.save('articles/draft.md', story('Draft', 'draft: false'));
    await next('article.published /2016/07/15/draft');
    room.save('articles/draft.md', story('Draft', 'draft: true'));
    await next('article.removed /2016/07/15/draft');
    room.remove('articles/c.md');
    await next('article.removed /2016/07/15/c');
    room.save('pages/about.md', '---\ntitle: About\n---\nWe all.\n');
    await next('pages.changed site page:/about');

    expect(hook.seen.filter((seen) => !isGenuine(seen))).toEqual([]);
    expect(new Set(hook.seen.map(({ headers }) => headers['webhook-id'])).size).toBe(hook.seen.length);
    const topics = () => hub.seen.map(({ body }) => new URLSearchParams(body).get('hub.url'));
    const feeds = ['/feed.xml', '/feed.atom', '/feed.json', '/sections/world/feed.xml'];
    await expect.poll(topics, PATIENCE).toEqual(expect.arrayContaining(feeds.map((path) => ORIGIN + path)));
    await stop();
    expect(told()).toEqual(events);
    expect(JSON.stringify(site.logged())).not.toMatch(SECRETS);
  });
});

test('a receiver that hangs delays no publish, and hears of everything when it is back', async () => {
  hook.answer('hang');
  const url = await start();
  room.save('articles/a.md', story('A, first'));
  await expect.poll(() => hook.seen.length, PATIENCE).toBe(1);
  room.save('articles/a.md', story('A, second'));
  await expect.poll(async () => (await ask(`${url}/2016/07/15/a`)).body, PATIENCE).toContain('A, second');
  expect(hook.seen).toHaveLength(1);
  await stop();
  hook.answer(200);
  hook.seen.splice(0);
  await start();
  await says('article.updated /2016/07/15/a', 'article.updated /2016/07/15/a');
  await stop();
});

test('a receiver that was down is told when its wait is over', async () => {
  hook.answer(503);
  await start();
  room.save('articles/a.md', story('A, edited'));
  await expect.poll(() => site.logged().some(({ waitMs }) => Number(waitMs) > 0), PATIENCE).toBe(true);
  await stop();
  hook.answer(200);
  hook.seen.splice(0);
  outbox('UPDATE message SET due_ms = 0');
  await start();
  await says('article.updated /2016/07/15/a');
  await stop();
});

describe('at a start', () => {
  beforeEach(async () => {
    await start();
    room.save('articles/a.md', story('A, told'));
    await says('article.updated /2016/07/15/a');
    await stop();
    hook.seen.splice(0);
  });

  test('what changed while the server was down is told, and nothing that did not', async () => {
    room.write('articles/b.md', story('B'));
    room.remove('articles/a.md');
    await start();
    await expect
      .poll(() => told().slice(0, 2), PATIENCE)
      .toEqual(['article.published /2016/07/15/b', 'article.removed /2016/07/15/a']);
    expect(warnings()).toEqual([]);
    await stop();
  });

  test('nobody is told of a catalog that is built anew, but of what comes after', async () => {
    rmSync(findCatalog(room.dataDir));
    await start();
    expect(warnings()).toMatchObject([{ msg: expect.stringContaining('built anew') }]);
    room.save('articles/b.md', story('B'));
    await says('article.published /2016/07/15/b');
    await stop();
  });

  test('publishes of which the server died before it told are named', async () => {
    outbox('UPDATE told SET version = version - 2');
    await start();
    expect(warnings()).toMatchObject([{ msg: expect.stringContaining('nobody was told') }]);
    const [{ from, to } = {}] = warnings();
    expect(Number(to) - Number(from)).toBe(1);
    await stop();
  });

  test('articles read again for site.yaml are told, each as it changed', async () => {
    await start();
    room.save('site.yaml', SITE.replace('Asia/Yerevan', 'Atlantic/Azores'));
    await says('article.updated /2016/07/15/a');
    expect(JSON.parse(hook.seen[0]?.body ?? '').keys).toContain('site');
    await stop();
  });
});
