import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findCatalog } from '../../src/ingest/data-dir/catalog-files.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running, SITE, story } from './open-newsroom.ts';

/** A year of dates that are not past when this runs. */
const LATER = new Date().getUTCFullYear() + 9;

const A = '/2016/07/15/a';
const B = '/2016/07/15/b';

let room: Newsroom;
let site: Running;

beforeEach(async () => {
  room = openNewsroom({
    'articles/a.md': story('A'),
    'articles/b.md': story('B'),
    'pages/about.md': '---\ntitle: About\n---\nWe.\n',
  });
  site = await room.start({ isLive: true });
});
afterEach(() => room.dispose());

const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);
const logged = (msg: string) => room.logged.filter((line) => line['msg'] === msg);
/** Writes into the file itself, as some editors do. */
const rewrite = (file: string, text: string): void => writeFileSync(join(room.contentDir, file), text);

describe('an article', () => {
  test('that is dropped in is published, with one line in the log', async () => {
    const before = Date.now();
    room.save('articles/2016/c.md', story('C'));
    await eventually(() => site.at('/2016/07/15/c')).toBe('C');
    await eventually(() => logged('published')).toHaveLength(1);
    const [cause] = site.causes;
    expect(cause?.way).toBe('file');
    expect(cause?.at).toBeGreaterThanOrEqual(before);
    expect(cause?.at).toBeLessThanOrEqual(Date.now());
    expect(logged('published')).toEqual([
      {
        level: 'info',
        time: expect.any(String),
        msg: 'published',
        file: 'articles/2016/c.md',
        url: '/2016/07/15/c',
        change: 'added',
        ms: expect.any(Number),
        keys: expect.any(Number),
      },
    ]);
    expect(site.published).toHaveLength(1);
    expect(site.published[0]).toContain('front');
    expect(logged('published')[0]?.['keys']).toBe(site.published[0]?.size);
  });

  test('that is written in place, in pieces, is published whole', async () => {
    rewrite('articles/a.md', '---\ntitle: A, again\n');
    appendFileSync(join(room.contentDir, 'articles/a.md'), 'date: 2016-07-15\n---\nAll of it.\n');
    await eventually(() => site.at(A)).toBe('A, again');
    await eventually(() => logged('published')).toMatchObject([
      { file: 'articles/a.md', url: A, change: 'changed', fields: ['title', 'body'] },
    ]);
  });

  test('that is renamed answers at its old URL with the new', async () => {
    room.rename('articles/a.md', 'articles/moscow.md');
    await eventually(() => site.at(A)).toBe('-> /2016/07/15/moscow');
    expect(site.titles()).toEqual(['A', 'B']);
    expect(logged('published')).toMatchObject([{ change: 'moved', from: A, file: 'articles/moscow.md' }]);
  });

  test('that is removed is gone, and is there again when it comes back', async () => {
    room.remove('articles/a.md');
    await eventually(() => site.at(A)).toBe('gone');
    room.save('articles/a.md', story('A'));
    await eventually(() => site.at(A)).toBe('A');
    expect(logged('published').map(({ change }) => change)).toEqual(['removed', 'added']);
  });

  test('that breaks keeps its last good version and is told once; mended, it is published', async () => {
    room.save('articles/a.md', story('A').replace('2016-07-15', 'tomorow'));
    await eventually(() => logged('file has errors, its last good version stays')).toMatchObject([
      {
        level: 'error',
        file: 'articles/a.md',
        problems: [{ line: 3, column: 7, severity: 'error', code: 'date-invalid' }],
      },
    ]);
    await site.ingest.catchUp();
    room.save('articles/a.md', story('A').replace('2016-07-15', 'tomorow'));
    room.save('articles/c.md', story('C'));
    await eventually(() => site.at('/2016/07/15/c')).toBe('C');
    await site.ingest.catchUp();
    expect(logged('file has errors, its last good version stays')).toHaveLength(1);
    expect(site.at(A)).toBe('A');
    room.save('articles/a.md', story('Mended'));
    await eventually(() => site.at(A)).toBe('Mended');
  });

  test('that asks for the URL of another is published at one of its own, and told', async () => {
    room.save('articles/c.md', story('C', 'slug: d'));
    await eventually(() => site.at('/2016/07/15/d')).toBe('C');
    room.save('articles/d.md', story('D'));
    const told = () => logged('file has warnings').filter(({ file }) => file === 'articles/d.md');
    await eventually(told).toMatchObject([{ problems: [{ code: 'url-taken' }] }]);
    expect(site.titles()).toContain('D');
    expect(site.at('/2016/07/15/d')).toBe('C');
  });

  test('that is embargoed is published when its date comes, and logged', async () => {
    room.save('articles/later.md', story('Later').replace('2016-07-15', `${LATER}-01-01`));
    await eventually(() => logged('stored, not public')).toMatchObject([{ file: 'articles/later.md' }]);
    expect(site.at(`/${LATER}/01/01/later`)).toBe('unknown');
    room.ahead = Date.parse(`${LATER}-01-01T00:00:01+04:00`) - Date.now();
    await eventually(() => logged('published')).toMatchObject([
      { file: 'articles/later.md', url: `/${LATER}/01/01/later`, change: 'added', fields: ['date'] },
    ]);
    expect(site.at(`/${LATER}/01/01/later`)).toBe('Later');
    expect(site.published.at(-1)).toContain('front');
    expect(site.causes.map(({ way }) => way)).toContain('clock');
  });

  test('that has just come and expires is told as removed, with every key that its coming had', async () => {
    room.ahead = Date.parse(`${LATER}-03-01T10:00:00+04:00`) - Date.now();
    await eventually(() => site.published.some((keys) => keys.has('today'))).toBe(true);
    room.ahead += 300_000;
    const dated = story('Brief', `expires: ${LATER}-03-01 12:00`).replace(
      '2016-07-15',
      `${LATER}-03-01 10:04`,
    );
    room.save('articles/brief.md', dated);
    await eventually(() => site.at(`/${LATER}/03/01/brief`)).toBe('Brief');
    await eventually(() => logged('published').at(-1)).toMatchObject({ change: 'added' });
    const brought = site.published.at(-1) ?? new Set();
    room.ahead = Date.parse(`${LATER}-03-01T12:00:01+04:00`) - Date.now();
    await eventually(() => logged('published').at(-1)).toMatchObject({
      file: 'articles/brief.md',
      change: 'removed',
    });
    const took = site.published.at(-1) ?? new Set();
    expect([...brought].filter((key) => !key.startsWith('link:') && !took.has(key))).toEqual([]);
    expect(site.at(`/${LATER}/03/01/brief`)).toBe('gone');
  });
});

