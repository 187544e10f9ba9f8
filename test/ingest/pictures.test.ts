import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findCatalog } from '../../src/ingest/data-dir/catalog-files.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running, story } from './open-newsroom.ts';

let room: Newsroom;

beforeEach(() => {
  room = openNewsroom();
});
afterEach(() => room.dispose());

const jpeg = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer();

/** Puts a picture into the content folder by a rename, as most programs do; its time is long ago. */
function put(file: string, bytes: Buffer, seconds = 1_500_000_000): void {
  const path = join(room.contentDir, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.tmp`, bytes);
  utimesSync(`${path}.tmp`, seconds, seconds);
  renameSync(`${path}.tmp`, path);
}

const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);
const widthOf = (site: Running, src: string): number | null =>
  site.ask((catalog) => catalog.picture(src)?.width ?? null);
const told = (file: string) =>
  room.logged
    .filter((line) => line['file'] === file)
    .map((line) => (line['problems'] as { code: string }[] | undefined)?.[0]?.code ?? 'mended');
const withLead = (name: string, src: string): string => story(name, `image: { src: ${src}, alt: A }`);

describe('while the folder is watched', () => {
  test('a picture that comes before its article is read with it', async () => {
    const site = await room.start({ isLive: true });
    put('media/a.jpg', await jpeg(300, 200));
    room.save('articles/a.md', withLead('A', '/media/a.jpg'));
    await eventually(() => widthOf(site, '/media/a.jpg')).toBe(300);
    expect(site.published.at(-1)).toEqual(new Set(['picture:/media/a.jpg', 'sitemap:2016-07']));
    const facts = site.ask((catalog) => catalog.picture('/media/a.jpg'));
    expect(facts).toMatchObject({ width: 300, height: 200, format: 'jpeg', isAnimated: false });
    expect(site.ask((catalog) => catalog.pictureOfHash(facts?.hash ?? ''))).toEqual({
      file: 'media/a.jpg',
      facts,
    });
    expect(told('media/a.jpg')).toEqual([]);
  });

  test('a picture that comes after its article is missed, and read when it is there', async () => {
    const site = await room.start({ isLive: true });
    room.save('articles/a.md', story('A', '', '![A](/media/new/a.jpg)'));
    await eventually(() => told('media/new/a.jpg')).toEqual(['picture-missing']);
    expect(widthOf(site, '/media/new/a.jpg')).toBeNull();
    put('media/new/a.jpg', await jpeg(300, 200));
    await eventually(() => widthOf(site, '/media/new/a.jpg')).toBe(300);
    expect(site.published.at(-1)).toEqual(new Set(['picture:/media/new/a.jpg']));
  });

  test('a picture that is replaced is told by its key, and the version rises', async () => {
    room.write('articles/a.md', withLead('A', '/media/a.jpg'));
    put('media/a.jpg', await jpeg(300, 200));
    const site = await room.start({ isLive: true });
    await site.ingest.picturesRead;
    const before = site.ask((catalog) => [catalog.version(), catalog.picture('/media/a.jpg')?.hash]);
    put('media/a.jpg', await jpeg(400, 200), 1_500_000_001);
    await eventually(() => widthOf(site, '/media/a.jpg')).toBe(400);
    const after = site.ask((catalog) => [catalog.version(), catalog.picture('/media/a.jpg')?.hash]);
    expect(after).not.toContain(before[1]);
    expect(Number(after[0])).toBe(Number(before[0]) + 1);
    expect(site.published.at(-1)).toEqual(new Set(['picture:/media/a.jpg', 'sitemap:2016-07']));
  });

  test('a picture that is removed is missed, and read again when it is back', async () => {
    room.write('articles/a.md', withLead('A', '/media/a.jpg'));
    put('media/a.jpg', await jpeg(300, 200));
    const site = await room.start({ isLive: true });
    await site.ingest.picturesRead;
    room.remove('media/a.jpg');
    await eventually(() => widthOf(site, '/media/a.jpg')).toBeNull();
    expect(site.published.at(-1)).toEqual(new Set(['picture:/media/a.jpg', 'sitemap:2016-07']));
    expect(told('media/a.jpg')).toEqual(['picture-missing']);
    put('media/a.jpg', await jpeg(300, 200));
    await eventually(() => widthOf(site, '/media/a.jpg')).toBe(300);
  });

  test('a broken picture is told once, until it is mended', async () => {
    const site = await room.start({ isLive: true });
    put('media/a.jpg', (await jpeg(300, 200)).subarray(0, 200));
    room.save('articles/a.md', withLead('A', '/media/a.jpg'));
    await eventually(() => told('media/a.jpg')).toEqual(['picture-damaged']);
    expect(room.logged.find((line) => line['file'] === 'media/a.jpg')).toMatchObject({
      level: 'error',
      problems: [{ line: 1, column: 1, severity: 'error', hint: expect.any(String) }],
    });
    room.save('articles/a.md', withLead('A, again', '/media/a.jpg'));
    await eventually(() => site.titles()).toEqual(['A, again']);
    put('media/a.jpg', await jpeg(300, 200), 1_500_000_001);
    await eventually(() => widthOf(site, '/media/a.jpg')).toBe(300);
    expect(told('media/a.jpg')).toEqual(['picture-damaged', 'mended']);
  });

  test('a picture beside its article is served from there', async () => {
    const site = await room.start({ isLive: true });
    put('articles/2016/07/talk.jpg', await jpeg(300, 200));
    room.save('articles/2016/07/a.md', story('A', 'image: ./talk.jpg', '![B](hall.jpg)'));
    await eventually(() => widthOf(site, '/articles/2016/07/talk.jpg')).toBe(300);
    put('articles/2016/07/hall.jpg', await jpeg(500, 200));
    await eventually(() => widthOf(site, '/articles/2016/07/hall.jpg')).toBe(500);
    const found = site.ask((catalog, now) => catalog.resolve('/2016/07/15/a', now));
    expect(found).toMatchObject({
      article: { image: { src: '/articles/2016/07/talk.jpg', focus: null }, bodyHtml: expect.any(String) },
    });
    expect(JSON.stringify(found)).toContain('src=\\"/articles/2016/07/hall.jpg\\"');
  });

  test('a picture is found however its accents are written, in the text and on the disk', async () => {
    const site = await room.start({ isLive: true });
    put('media/cafe\u0301.jpg', await jpeg(300, 200));
    put('articles/été/the\u0301.jpg', await jpeg(500, 200));
    room.save('articles/été/a.md', withLead('A', '/media/café.jpg').replace('Text.', '![T](thé.jpg)'));
    await eventually(() => widthOf(site, '/media/caf%C3%A9.jpg')).toBe(300);
    await eventually(() => widthOf(site, '/articles/%C3%A9t%C3%A9/th%C3%A9.jpg')).toBe(500);
    put('media/cafe\u0301.jpg', await jpeg(400, 200), 1_500_000_001);
    await eventually(() => widthOf(site, '/media/caf%C3%A9.jpg')).toBe(400);
    room.remove('media/cafe\u0301.jpg');
    await eventually(() => widthOf(site, '/media/caf%C3%A9.jpg')).toBeNull();
  });

  test('a picture that nobody shows is not read', async () => {
    const site = await room.start({ isLive: true });
    put('media/b.jpg', await jpeg(300, 200));
    put('media/a.jpg', await jpeg(300, 200));
    room.save('articles/a.md', withLead('A', '/media/a.jpg'));
    await eventually(() => widthOf(site, '/media/a.jpg')).toBe(300);
    expect(widthOf(site, '/media/b.jpg')).toBeNull();
    room.save('pages/about.md', '---\ntitle: About\n---\n![B](/media/b.jpg)\n');
    await eventually(() => widthOf(site, '/media/b.jpg')).toBe(300);
  });

  test('a link that leads out of media is not followed', async () => {
    writeFileSync(join(room.contentDir, 'secret.jpg'), await jpeg(300, 200));
    mkdirSync(join(room.contentDir, 'media'));
    symlinkSync('../secret.jpg', join(room.contentDir, 'media/a.jpg'));
    const site = await room.start({ isLive: true });
    room.save('articles/a.md', withLead('A', '/media/a.jpg'));
    await eventually(() => told('media/a.jpg')).toEqual(['link-outside']);
    expect(widthOf(site, '/media/a.jpg')).toBeNull();
  });
});

describe('at the start', () => {
  test('the pictures of a whole archive are read behind it, and once', async () => {
    const bytes = await jpeg(300, 200);
    put('media/a.jpg', bytes);
    put('media/b.jpg', bytes);
    for (let index = 0; index < 200; index += 1) {
      room.write(`articles/${index}.md`, withLead(`S${index}`, '/media/a.jpg'));
    }
    room.write('pages/about.md', '---\ntitle: About\n---\n![B](/media/b.jpg)\n');
    const first = await room.start();
    expect(first.titles()).toHaveLength(200);
    await first.ingest.picturesRead;
    expect(widthOf(first, '/media/a.jpg')).toBe(300);
    expect(widthOf(first, '/media/b.jpg')).toBe(300);
    const keys = first.published.flatMap((one) => [...one]);
    expect([...new Set(keys)].toSorted()).toEqual([
      'front',
      'picture:/media/a.jpg',
      'picture:/media/b.jpg',
      'sitemap:2016-07',
    ]);
    expect(room.logged.at(-1)).toMatchObject({ pictures: 2, missing: 0, broken: 0 });
    await first.close();

    const second = await room.start();
    await second.ingest.picturesRead;
    expect(second.published).toEqual([]);
  });

  test('a look over the whole folder reads what differs', async () => {
    room.write('articles/a.md', withLead('A', '/media/a.jpg'));
    put('media/a.jpg', await jpeg(300, 200));
    const site = await room.start();
    await site.ingest.picturesRead;
    put('media/a.jpg', await jpeg(400, 200), 1_500_000_001);
    put('media/b.jpg', await jpeg(500, 200));
    room.write('articles/b.md', withLead('B', '/media/b.jpg'));
    await site.ingest.catchUp();
    expect([widthOf(site, '/media/a.jpg'), widthOf(site, '/media/b.jpg')]).toEqual([400, 500]);
  });

  test('pictures that changed, came or went meanwhile are read again', async () => {
    for (const name of ['changed', 'came', 'went']) {
      room.write(`articles/${name}.md`, withLead(name, `/media/${name}.jpg`));
    }
    put('media/changed.jpg', await jpeg(300, 200));
    put('media/went.jpg', await jpeg(300, 200));
    const first = await room.start();
    await first.ingest.picturesRead;
    expect(widthOf(first, '/media/changed.jpg')).toBe(300);
    await first.close();

    put('media/changed.jpg', await jpeg(400, 200), 1_500_000_001);
    put('media/came.jpg', await jpeg(500, 200));
    rmSync(join(room.contentDir, 'media/went.jpg'));
    const second = await room.start();
    await second.ingest.picturesRead;
    expect(['changed', 'came', 'went'].map((name) => widthOf(second, `/media/${name}.jpg`))).toEqual([
      400,
      500,
      null,
    ]);
    expect([...new Set(second.published.flatMap((one) => [...one]))].toSorted()).toEqual([
      'picture:/media/came.jpg',
      'picture:/media/changed.jpg',
      'picture:/media/went.jpg',
      'sitemap:2016-07',
    ]);
    expect(told('media/went.jpg')).toEqual(['picture-missing']);
  });
});

test('pictures that another program read are read again, and stay meanwhile', async () => {
  put('media/a.jpg', await jpeg(300, 200));
  room.write('articles/a.md', withLead('A', '/media/a.jpg'));
  const readOnce = async (): Promise<number | null> => {
    const site = await room.start();
    await site.ingest.picturesRead;
    const width = widthOf(site, '/media/a.jpg');
    await site.close();
    return width;
  };
  const execute = (sql: string): void => {
    const database = new DatabaseSync(findCatalog(room.dataDir));
    database.exec(sql);
    database.close();
  };
  expect(await readOnce()).toBe(300);
  const other = "UPDATE picture SET facts = json_set(facts, '$.width', 7)";
  execute(other);
  expect(await readOnce()).toBe(7);
  // A catalog of another version is built anew, and what is known of pictures goes with it.
  execute('PRAGMA user_version = 7');
  expect(await readOnce()).toBe(7);
  execute("UPDATE setting SET value = 'another program' WHERE name = 'pictures-by'; PRAGMA user_version = 7");
  const site = await room.start();
  expect(widthOf(site, '/media/a.jpg')).toBe(7);
  await site.ingest.picturesRead;
  expect(widthOf(site, '/media/a.jpg')).toBe(300);
});

describe('a picture named without its folder', () => {
  const SRC = '/articles/2016/a.jpg';
  const lead = () => withLead('A', 'a.jpg');

  test('is that of media where none lies beside the article, and the one beside it as soon as it comes', async () => {
    const site = await room.start({ isLive: true });
    put('media/a.jpg', await jpeg(300, 200));
    room.save('articles/2016/a.md', lead());
    await eventually(() => widthOf(site, SRC)).toBe(300);
    expect(told('articles/2016/a.jpg')).toEqual([]);
    expect(site.published.flatMap((one) => [...one])).toContain(`picture:${SRC}`);
    // What is made of it is made of the file that is there.
    const hash = site.ask((catalog) => catalog.picture(SRC)?.hash ?? '');
    expect(site.ask((catalog) => catalog.pictureOfHash(hash))?.file).toBe('media/a.jpg');

    put('articles/2016/a.jpg', await jpeg(400, 200));
    await eventually(() => widthOf(site, SRC)).toBe(400);
    rmSync(join(room.contentDir, 'articles/2016/a.jpg'));
    await eventually(() => widthOf(site, SRC)).toBe(300);
    put('media/a.jpg', await jpeg(500, 200), 1_500_000_009);
    await eventually(() => widthOf(site, SRC)).toBe(500);
    expect(site.published.at(-1)).toContain(`picture:${SRC}`);
  });

  test('comes later to media, and is found there', async () => {
    const site = await room.start({ isLive: true });
    room.save('articles/2016/a.md', story('A', '', '![A](p/a.jpg)'));
    await eventually(() => told('articles/2016/p/a.jpg')).toEqual(['picture-missing']);
    expect(room.logged.find((line) => line['file'] === 'articles/2016/p/a.jpg')).toMatchObject({
      problems: [{ message: 'The picture articles/2016/p/a.jpg is not there, nor is media/p/a.jpg.' }],
    });
    put('media/p/a.jpg', await jpeg(300, 200));
    await eventually(() => widthOf(site, '/articles/2016/p/a.jpg')).toBe(300);
  });

  test('one beside the article that is refused is not replaced by another', async () => {
    put('media/a.jpg', await jpeg(300, 200));
    put('articles/2016/a.jpg', Buffer.from('no picture'));
    room.write('articles/2016/a.md', lead());
    const site = await room.start();
    await site.ingest.picturesRead;
    expect(widthOf(site, SRC)).toBeNull();
    expect(told('articles/2016/a.jpg')).toEqual(['picture-unknown-format']);
  });

  test('is cropped around the point that its article names', async () => {
    put('media/a.jpg', await jpeg(300, 200));
    room.write('articles/2016/a.md', story('A', 'image: { src: a.jpg, alt: A, focus: [0.2, 0.4] }'));
    const site = await room.start();
    await site.ingest.picturesRead;
    const hash = site.ask((catalog) => catalog.picture(SRC)?.hash ?? '');
    expect(site.ask((catalog) => catalog.focalPoints(hash))).toEqual([{ x: 0.2, y: 0.4 }]);
  });
});

describe('a picture named as another system has it', () => {
  const SRC = '/media/images/Quay-300x200.jpg';
  const text = () => story('A', '', '![A]({{ site.baseurl }}/images/Quay-300x200.jpg?w=9)');

  test('is noticed in every place that it may come to, is gone with its file, and found in the next place', async () => {
    const site = await room.start({ isLive: true });
    room.save('articles/2016/a.md', text());
    await eventually(() => told('media/images/Quay-300x200.jpg')).toEqual(['picture-missing']);
    put('media/other/quay.jpg', await jpeg(999, 200));
    put('media/static/images/quay.jpg', await jpeg(300, 200));
    await eventually(() => widthOf(site, SRC)).toBe(300);
    expect(told('media/images/Quay-300x200.jpg')).toEqual(['picture-missing', 'mended']);
    put('media/images/quay.jpg', await jpeg(400, 200));
    await eventually(() => widthOf(site, SRC)).toBe(400);
    rmSync(join(room.contentDir, 'media/images/quay.jpg'));
    await eventually(() => widthOf(site, SRC)).toBe(300);
    rmSync(join(room.contentDir, 'media/static/images/quay.jpg'));
    await eventually(() => widthOf(site, SRC)).toBeNull();
    put('media/static/images/quay.jpg', await jpeg(500, 200));
    await eventually(() => widthOf(site, SRC)).toBe(500);
    expect(site.published.at(-1)).toContain(`picture:${SRC}`);
  });

  test('is found by the next start where it came meanwhile', async () => {
    room.write('articles/2016/a.md', text());
    room.write('articles/2016/b.md', story('B', '', '![[pier.jpg]]'));
    const before = await room.start();
    await before.ingest.picturesRead;
    await before.close();
    put('media/uploads/quay.jpg', await jpeg(300, 200));
    put('media/images/quay.jpg', await jpeg(400, 200));
    put('articles/deep/down/Pier.jpg', await jpeg(500, 200));
    const site = await room.start();
    await site.ingest.picturesRead;
    expect(widthOf(site, SRC)).toBe(400);
    expect(widthOf(site, '/articles/2016/pier.jpg')).toBe(500);
  });
});
