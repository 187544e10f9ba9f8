import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import express from 'express';
import sharp from 'sharp';
import request from 'supertest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchedFile, fetchedSrc } from '../../../src/domain/fetched-src.ts';
import { createMediaHandler } from '../../../src/http/handlers/media-handler.ts';
import { fetchedNames } from '../../../src/http/find-media-file.ts';
import { inspectContent } from '../../../src/ingest/build/inspect-content.ts';
import { readFetchFindings } from '../../../src/ingest/fetched/open-fetched.ts';
import { createVariantStore } from '../../../src/media/variants/variant-store.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { findCatalog } from '../../../src/ingest/data-dir/catalog-files.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running, SITE, story } from '../open-newsroom.ts';
import { openPictureHost, type PictureHost } from './picture-host.ts';

let room: Newsroom;
let cdn: PictureHost;

const FETCHING = { allowPrivate: true, userAgent: 'Dateline/1' };

beforeEach(async () => {
  cdn = await openPictureHost();
  room = openNewsroom({ 'site.yaml': `${SITE}pictures: {hosts: [${cdn.host}]}\n` });
});
afterEach(async () => {
  await room.dispose();
  await cdn.close();
});

const jpeg = (width: number): Promise<Buffer> =>
  sharp({ create: { width, height: 200, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer();
const srcOf = (path: string): string => fetchedSrc(cdn.url(path)) ?? '';
const widthOf = (site: Running, path: string): number | null =>
  site.ask((catalog) => catalog.picture(srcOf(path))?.width ?? null);
const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);
const start = (): Promise<Running> => room.start({ isLive: true, fetching: FETCHING });
const shown = (path: string): string => `![A boat](${cdn.url(path)})`;

describe('a picture of the newsroom’s own host', () => {
  test('is fetched once for two articles, known under its path, and told by its key', async () => {
    cdn.put('/a/boat.jpg', await jpeg(300));
    room.write('articles/a.md', story('A', '', shown('/a/boat.jpg')));
    room.write('articles/b.md', story('B', `image: {src: "${cdn.url('/a/boat.jpg')}", alt: B}`));
    const site = await start();
    await eventually(() => widthOf(site, '/a/boat.jpg')).toBe(300);
    expect(site.published.at(-1)).toEqual(new Set([`picture:${srcOf('/a/boat.jpg')}`, 'sitemap:2016-07']));
    expect(cdn.asked).toEqual(['/a/boat.jpg']);
    expect(existsSync(join(room.dataDir, 'fetched', fetchedFile(srcOf('/a/boat.jpg'))))).toBe(true);
  });

  test('of an article that is saved is fetched, in links and in plain text alike', async () => {
    cdn.put('/1.jpg', await jpeg(310));
    cdn.put('/2.jpg', await jpeg(320));
    cdn.put('/image?id=3', await jpeg(330));
    const site = await start();
    room.save(
      'articles/a.md',
      story('A', '', `[${shown('/1.jpg')}](https://example.com/)\n\n<img src="${cdn.url('/2.jpg')}">`),
    );
    room.save('articles/b.md', story('B', '', shown('/image?id=3')));
    await eventually(() => ['/1.jpg', '/2.jpg', '/image?id=3'].map((path) => widthOf(site, path))).toEqual([
      310, 320, 330,
    ]);
  });

  test('stays through a restart, a rebuild of the catalog and the loss of the list, and is not asked for again', async () => {
    cdn.put('/boat.jpg', await jpeg(300));
    room.write('articles/a.md', story('A', '', shown('/boat.jpg')));
    const first = await start();
    await eventually(() => widthOf(first, '/boat.jpg')).toBe(300);
    await first.close();
    for (const lost of [null, findCatalog(room.dataDir), join(room.dataDir, 'fetched.db')]) {
      if (lost !== null) rmSync(lost);
      const site = await start();
      await eventually(() => widthOf(site, '/boat.jpg')).toBe(300);
      await site.ingest.picturesRead;
      await site.ingest.fetched.idle();
      await site.close();
    }
    expect(cdn.asked).toEqual(['/boat.jpg']);
  });

  test('that is not there is told with its cure, and fetched when the article is saved again', async () => {
    const site = await start();
    room.save('articles/a.md', story('A', '', shown('/boat.jpg')));
    await eventually(() =>
      room.logged.flatMap(
        ({ problems }) => (problems as { code: string }[] | undefined)?.map(({ code }) => code) ?? [],
      ),
    ).toContain('picture-not-fetched');
    expect(widthOf(site, '/boat.jpg')).toBeNull();
    cdn.put('/boat.jpg', await jpeg(300));
    room.ahead = 60_000;
    room.save('articles/a.md', story('A', '', `${shown('/boat.jpg')} More.`));
    await eventually(() => widthOf(site, '/boat.jpg')).toBe(300);
  });
});

test('a host that is not named is not asked', async () => {
  room.write('site.yaml', SITE);
  room.write('articles/a.md', story('A', '', shown('/boat.jpg')));
  const site = await start();
  await site.ingest.picturesRead;
  await site.ingest.fetched.idle();
  expect(cdn.asked).toEqual([]);
  expect(existsSync(join(room.dataDir, 'fetched.db'))).toBe(false);
  cdn.put('/boat.jpg', await jpeg(300));
  room.save('site.yaml', `${SITE}pictures: {hosts: [${cdn.host}]}\n`);
  await eventually(() => widthOf(site, '/boat.jpg')).toBe(300);
});

test('whoever else shows pictures has them fetched from any host, and lets go of them', async () => {
  cdn.put('/thumb.jpg', await jpeg(300));
  room.write('site.yaml', SITE);
  const site = await start();
  site.ingest.fetched.want('embed:x', [cdn.url('/thumb.jpg')]);
  await eventually(() => widthOf(site, '/thumb.jpg')).toBe(300);
});

test('check tells at its place in the article what could not be fetched, and of what nobody tried nothing', async () => {
  const body = `Text.\n\n${shown('/boat.jpg')}`;
  room.write('articles/a.md', story('A', `image: {src: "${cdn.url('/lead.jpg')}", alt: B}`, body));
  const options = { now: Date.now, threads: 1, onProgress() {} };
  expect((await inspectContent(room.contentDir, options)).problems).toEqual([]);
  cdn.put('/lead.jpg', await jpeg(300));
  const site = await start();
  await eventually(() => widthOf(site, '/lead.jpg')).toBe(300);
  await site.ingest.fetched.idle();
  const fetchFindings = readFetchFindings(room.dataDir);
  const { problems } = await inspectContent(room.contentDir, { ...options, fetchFindings });
  expect(problems).toEqual([
    expect.objectContaining({
      file: 'articles/a.md',
      line: 8,
      column: 11,
      severity: 'warning',
      code: 'picture-not-fetched',
    }),
  ]);
});

test('a picture in media under its host and path is shown from there, and not fetched', async () => {
  cdn.put('/boat.jpg', await jpeg(300));
  const site = await start();
  const file = join(room.contentDir, 'media', cdn.host.replace(':', '~'), 'boat.jpg');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, await jpeg(340));
  room.save('articles/a.md', story('A', '', shown('/boat.jpg')));
  await eventually(() => widthOf(site, '/boat.jpg')).toBe(340);
  await site.ingest.fetched.idle();
  expect(cdn.asked).toEqual([]);
});

test('what is fetched is served under its path, as what it is, and no other file of the folder is', async () => {
  cdn.put('/a/boat.php', await jpeg(300));
  room.write('articles/a.md', story('A', '', shown('/a/boat.php')));
  const site = await start();
  await eventually(() => widthOf(site, '/a/boat.php')).toBe(300);
  const folder = join(room.dataDir, 'fetched');
  const app = express();
  const log = createLogger({ level: 'silent' });
  const variants = createVariantStore({ folder: join(room.dataDir, 'v'), maxBytes: 1e9, now: Date.now, log });
  const locate = (names: readonly string[]) => fetchedNames(['fetched', ...names].join('/'));
  app.use('/fetched', createMediaHandler({ folder, variants, log, now: Date.now, locate }));
  const src = srcOf('/a/boat.php');
  const answer = await request(app).get(src);
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/jpeg']);
  for (const path of [fetchedFile(src), '..%2ffetched.db', 'x/../../fetched.db', `${cdn.host}/other.jpg`]) {
    expect((await request(app).get(`/fetched/${path}`)).status).toBe(404);
  }
});

describe('a host that was the site’s and has its pictures', () => {
  beforeEach(() => {
    room.write('site.yaml', `${SITE}pictures: {hosts: ["${cdn.host}"]}\nformerHosts: ["${cdn.host}"]\n`);
  });
  const toMedia = async (file: string, width: number): Promise<void> => {
    const path = join(room.contentDir, 'media', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, await jpeg(width));
  };

  test('is asked for what media/ does not have, in articles, lead pictures, portraits and pages', async () => {
    const paths = ['/up/1.jpg', '/up/2.jpg', '/up/3.jpg', '/up/4.jpg'];
    for (const path of paths) cdn.put(path, await jpeg(300));
    const [body = '', lead = '', portrait = '', page = ''] = paths;
    room.write(
      'articles/a.md',
      story('A', `image: {src: "${cdn.url(lead)}", alt: A}`, `${shown(`${body}?w=640`)}\n`),
    );
    room.write(
      'authors/ani.md',
      `---\nname: Ani\npicture: {src: "${cdn.url(portrait)}", alt: A}\n---\nShe.\n`,
    );
    room.write('pages/about.md', `---\ntitle: About\n---\n${shown(page)}\n`);
    const site = await start();
    await eventually(() => paths.map((path) => widthOf(site, path))).toEqual([300, 300, 300, 300]);
    expect([...cdn.asked].sort()).toEqual(paths);
    expect(JSON.stringify(room.logged)).not.toContain('picture-missing');
  });

  test('is not asked where media/ has the path, which may come later and go', async () => {
    await toMedia('up/boat.jpg', 340);
    room.write('articles/a.md', story('A', '', shown('/up/boat.jpg')));
    const site = await start();
    await eventually(() => widthOf(site, '/up/boat.jpg')).toBe(340);
    await site.ingest.fetched.idle();
    expect(cdn.asked).toEqual([]);
    room.save('articles/b.md', story('B', '', shown('/up/later.jpg')));
    await eventually(() => cdn.asked).toEqual(['/up/later.jpg']);
    expect(widthOf(site, '/up/later.jpg')).toBeNull();
    await toMedia('up/later.jpg', 350);
    await eventually(() => widthOf(site, '/up/later.jpg')).toBe(350);
  });
});

test('a drawing is fetched and served as pixels, whatever its address is called, and a web page is not', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200"/></svg>',
  );
  cdn.put('/chart.svg', svg);
  cdn.put('/chart?id=3', svg);
  cdn.put(
    '/bomb?id=4',
    Buffer.from(
      '<!DOCTYPE svg [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><svg xmlns="http://www.w3.org/2000/svg">&b;</svg>',
    ),
  );
  cdn.put(
    '/page.svg',
    Buffer.from('<!DOCTYPE html><html><body><svg width="9" height="9"></svg></body></html>'),
  );
  const paths = ['/chart.svg', '/chart?id=3', '/bomb?id=4', '/page.svg'];
  room.write('articles/a.md', story('A', '', paths.map(shown).join('\n\n')));
  const site = await start();
  await eventually(() => paths.map((path) => widthOf(site, path))).toEqual([2000, 2000, null, null]);
  await site.ingest.fetched.idle();
  const folder = join(room.dataDir, 'fetched');
  const kept = paths.map((path) => existsSync(join(folder, fetchedFile(srcOf(path)))));
  expect(kept).toEqual([true, true, false, false]);
  const app = express();
  const log = createLogger({ level: 'silent' });
  const variants = createVariantStore({ folder: join(room.dataDir, 'v'), maxBytes: 1e9, now: Date.now, log });
  const locate = (names: readonly string[]) => fetchedNames(['fetched', ...names].join('/'));
  app.use('/fetched', createMediaHandler({ folder, variants, log, now: Date.now, locate }));
  const answer = await request(app).get(srcOf('/chart.svg'));
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/png']);
});
