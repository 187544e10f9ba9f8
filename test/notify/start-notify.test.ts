import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { CatalogState } from '../../src/notify/note-gap.ts';
import type { NotifySettings } from '../../src/notify/outside-channels.ts';
import { startNotify } from '../../src/notify/start-notify.ts';
import { NO_NEWS } from './no-news.ts';
import type { ChannelCounts } from '../../src/telemetry/machine-report.ts';
import { watchedLog } from './messages.ts';
import { misbehavingServer } from './misbehaving-server.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** What was counted last, and given up. */
let counted: readonly ChannelCounts[] = [];
let givenUp = 0;
const reporter = {
  channels(counts: readonly ChannelCounts[]): void {
    counted = counts;
  },
  gaveUp(messages: number): void {
    givenUp += messages;
  },
};

function start(
  webhookUrls: readonly string[],
  dataDir: string,
  indexNowKey: string | null = null,
  catalog: CatalogState = { version: 0, isNew: false },
  isTeller = true,
) {
  const { log, lines } = watchedLog();
  const settings = {
    indexNowKey,
    webSubHubs: [],
    webhookUrls,
    webhookSecret: 'a secret of twenty-four bytes',
    commitStatuses: null,
    news: NO_NEWS,
  };
  const notify = startNotify({
    settings,
    part: { isTeller, notes: null, report: reporter },
    origin: 'http://localhost:3000',
    dataDir,
    catalog,
    now: Date.now,
    log,
  });
  if (notify !== null) closers.push(notify.close);
  return { notify, lines };
}

const folder = (): string => mkdtempSync(join(tmpdir(), 'notify-'));

test('a publish reaches a webhook', async () => {
  const server = await misbehavingServer();
  closers.push(server.close);
  const { notify } = start([server.url], folder());
  notify?.tell({ version: 1, changes: [], keys: new Set(['site']), feeds: [], cause: null });
  await expect.poll(() => server.seen.length).toBe(1);
  expect(server.seen[0]?.headers['webhook-signature']).toMatch(/^v1,[\w+/]{43}=$/);
});

test('nothing runs where nothing is configured, and IndexNow is off for this machine only', () => {
  expect(start([], folder()).notify).toBeNull();
  const { notify, lines } = start([], folder(), 'abcdefgh');
  expect(notify).toBeNull();
  expect(lines).toMatchObject([{ level: 40, msg: expect.stringContaining('SITE_URL') }]);
});

describe('commit statuses', () => {
  const git = (url: string) => ({ host: 'gitea', url, token: 'the-token' }) as const;
  const news = { commit: 'a'.repeat(40), filesChanged: 1, articlesLive: 1, problems: [] };
  function begin(commitStatuses: NotifySettings['commitStatuses']) {
    const { log, lines } = watchedLog();
    const notify = startNotify({
      settings: {
        indexNowKey: null,
        webSubHubs: [],
        webhookUrls: [],
        webhookSecret: null,
        commitStatuses,
        news: NO_NEWS,
      },
      part: { isTeller: true, notes: null, report: reporter },
      origin: 'https://www.example.org',
      dataDir: folder(),
      catalog: { version: 0, isNew: false },
      now: Date.now,
      log,
    });
    if (notify !== null) closers.push(notify.close);
    return { notify, lines };
  }

  test('reach the git host, and a publish is nothing to it', async () => {
    const server = await misbehavingServer();
    closers.push(server.close);
    const { notify, lines } = begin(git(`${server.url}paper/content.git`));
    notify?.tell({ version: 1, changes: [], keys: new Set(['site']), feeds: [], cause: null });
    notify?.tellCommit(news);
    await expect.poll(() => server.seen.length).toBe(1);
    expect(server.seen[0]?.headers['authorization']).toBe('token the-token');
    expect(JSON.parse(server.seen[0]?.body ?? '')).toMatchObject({ context: 'dateline', state: 'success' });
    expect(JSON.stringify(lines)).not.toContain('the-token');
  });

  test('that the host will not take are given up, and counted', async () => {
    const server = await misbehavingServer();
    closers.push(server.close);
    server.answer(422);
    givenUp = 0;
    const { notify } = begin(git(`${server.url}paper/content.git`));
    notify?.tellCommit(news);
    await expect.poll(() => givenUp).toBe(1);
  });

  test('are off for a folder, and where the token would go unencrypted', () => {
    for (const url of ['file:///srv/content.git', 'http://git.example.org/a/b.git']) {
      const { notify, lines } = begin(git(url));
      expect(notify).toBeNull();
      expect(lines).toMatchObject([{ level: 40, msg: expect.stringContaining('commit statuses are off') }]);
    }
  });
});

