import { mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, type Running, story } from './open-newsroom.ts';

let room: Newsroom;
let site: Running;

beforeEach(async () => {
  room = openNewsroom({
    'articles/a.md': story('A'),
    'pages/about.md': '---\ntitle: About\n---\nWe.\n',
    'top-stories.yaml': '- article: articles/a.md\n',
    'partners.yaml': '- name: Partner\n  homePage: https://partner.example/\n',
  });
  site = await room.start();
});
afterEach(() => room.dispose());

const shown = () =>
  site.ask((catalog, now) => [
    ...catalog.articlesOf({ kind: 'all' }, 9, now).map(({ file }) => file),
    ...catalog.standingPages().map(({ path }) => path),
    ...catalog
      .topStories(now)
      .slice(0, 1)
      .map(({ url }) => url),
    ...catalog.partnerOutlets().map(({ name }) => name),
  ]);
const ALL = ['articles/a.md', '/about', '/2016/07/15/a', 'Partner'];
const errors = () => room.logged.filter(({ level }) => level === 'error').map(({ file }) => file);

describe('an empty mount point', () => {
  test('takes nothing down, and is told once', async () => {
    const elsewhere = `${room.contentDir}-elsewhere`;
    const unmount = () => {
      renameSync(room.contentDir, elsewhere);
      mkdirSync(room.contentDir);
    };
    const mount = () => {
      rmdirSync(room.contentDir);
      renameSync(elsewhere, room.contentDir);
    };
    unmount();
    await site.ingest.catchUp();
    await site.ingest.catchUp();
    expect(shown()).toEqual(ALL);
    expect(errors()).toEqual(['site.yaml']);
    mount();
    await site.ingest.catchUp();
    unmount();
    await site.ingest.catchUp();
    expect(errors()).toEqual(['site.yaml', 'site.yaml']);
    mount();
    for (const file of ['articles/a.md', 'pages/about.md', 'top-stories.yaml', 'partners.yaml'])
      room.remove(file);
    await site.ingest.catchUp();
    expect(shown()).toEqual([]);
  });

  test('publishes what is put there', async () => {
    room.remove('site.yaml');
    room.remove('pages/about.md');
    room.write('pages/ethics.md', '---\ntitle: Ethics\n---\nOurs.\n');
    room.write('articles/a.md', story('A, again'));
    await site.ingest.catchUp();
    expect(site.titles()).toEqual(['A, again']);
    expect(site.ask((catalog) => catalog.standingPages()).map(({ path }) => path)).toEqual([
      '/about',
      '/ethics',
    ]);
  });
});

test('many articles that are away come back, and one that is removed then goes', async () => {
  for (let number = 0; number < 10; number += 1)
    room.write(`articles/deep/er/${number}.md`, story(`${number}`));
  await site.ingest.catchUp();
  renameSync(join(room.contentDir, 'articles'), join(room.contentDir, 'elsewhere'));
  await site.ingest.catchUp();
  expect(
    room.logged.filter(({ articles, msg }) => articles === 11 && msg !== 'related stories found'),
  ).toHaveLength(1);
  expect(site.titles()).toHaveLength(11);
  renameSync(join(room.contentDir, 'elsewhere'), join(room.contentDir, 'articles'));
  room.remove('articles/a.md');
  await site.ingest.catchUp();
  expect(site.titles()).toHaveLength(10);
});

test('a file that is too large is told once, and read once', async () => {
  room.write('articles/huge.md', story('Huge', '', 'x'.repeat(2 * 1024 * 1024)));
  for (const _ of ['found', 'known']) await site.ingest.catchUp();
  expect(errors()).toEqual(['articles/huge.md']);
  expect(
    room.logged.filter(({ msg }) => msg === 'content folder read').map(({ changed }) => changed),
  ).toEqual([1, 0]);
});
