import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { feeds } from '../../src/cli/commands/feeds.ts';
import { feedsFile, writeKeptFeeds } from '../../src/partners/poll/feed-store.ts';
import { type Newsroom, openNewsroom } from '../ingest/open-newsroom.ts';
import { failed, HOUR, item, MINUTE, state } from '../partners/feeds.ts';
import { type FeedServer, rss, startFeedServer } from '../runtime/feed-server.ts';

const NOW = 1_800_000_000_000;
let room: Newsroom;
let server: FeedServer;
let output = '';
let errors = '';

beforeAll(async () => {
  server = await startFeedServer();
  server.on('good', rss('One', 'Two'));
});
afterAll(async () => {
  await server.close();
  await room.dispose();
});
beforeEach(async () => {
  await room?.dispose();
  room = openNewsroom();
  output = '';
  errors = '';
});

const run = (...args: readonly string[]): Promise<number> =>
  feeds(
    args,
    {
      write(text) {
        output += text;
      },
    },
    {
      write(text) {
        errors += text;
      },
    },
    {
      env: { CONTENT_DIR: room.contentDir, DATA_DIR: room.dataDir, PARTNER_FEEDS_ALLOW_PRIVATE: 'true' },
      now: () => NOW,
    },
  );
const outlet = (name: string, feed: string): string =>
  `- name: ${name}\n  homePage: https://o.test/\n  feed: ${feed}\n`;

async function keepTwo(): Promise<void> {
  const { mkdirSync } = await import('node:fs');
  mkdirSync(room.dataDir, { recursive: true });
  room.write(
    'partners.yaml',
    outlet('Herald', 'https://a.test/1') +
      outlet('新聞', 'https://a.test/2') +
      outlet('New', 'https://a.test/3'),
  );
  const { code, message, hint, status } = failed();
  await writeKeptFeeds(feedsFile(room.dataDir), [
    state({
      feed: 'https://a.test/1',
      state: 'ok',
      items: [item('A'), item('B')],
      goodAt: NOW - 4 * MINUTE,
      triedAt: NOW - 4 * MINUTE,
      nextAt: NOW + 11 * MINUTE,
    }),
    state({
      feed: 'https://a.test/2',
      state: 'resting',
      items: [item('A')],
      goodAt: NOW - 50 * HOUR,
      triedAt: NOW - 10_000,
      nextAt: NOW + 6 * HOUR,
      failures: 5,
      trouble: { code, message, hint, status },
    }),
  ]);
}

test('a table of all feeds, then what is wrong with them', async () => {
  await keepTwo();
  expect(await run()).toBe(0);
  expect(output).toBe(`OUTLET  STATE    ITEMS  LAST GOOD  LAST TRIED  NEXT
Herald  ok       2      4 min ago  4 min ago   in 11 min
新聞    resting  1      2 d ago    10 s ago    in 6 h
New     waiting  0      never      never       due

新聞: https://a.test/2
  The server answered 500. (server-error, 5 times in a row)
  → Wait.
`);
});

test('the same as JSON', async () => {
  await keepTwo();
  expect(await run('--json')).toBe(0);
  const { version, feeds: listed } = JSON.parse(output) as { version: number; feeds: unknown[] };
  expect(version).toBe(1);
  expect(listed).toHaveLength(3);
  expect(listed[1]).toEqual({
    outlet: '新聞',
    feed: 'https://a.test/2',
    movedTo: null,
    state: 'resting',
    items: 1,
    lastGood: new Date(NOW - 50 * HOUR).toISOString(),
    lastTried: new Date(NOW - 10_000).toISOString(),
    next: new Date(NOW + 6 * HOUR).toISOString(),
    failures: 5,
    trouble: { code: 'server-error', message: 'The server answered 500.', hint: 'Wait.', status: 500 },
  });
});

test('--fetch fetches now, and fails where a feed does', async () => {
  room.write('partners.yaml', outlet('Good', server.url('good')));
  expect(await run('--fetch')).toBe(0);
  expect(output).toBe('OUTLET  STATE  ITEMS\nGood    ok     2\n');
  output = '';
  room.write('partners.yaml', outlet('Good', server.url('good')) + outlet('Lost', server.url('lost')));
  expect(await run('--fetch')).toBe(1);
  expect(output).toContain('Lost    failing  0');
  expect(output).toContain(`Lost: ${server.url('lost')}`);
});

test('no feed, no file, a broken file, a wrong call', async () => {
  expect(await run()).toBe(0);
  expect(output).toBe('No outlet of partners.yaml has a feed.\n');
  expect(await run('--fetch')).toBe(0);
  room.write('partners.yaml', 'partners?');
  expect(await run()).toBe(1);
  expect(errors).toContain('"dateline check" tells what is wrong with it');
  expect(await run('--all')).toBe(2);
  expect(errors).toContain('"--all" is not an option');
  expect(await run('--help')).toBe(0);
});
