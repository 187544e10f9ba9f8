import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import supertest from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { permalinksFile, readPathsAfter } from '../../../src/catalog/permalinks/ledger.ts';
import { createListsRoutes } from '../../../src/desk/lists/lists-routes.ts';
import { openReader } from '../../../src/runtime/server/open-reader.ts';
import {
  type Newsroom,
  openNewsroom,
  PATIENCE,
  type Running,
  SITE,
  story,
} from '../../ingest/open-newsroom.ts';
import { openTestDesk, SITE_URL, type TestDesk } from '../open-test-desk.ts';

const HOUR_MS = 3_600_000;

let room: Newsroom;
let running: Running;
let desk: TestDesk;
let html: (path: string) => Promise<string>;
let close: () => void;

beforeEach(async () => {
  const soon = new Date(Date.now() + HOUR_MS).toISOString();
  room = openNewsroom({
    'site.yaml': SITE,
    'partners.yaml':
      '- name: Still Times\n  homePage: https://still.example.org/\n  items:\n    - {title: One, url: https://still.example.org/1}\n',
    'articles/2016/ferry/index.md': story('The ferry <returns>', 'aliases: [/old/ferry]'),
    'articles/cafe.md': story('Café', 'aliases: [/old/Կամուրջ]'),
    'articles/2016/bridge.md': '---\ntitle: The bridge\ndate: tomorow\n---\nText.\n',
    'articles/2016/warned.md': story('Warned', 'colour: red\nsize: big'),
    'articles/draft.md': story('A draft', 'draft: true'),
    'articles/soon.md': `---\ntitle: Opera\ndate: ${soon}\n---\nText.\n`,
    'articles/over.md': story('Over', 'expires: 2016-08-01'),
    'articles/mended.md': story(
      'Mended',
      'corrections:\n  - date: 2016-07-16\n    text: The name was wrong.\nimage:\n  src: none.jpg\n  alt: Nothing',
    ),
    'articles/moved.md': story('Moved', 'slug: first-place'),
  });
  running = await room.start({ isLive: true });
  await running.ingest.picturesRead;
  const reader = openReader(room.dataDir);
  desk = openTestDesk(() => reader);
  const routes = createListsRoutes({
    reader: () => reader,
    news: desk.news,
    show: desk.show,
    siteUrl: SITE_URL,
    readLines: (file) => readFile(join(room.contentDir, file), 'utf8').catch(() => null),
    readPaths: (after, limit) => readPathsAfter(permalinksFile(room.dataDir), after, limit),
    now: Date.now,
  });
  const asked = supertest(desk.listener(routes));
  html = async (path) => (await asked.get(path).set('Accept', 'text/html').expect(200)).text;
  close = () => reader.close();
});
afterEach(async () => {
  close();
  await running.close();
  await room.dispose();
});

const section = (text: string, name: string): string =>
  new RegExp(`data-region="${name}"[\\s\\S]*?</section>`).exec(text)?.[0] ?? '';

test('problems come with their lines, by file and by kind, and can be chosen by', async () => {
  const all = await html('/problems');
  const byFile = section(all, 'problems');
  expect(byFile).toContain('articles/2016/bridge.md:3:7');
  expect(byFile).toMatch(/&gt; 3 \| date: tomorow\n\s+\|\s+\^/);
  expect(byFile).toContain('href="/write?file=articles%2F2016%2Fbridge.md&amp;line=3"');
  expect(byFile).toContain('Until then readers do not see it.');
  expect(byFile).toContain('articles/2016/warned.md:4:1');
  expect(byFile).toContain('articles/2016/warned.md:5:1');
  expect(section(all, 'kinds')).toMatch(/code=key-unknown[\s\S]*1 file/);

  const errors = await html('/problems?only=errors');
  expect(errors).toContain('bridge.md');
  expect(errors).not.toContain('warned.md');
  const kind = await html('/problems?code=key-unknown');
  expect(section(kind, 'problems')).not.toContain('bridge.md');
  expect(section(kind, 'problems')).toContain('warned.md');
  const one = await html('/problems?file=articles%2F2016%2Fbridge.md');
  expect(section(one, 'problems')).not.toContain('warned.md');
  expect(await html('/problems?code=none')).toContain('Nothing of the kind is wrong any more.');
  expect(await html('/problems?only=errors&only=x&code[]=y')).toContain('bridge.md');
});

