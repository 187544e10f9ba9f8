import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, PATIENCE, type Running, story } from '../open-newsroom.ts';

let room: Newsroom;

beforeEach(() => {
  room = openNewsroom();
});
afterEach(() => room.dispose());

async function put(file: string, width: number, shade = 90): Promise<void> {
  const path = join(room.contentDir, file);
  const background = { r: shade, g: 100, b: 120 };
  mkdirSync(dirname(path), { recursive: true });
  const picture = sharp({ create: { width, height: Math.round(width / 2), channels: 3, background } });
  // A JPEG would make one shade of two.
  writeFileSync(path, await (file.endsWith('.png') ? picture.png() : picture.jpeg()).toBuffer());
}

const stored = (): string[] => {
  try {
    return readdirSync(join(room.dataDir, 'pictures'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\/[0-9a-f]{2}\/[0-9a-f][^/]*$/.test(name))
      .map((name) => basename(name))
      .sort();
  } catch {
    return [];
  }
};
const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);
const hashOf = (site: Running, src: string) => site.ask((catalog) => catalog.picture(src)?.hash ?? '');
const withLead = (name: string, src: string, body = 'Text.', lines = ''): string =>
  story(name, `image: { src: ${src}, alt: A }${lines}`, body);

test('what most readers will ask for of a new article’s pictures is there before they ask', async () => {
  const site = await room.start({ isLive: true });
  await put('media/lead.jpg', 1500);
  await put('media/body.jpg', 1500, 91);
  await put('media/other.jpg', 1500, 92);
  room.save('articles/a.md', withLead('A', '/media/lead.jpg', '![B](/media/body.jpg)'));
  await eventually(() => stored().length).toBe(8);
  const [lead, body] = [hashOf(site, '/media/lead.jpg'), hashOf(site, '/media/body.jpg')];
  const expected = [
    ...[320, 480, 640, 672, 800, 1080].map((width) => `${lead}-${width}.avif`),
    ...[672, 1080].map((width) => `${body}-${width}.avif`),
  ];
  expect(stored()).toEqual(expected.sort());
});

test('a picture that comes after its article is made then; one of a draft is left', async () => {
  const site = await room.start({ isLive: true });
  await put('media/draft.jpg', 700, 93);
  room.save('articles/draft.md', withLead('D', '/media/draft.jpg', 'Text.', '\ndraft: true'));
  room.save('articles/a.md', withLead('A', '/media/late.jpg'));
  await eventually(() => site.titles()).toEqual(['A']);
  await put('media/late.jpg', 300);
  await eventually(() => hashOf(site, '/media/late.jpg')).not.toBe('');
  await eventually(stored).toEqual([`${hashOf(site, '/media/late.jpg')}-300.avif`]);
});

test('of an archive, the newest articles’ lead pictures alone are made', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `p${index}`);
  for (const [index, name] of names.entries()) {
    await put(`media/${name}.png`, 40, 100 + index);
    await put(`media/body-${name}.png`, 40, 200 + index);
    const text = withLead(name, `/media/${name}.png`, `![B](/media/body-${name}.png)`);
    room.write(`articles/${name}.md`, text.replace('2016-07-15', `2016-07-15 10:${10 + index}`));
  }
  const site = await room.start({ isLive: true });
  await site.ingest.picturesRead;
  await expect.poll(() => stored().length).toBe(36);
  const newest = names.slice(4).map((name) => `${hashOf(site, `/media/${name}.png`)}-40.avif`);
  expect(stored()).toEqual(newest.sort());
});

test('a disk that takes nothing delays no publish, and is told once', async () => {
  mkdirSync(room.dataDir, { recursive: true });
  writeFileSync(join(room.dataDir, 'pictures'), 'in the way');
  const site = await room.start({ isLive: true });
  await put('media/a.jpg', 400);
  await put('media/b.jpg', 400, 91);
  room.save('articles/a.md', withLead('A', '/media/a.jpg'));
  await eventually(() => hashOf(site, '/media/a.jpg')).not.toBe('');
  const told = () => room.logged.filter(({ msg }) => String(msg).startsWith('pictures cannot be stored'));
  await eventually(() => told().length).toBe(1);
  room.save('articles/b.md', withLead('B', '/media/b.jpg'));
  await eventually(() => site.titles()).toEqual(['A', 'B']);
  await eventually(() => hashOf(site, '/media/b.jpg')).not.toBe('');
  rmSync(join(room.dataDir, 'pictures'));
  await put('media/c.jpg', 400, 92);
  room.save('articles/c.md', withLead('C', '/media/c.jpg'));
  await eventually(() => hashOf(site, '/media/c.jpg')).not.toBe('');
  await eventually(stored).toContain(`${hashOf(site, '/media/c.jpg')}-400.avif`);
  expect(told()).toHaveLength(1);
});

test('it ends with the ingest, whatever is under way', async () => {
  room.write('articles/first.md', withLead('First', '/media/none.jpg'));
  const site = await room.start({ isLive: true });
  await put('media/a.jpg', 3000);
  room.save('articles/a.md', withLead('A', '/media/a.jpg'));
  await eventually(() => hashOf(site, '/media/a.jpg')).not.toBe('');
  await site.close();
  const after = stored().length;
  expect(after).toBeLessThan(6);
  expect(room.logged.filter(({ level }) => level === 'error')).toEqual([]);
});