test('thirty files at once are published, each with a line of its own', async () => {
  const titles = Array.from({ length: 30 }, (_, index) => `Story ${index}`);
  for (const [index, title] of titles.entries()) room.save(`articles/wire/${index}.md`, story(title));
  await eventually(() => site.titles()).toEqual(['A', 'B', ...titles].sort());
  const files = logged('published').map(({ file }) => file);
  expect(new Set(files).size).toBe(30);
  expect(files).toHaveLength(30);
});

test('a folder of articles that is moved in and renamed is followed', async () => {
  room.save('articles/old/c.md', story('C'));
  room.save('articles/old/d.md', story('D'));
  await eventually(() => site.titles()).toEqual(['A', 'B', 'C', 'D']);
  room.rename('articles/old', 'articles/new');
  await eventually(() =>
    site.ask((catalog, now) =>
      catalog
        .articlesOf({ kind: 'all' }, 9, now)
        .map(({ file }) => file)
        .sort(),
    ),
  ).toEqual(['articles/a.md', 'articles/b.md', 'articles/new/c.md', 'articles/new/d.md']);
  expect(site.at('/2016/07/15/c')).toBe('C');
});

describe('the other files', () => {
  const pins = () => site.ask((catalog, now) => catalog.topStories(now).slice(0, 1)).map(({ url }) => url);
  const partners = () => site.ask((catalog) => catalog.partnerOutlets()).map(({ name }) => name);

  test('top-stories.yaml: pins are shown, and told while their article is missing', async () => {
    room.save('top-stories.yaml', '- article: articles/c.md\n- article: articles/a.md\n');
    await eventually(pins).toEqual([A]);
    expect(logged('file has warnings')).toMatchObject([
      { file: 'top-stories.yaml', problems: [{ code: 'article-unknown', line: 1 }] },
    ]);
    room.save('articles/c.md', story('C', 'slug: third'));
    await eventually(pins).toEqual(['/2016/07/15/third']);
    room.save('top-stories.yaml', 'pins?');
    await eventually(() => room.logged.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(pins()).toEqual(['/2016/07/15/third']);
    room.save('top-stories.yaml', `- article: ${B}\n`);
    await eventually(pins).toEqual([B]);
    expect(site.published.at(-1)).toEqual(new Set(['top-stories']));
  });

  test('partners.yaml: its outlets come, stay while it is broken, and go with it', async () => {
    room.save('partners.yaml', '- name: Partner\n  homePage: https://partner.example/\n');
    await eventually(partners).toEqual(['Partner']);
    room.save('partners.yaml', 'partners?');
    await eventually(() => room.logged.filter(({ file }) => file === 'partners.yaml')).toHaveLength(1);
    expect(partners()).toEqual(['Partner']);
    room.remove('partners.yaml');
    await eventually(partners).toEqual([]);
  });

  test('authors/: a file comes, changes, breaks, is given twice and goes', async () => {
    const role = () => site.ask((catalog) => catalog.authorProfile('culture-desk', 0))?.role;
    room.save('authors/ann.md', '---\nname: Culture Desk\nrole: Editor\n---\nShe writes.\n');
    await eventually(role).toBe('Editor');
    expect(site.published.at(-1)).toEqual(new Set(['authors', 'sitemap', 'author-profile:culture-desk']));
    room.save('authors/ann.md', '---\nname: Culture Desk\nrole: Foreign editor\n---\nShe writes.\n');
    await eventually(role).toBe('Foreign editor');
    room.save('authors/ann.md', '---\nrole: Nothing\n---\n');
    const told = (file: string) => room.logged.filter((line) => line['file'] === file && 'problems' in line);
    await eventually(() => told('authors/ann.md')).toHaveLength(1);
    expect(role()).toBe('Foreign editor');
    room.save('authors/ann.md', '---\nname: Culture Desk\nrole: Reporter\n---\n');
    await eventually(role).toBe('Reporter');
    room.save('authors/lee.md', '---\nname: Culture Desk\nrole: Twice\n---\n');
    await eventually(() => told('authors/lee.md')).toHaveLength(1);
    expect(role()).toBe('Reporter');
    room.rename('authors/ann.md', 'authors/z.md');
    await eventually(role).toBe('Twice');
    room.remove('authors/lee.md');
    await eventually(role).toBe('Reporter');
    room.remove('authors/z.md');
    await eventually(role).toBeUndefined();
  });

  test('pages/: a page comes, changes its name, breaks and goes', async () => {
    const pages = () => site.ask((catalog) => catalog.standingPages()).map(({ path }) => path);
    room.save('pages/ethics.md', '---\ntitle: Ethics\n---\nOurs.\n');
    await eventually(pages).toEqual(['/about', '/ethics']);
    room.rename('pages/about.md', 'pages/us.md');
    await eventually(() => site.at('/about')).toBe('-> /us');
    room.save('pages/ethics.md', '---\ntitle: Ethics\norder: first\n---\nOurs.\n');
    await eventually(() => room.logged.filter(({ file }) => file === 'pages/ethics.md')).toHaveLength(1);
    expect(pages()).toContain('/ethics');
    room.remove('pages/ethics.md');
    await eventually(pages).toEqual(['/us']);
    expect(site.at('/ethics')).toBe('gone');
  });

  test('site.yaml: another name shows; a broken file changes nothing and is told', async () => {
    const name = () => site.ask((catalog) => catalog.site().name);
    room.save('site.yaml', SITE.replace('The Test Times', 'The Evening Times'));
    await eventually(name).toBe('The Evening Times');
    expect(site.published.at(-1)).toContain('site');
    room.save('site.yaml', SITE.replace('Asia/Yerevan', 'Asia/Nowhere'));
    await eventually(() => room.logged.filter(({ level }) => level === 'error')).toMatchObject([
      { file: 'site.yaml', problems: [{ code: 'time-zone-unknown' }] },
    ]);
    expect(name()).toBe('The Evening Times');
  });

  test('site.yaml: another time zone moves the dates of all articles at once', async () => {
    const before = site.ask((catalog, now) => catalog.articlesOf({ kind: 'all' }, 9, now));
    room.save('site.yaml', SITE.replace('Asia/Yerevan', 'Atlantic/Azores'));
    await eventually(() => site.ask((catalog) => catalog.site().timeZone)).toBe('Atlantic/Azores');
    const after = site.ask((catalog, now) => catalog.articlesOf({ kind: 'all' }, 9, now));
    const shifts = after.map(
      ({ file, published }) =>
        published.epochMs - (before.find((one) => one.file === file)?.published.epochMs ?? 0),
    );
    expect(shifts).toEqual([4 * 3_600_000, 4 * 3_600_000]);
    const database = new DatabaseSync(findCatalog(room.dataDir), { readOnly: true });
    await eventually(
      () => database.prepare('SELECT count(*) AS count FROM article_unindexed').get()?.['count'],
    ).toBe(0);
    database.close();
  });
});

test('catchUp publishes what no event told of', async () => {
  await site.close();
  const still = await room.start();
  room.write('articles/c.md', story('C'));
  room.remove('articles/a.md');
  await still.ingest.catchUp();
  expect(still.titles()).toEqual(['B', 'C']);
});
