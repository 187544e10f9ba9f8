import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { init } from '../../../../src/cli/commands/init.ts';
import { inspectContent } from '../../../../src/ingest/build/inspect-content.ts';
import { openTestSite, type TestSite } from '../../../support/open-test-site.ts';

/** Ten minutes past midnight in Yerevan, when most of “today” is still to come. */
const NOW = Date.parse('2026-11-21T20:10:00Z');

let parent = '';
let folder = '';
let said = '';
let site: TestSite;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'dateline-sample-'));
  folder = join(parent, 'courier');
  const output = { write: (text: string) => (said += text) };
  const args = [folder, '--sample', '--name=The *Lake* Courier', '--time-zone=Asia/Yerevan'];
  expect(await init(args, output, output, () => NOW)).toBe(0);
  site = await openTestSite(folder, { now: NOW });
}, 60_000);
afterAll(async () => {
  await site.close();
  rmSync(parent, { recursive: true });
});

const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const stories = (): string[] =>
  readdirSync(join(folder, 'articles'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.md'),
  );

test('a full house that check has nothing against, and that says what it is', async () => {
  const found = await inspectContent(folder, { now: () => NOW, threads: 1, onProgress() {} });
  expect({ articles: found.articles, problems: found.problems }).toEqual({ articles: 26, problems: [] });
  expect(said).toContain('26 invented stories');
  expect(said).toContain(`CONTENT_DIR=${folder} DATA_DIR=${folder}-data npm start`);
  expect(said).toContain(
    'delete articles, authors, media, fronts, front.yaml, top-stories.yaml and partners.yaml',
  );
  expect(read('site.yaml')).toContain('place: Kestermouth\nlanguage: en\nlocale: en-GB\n');
  expect(read('site.yaml')).toContain('sections: [Lakes, Society, Economy, Culture, Science, Sport]\n');
});

test('every story is on the site but the one under embargo, and nothing else is of a time to come', async () => {
  const embargoed: string[] = [];
  for (const file of stories()) {
    const [, date = ''] = /^date: (\S+)/m.exec(read(join('articles', file))) ?? [];
    const path = `/${date.replaceAll('-', '/')}/${file.replace(/^.*\/|\.md$/g, '')}`;
    const { status } = await request(site.app).get(path);
    if (status !== 200) embargoed.push(path);
  }
  expect(embargoed).toEqual(['/2026/11/23/first-week-of-crossings']);
});

test('its fronts show what they name, and each block has stories', () => {
  const [home, lakes, banner] = site.reader.read(
    (catalog) => [catalog.front('', NOW), catalog.front('lakes', NOW), catalog.banner(NOW)] as const,
  );
  expect(home.lead?.title).toBe('The ferry that was given up returns to the lake');
  expect(home.hanging).toHaveLength(2);
  expect(home.seconds.map(({ path }) => path.replace(/^.*\//, ''))).toEqual([
    'school-reopens',
    'lake-is-warmer',
    'chess-draw',
  ]);
  expect(home.blocks.map(({ layout, teasers }) => [layout, teasers.length])).toEqual([
    ['opinion', 3],
    ['columns', 2],
    ['columns', 2],
    ['columns', 2],
    ['wide', 3],
    ['band', 4],
  ]);
  expect(lakes.lead?.title).toBe(home.lead?.title);
  expect(lakes.seconds).toHaveLength(2);
  expect(lakes.latest.length).toBeGreaterThan(1);
  expect(banner?.text).toBe('The Pellin Pass is closed by snow until morning.');
});

test('each section, desk and standing page is there, and each picture in one of several shapes', async () => {
  const paths = ['/', '/about', '/contact', '/corrections-policy', '/imprint', '/corrections', '/partners'];
  const sections = ['lakes', 'society', 'economy', 'culture', 'science', 'sport'].map(
    (name) => `/sections/${name}`,
  );
  const desks = readdirSync(join(folder, 'authors')).map((file) => `/authors/${file.replace(/\.md$/, '')}`);
  for (const path of [...paths, ...sections, ...desks, '/series/the-ferry']) {
    expect({ path, status: (await request(site.app).get(path)).status }).toEqual({ path, status: 200 });
  }
  expect((await request(site.app).get('/about')).text).toContain(
    'The *Lake* Courier reports from Lake Tarnel',
  );
  const pictures = readdirSync(join(folder, 'media'));
  const ratios = new Set<string>();
  for (const name of pictures) {
    const { width, height, format } = await sharp(join(folder, 'media', name)).metadata();
    expect(format).toBe('jpeg');
    ratios.add((width / height).toFixed(1));
  }
  expect(pictures.length).toBeGreaterThan(20);
  expect([...ratios].sort()).toEqual(['0.7', '1.0', '1.5', '2.0', '2.8']);
  const named = new Set(
    ['articles', 'authors'].flatMap((name) =>
      readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.md'))
        .flatMap((file) => read(join(name, file)).match(/[\w-]+\.jpg/g) ?? []),
    ),
  );
  expect([...named].sort()).toEqual(pictures.sort());
});

test('on a site in another language stories and pages say that they are English', async () => {
  const other = join(parent, 'other');
  const output = { write: (text: string) => (said += text) };
  expect(await init([other, '--sample', '--language=hy'], output, output, () => NOW)).toBe(0);
  expect(said).toContain('The stories are English, and say so.');
  const found = await inspectContent(other, { now: () => NOW, threads: 1, onProgress() {} });
  expect(found.problems).toEqual([]);
  const file = stories().find((name) => name.endsWith('ferry-returns.md')) ?? '';
  expect(readFileSync(join(other, 'articles', file), 'utf8')).toMatch(/^---\nlanguage: en\ntitle: /);
}, 60_000);

test('a folder with anything in it gets no sample', async () => {
  let errors = '';
  const code = await init(
    [parent, '--sample'],
    { write() {} },
    { write: (text) => (errors += text) },
    () => NOW,
  );
  expect({ code, errors }).toEqual({ code: 1, errors: expect.stringContaining('is not empty') });
  expect(existsSync(join(parent, 'media'))).toBe(false);
});
