import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { feedsFile, readKeptFeeds, writeKeptFeeds } from '../../../src/partners/poll/feed-store.ts';
import { failed, item, state } from '../feeds.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-feeds-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what is written is read again, and nothing lies beside it', async () => {
  const { code, message, hint, status } = failed();
  const trouble = { code, message, hint, status };
  const feeds = [state({ items: [item('A', 5)], etag: '"1"', goodAt: 5 }), state({ state: 'gone', trouble })];
  await writeKeptFeeds(feedsFile(folder), feeds);
  expect(readKeptFeeds(feedsFile(folder))).toEqual({ feeds, fault: null });
  expect(readdirSync(folder)).toEqual(['feeds.json']);
});

test('no file is nothing', () => {
  expect(readKeptFeeds(feedsFile(folder))).toEqual({ feeds: [], fault: null });
});

const good = state({});
test.each([
  ['', 'Unexpected end of JSON input'],
  ['{"version":1,"feeds":[', 'JSON'],
  ['{"version":2,"feeds":[]}', 'not what Dateline writes'],
  [JSON.stringify({ version: 1, feeds: [{ ...good, nextAt: 'soon' }] }), 'not what Dateline writes'],
  [
    JSON.stringify({ version: 1, feeds: [{ ...good, feed: 'file:///etc/passwd' }] }),
    'not what Dateline writes',
  ],
  [
    JSON.stringify({ version: 1, feeds: [{ ...good, items: [{ ...item('A'), url: 'javascript:1' }] }] }),
    'not what Dateline writes',
  ],
])('a file that holds %s is told, and nothing of it is used', (text, fault) => {
  writeFileSync(feedsFile(folder), text);
  const read = readKeptFeeds(feedsFile(folder));
  expect(read.feeds).toEqual([]);
  expect(read.fault).toContain(fault);
});

test('a folder in its place is told', () => {
  expect(readKeptFeeds(folder).fault).toMatch(/EISDIR/);
});

test('what another program read stays, and is fetched again whole', async () => {
  const feeds = [
    state({ items: [item('A', 5)], etag: '"1"', lastModified: 'Mon, 03 Feb 2025 08:00:00 GMT' }),
  ];
  await writeKeptFeeds(feedsFile(folder), feeds);
  const kept = JSON.parse(readFileSync(feedsFile(folder), 'utf8')) as object;
  const without = feeds.map((feed) => ({ ...feed, etag: null, lastModified: null }));
  for (const by of ['another program', undefined]) {
    writeFileSync(feedsFile(folder), JSON.stringify({ ...kept, by }));
    expect(readKeptFeeds(feedsFile(folder))).toEqual({ feeds: without, fault: null });
  }
});
