import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchPictures } from '../../../src/cli/commands/fetch-pictures.ts';
import { fetchedSrc } from '../../../src/domain/fetched-src.ts';
import { type Newsroom, openNewsroom, PATIENCE, SITE, story } from '../../ingest/open-newsroom.ts';
import { openPictureHost, type PictureHost } from '../../ingest/fetched/picture-host.ts';

let room: Newsroom;
let cdn: PictureHost;
let picture: Buffer;

beforeEach(async () => {
  cdn = await openPictureHost();
  picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer();
  for (const path of ['/a/1.jpg', '/2.jpg?w=800']) cdn.put(path, picture);
  room = openNewsroom({
    'site.yaml': `${SITE}pictures: {hosts: ["${cdn.host}"]}\n`,
    'articles/a.md': story('A', '', `![One](${cdn.url('/a/1.jpg')})\n\n![Two](${cdn.url('/2.jpg?w=800')})`),
    'articles/b.md': story(
      'B',
      `image: {src: "${cdn.url('/a/1.jpg')}", alt: B}`,
      '![Far](https://far.example/x.jpg)',
    ),
  });
});
afterEach(async () => {
  await room.dispose();
  await cdn.close();
});

async function run(...args: readonly string[]) {
  const told = { output: '', errors: '' };
  const writer = (key: keyof typeof told) => ({
    write: (text: string) => {
      told[key] += text;
    },
  });
  const env = { CONTENT_DIR: room.contentDir, DATA_DIR: room.dataDir, PARTNER_FEEDS_ALLOW_PRIVATE: 'true' };
  const code = await fetchPictures(args, writer('output'), writer('errors'), { env });
  return { code, ...told };
}
const folder = () => `media/${cdn.host.replace(':', '~')}`;
const inMedia = (): string[] =>
  (readdirSync(join(room.contentDir, folder()), { recursive: true, encoding: 'utf8' }) as string[])
    .filter((name) => statSync(join(room.contentDir, folder(), name)).isFile())
    .sort();

test('what it would do is shown first, and nothing is done', async () => {
  const { code, output } = await run('--dry-run');
  expect(code).toBe(0);
  expect(output).toContain('2 pictures of other hosts: 2 to be fetched.');
  expect(output).toContain(`${cdn.host}: 2 → ${folder()}/`);
  expect(output).toContain('far.example (1)');
  expect(cdn.asked).toEqual([]);
  expect((await run()).code).toBe(2);
  expect((await run('--yes', '--dry-run')).code).toBe(2);
});

test('pictures come into media, for everybody to read, once, and texts show them from there', async () => {
  const { code, output } = await run('--yes');
  expect(output).toContain('2 pictures came into media/');
  expect(code).toBe(0);
  expect(inMedia()).toEqual([expect.stringMatching(/^2~[0-9a-f]{16}\.jpg$/), 'a/1.jpg']);
  expect(readFileSync(join(room.contentDir, folder(), 'a/1.jpg')).equals(picture)).toBe(true);
  expect(statSync(join(room.contentDir, folder(), 'a/1.jpg')).mode & 0o044).toBe(0o044 & ~process.umask());
  expect((await run('--yes')).output).toContain('all are in media/ already');
  expect(cdn.asked.length).toBe(2);
  const site = await room.start({ isLive: true, fetching: { allowPrivate: true, userAgent: 'D' } });
  const width = () =>
    site.ask((catalog) => catalog.picture(fetchedSrc(cdn.url('/2.jpg?w=800')) ?? '')?.width ?? null);
  await expect.poll(width, PATIENCE).toBe(300);
  await site.ingest.fetched.idle();
  expect(cdn.asked.length).toBe(2);
});

test('what the site had fetched is copied, while it runs', async () => {
  const site = await room.start({ isLive: true, fetching: { allowPrivate: true, userAgent: 'D' } });
  const isThere = () =>
    site.ask((catalog) => catalog.picture(fetchedSrc(cdn.url('/a/1.jpg')) ?? '') !== null);
  await expect.poll(isThere, PATIENCE).toBe(true);
  await site.ingest.fetched.idle();
  const { output } = await run('--yes');
  expect(output).toContain('2 to be copied from DATA_DIR');
  expect(inMedia().length).toBe(2);
  expect(cdn.asked.length).toBe(2);
  expect(isThere()).toBe(true);
});

test('what fails is told with its article, keeps nothing else back, and is tried again the next time', async () => {
  cdn.put('/a/1.jpg', Buffer.from('<!doctype html><p>Log in</p>'));
  const first = await run('--yes');
  expect(first.code).toBe(1);
  expect(first.output).toContain('1 picture came into media/');
  expect(first.output).toMatch(/1\.jpg \(articles\/a\.md\): What is there is a web page\./);
  expect(inMedia()).toEqual([expect.stringMatching(/^2~/)]);
  cdn.put('/a/1.jpg', picture);
  expect((await run('--yes')).code).toBe(0);
  expect(inMedia().length).toBe(2);
});

test('a place that is taken by a file costs its own picture alone', async () => {
  const taken = join(room.contentDir, folder(), 'a');
  mkdirSync(dirname(taken), { recursive: true });
  writeFileSync(taken, '');
  expect(await run('--yes')).toMatchObject({ code: 1, output: expect.stringContaining('1 picture did not') });
  rmSync(taken);
  expect((await run('--yes')).code).toBe(0);
});

test('without hosts of its own a newsroom is told how to name them', async () => {
  room.write('site.yaml', SITE);
  const { code, output } = await run('--yes');
  expect(code).toBe(0);
  expect(output).toContain('pictures: {hosts: [cdn.example.org]}');
});