test('what is told of files that are not in the catalog is listed too, of pictures elsewhere', async () => {
  const problem = {
    line: 2,
    column: 1,
    severity: 'error',
    code: 'value-invalid',
    hint: 'Name one.',
  } as const;
  for (const [file, message] of [
    ['site.yaml', '"Mars" is not a zone.'],
    ['media/opera.jpg', 'No picture.'],
    ['articles/2016/bridge.md', 'As it was at the start.'],
  ] as const) {
    const problems = [{ ...problem, file, message }];
    desk.news.take({ kind: 'troubled', file, problems, isServed: true, since: 1 });
  }
  const text = section(await html('/problems?only=errors'), 'problems');
  expect(text).toMatch(/site\.yaml:2:1[\s\S]*Mars[\s\S]*readers have the version before it/);
  expect(text).not.toContain('opera.jpg');
  expect(text).not.toContain('As it was at the start');
  expect(section(await html('/problems?code=value-invalid'), 'problems')).not.toContain('bridge.md');
  expect(section(await html('/problems?file=site.yaml'), 'problems')).toContain('Mars');
});

test('files are walked by folder, each with what has become of it', async () => {
  const root = await html('/files');
  expect(section(root, 'folders')).toContain('href="/files?folder=articles"');
  const folder = await html('/files?folder=articles');
  expect(section(folder, 'folders')).toContain('href="/files?folder=articles%2F2016"');
  const files = section(folder, 'files');
  expect(files).toMatch(/articles\/draft\.md[\s\S]*?A draft[\s\S]*?draft</);
  expect(files).toMatch(/Opera[\s\S]*?appears /);
  expect(files).toMatch(/Over[\s\S]*?expired 1 Aug 2016/);
  const inner = section(await html('/files?folder=articles/2016'), 'files');
  expect(inner).toMatch(/bridge\.md[\s\S]*?never published[\s\S]*?1 error</);
  expect(inner).toMatch(/Warned[\s\S]*?2 warnings/);
});

test('files are found by the beginning of a headline, address or path', async () => {
  const found = section(await html('/files?q=The+FERRY'), 'files');
  expect(found).toContain('The ferry &lt;returns&gt;');
  expect(found).toContain(`href="${SITE_URL}/2016/07/15/ferry"`);
  expect(section(await html('/files?q=Cafe%CC%81'), 'files')).toContain('articles/cafe.md');
  expect(section(await html('/files?q=%22%3E%3Cscript%3E'), 'files')).not.toContain('<script');
});

test('addresses are told with what they answer, whether moved, gone or never there', async () => {
  room.save('articles/moved.md', story('Moved', 'slug: second-place'));
  await expect.poll(() => running.at('/2016/07/15/second-place'), PATIENCE).toBe('Moved');
  const rows = section(await html('/redirects'), 'addresses');
  expect(rows).toMatch(/\/2016\/07\/15\/first-place<[\s\S]*?301[\s\S]*?\/2016\/07\/15\/second-place</);
  expect(rows).toMatch(/\/old\/ferry<[\s\S]*?301[\s\S]*?\/2016\/07\/15\/ferry</);
  expect(rows).not.toContain('>/2016/07/15/warned<');

  const asked = (path: string) => html(`/redirects?q=${encodeURIComponent(path)}`);
  expect(section(await asked(`${SITE_URL}/2016/07/15/warned`), 'addresses')).toContain('200');
  expect(section(await asked('/2016/07/15/over'), 'addresses')).toMatch(/410[\s\S]*Over/);
  for (const typed of ['/old/Կամ', `${SITE_URL}/old/%D4%BF%D5%A1%D5%B4`])
    expect(section(await asked(typed), 'addresses')).toMatch(
      />\/old\/կամուրջ<[\s\S]*301[\s\S]*>\/2016\/07\/15\/caf/,
    );
  expect(section(await asked('/nowhere'), 'addresses')).toContain('no story’s address');
  expect(section(await asked('/old/'), 'addresses')).not.toMatch(/first-place|no story’s address/);
});

test('corrections, pictures and partners are told', async () => {
  expect(section(await html('/corrections'), 'corrections')).toMatch(/2016-07-16[\s\S]*The name was wrong/);
  const pictures = await html('/pictures');
  expect(section(pictures, 'stories')).toMatch(/The ferry[\s\S]*no lead picture/);
  expect(section(pictures, 'stories')).toMatch(/Mended[\s\S]*its picture is not there · no credit/);
  expect(section(pictures, 'files')).toMatch(/\/articles\/none\.jpg[\s\S]*Mended/);
  expect(await html('/most-read')).toContain('Nothing was read often enough');

  desk.news.take({
    kind: 'feeds',
    feeds: [
      {
        ...{ outlet: 'Harbour Radio', feed: 'https://radio.example.org/rss', state: 'failing', items: 3 },
        ...{ goodAt: null, triedAt: Date.now(), nextAt: Date.now() + HOUR_MS },
      },
    ],
    polls: { fetched: 1, unchanged: 0, failed: 1, gone: 0 },
    bytes: 1,
  });
  const partners = await html('/partners');
  expect(section(partners, 'feeds')).toMatch(/Harbour Radio[\s\S]*fails[\s\S]*never/);
  expect(section(partners, 'outlets')).toContain('Still Times');
});