test('an outbox that cannot be opened costs no publish and no message', async () => {
  const server = await misbehavingServer();
  closers.push(server.close);
  const { notify, lines } = start([server.url], join(folder(), 'missing'));
  notify?.tell({ version: 1, changes: [], keys: new Set(['site']), feeds: [], cause: null });
  await expect.poll(() => server.seen.length).toBe(1);
  expect(lines.filter(({ level }) => Number(level) >= 40)).toMatchObject([
    { level: 50, msg: expect.stringContaining('stands in memory') },
  ]);
});

test('a machine that does not tell sends nothing, and what it held when it tells', async () => {
  const server = await misbehavingServer();
  closers.push(server.close);
  const dataDir = folder();
  const held = start([server.url], dataDir, null, { version: 0, isNew: false }, false);
  held.notify?.tell({ version: 1, changes: [], keys: new Set(['site']), feeds: [], cause: null });
  await closers.pop()?.();
  expect(server.seen).toHaveLength(0);
  const again = start([server.url], dataDir, null, { version: 1, isNew: false }, false);
  expect(counted).toEqual([{ channel: 'webhook', waiting: 0, held: 1 }]);
  expect(again.notify).not.toBeNull();
  await closers.pop()?.();
  const { lines } = start([server.url], dataDir, null, { version: 3, isNew: false });
  await expect.poll(() => server.seen.length).toBe(1);
  expect(server.seen[0]?.body).toContain('"keys":["site"]');
  expect(lines.some(({ msg }) => String(msg).includes('from now on'))).toBe(true);
});

test('what was added before kill -9 is sent after the next start, with the same id', async () => {
  const server = await misbehavingServer();
  closers.push(server.close);
  server.answer('hang');
  const dataDir = folder();
  const program = fileURLToPath(new URL('tell-once.ts', import.meta.url));
  const child = spawn(process.execPath, [program, server.url, dataDir], { stdio: 'inherit' });
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  await expect.poll(() => server.seen.length).toBe(1);
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  server.answer(200);
  start([server.url], dataDir);
  await expect.poll(() => server.seen.length).toBe(3);
  const ids = server.seen.map(({ headers }) => headers['webhook-id']);
  expect(ids[1]).toBe(ids[0]);
  expect(new Set(ids).size).toBe(2);
});

describe('publishes that were not told', () => {
  const dead = 'http://127.0.0.1:1/';
  const messages = (lines: readonly Record<string, unknown>[]) =>
    lines.filter(({ channel, level }) => channel === undefined && Number(level) >= 40);

  test('are named by their versions at the next start, once', async () => {
    const dataDir = folder();
    const first = start([dead], dataDir, null, { version: 3, isNew: false });
    expect(messages(first.lines)).toEqual([]);
    first.notify?.tell({ version: 4, changes: [], keys: new Set(['site']), feeds: [], cause: null });
    await closers.pop()?.();
    const { lines } = start([dead], dataDir, null, { version: 6, isNew: false });
    expect(messages(lines)).toMatchObject([{ level: 40, from: 5, to: 6 }]);
    await closers.pop()?.();
    expect(messages(start([dead], dataDir, null, { version: 6, isNew: false }).lines)).toEqual([]);
  });

  test('are not known of a catalog that was built anew, and its own numbers are told from then on', async () => {
    const dataDir = folder();
    expect(messages(start([dead], dataDir, null, { version: 9, isNew: true }).lines)).toEqual([]);
    await closers.pop()?.();
    const { lines } = start([dead], dataDir, null, { version: 1, isNew: true });
    expect(messages(lines)).toMatchObject([{ level: 40, msg: expect.stringContaining('built anew') }]);
    await closers.pop()?.();
    expect(messages(start([dead], dataDir, null, { version: 1, isNew: false }).lines)).toEqual([]);
  });
});
