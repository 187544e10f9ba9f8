import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectContent } from '../../src/ingest/build/inspect-content.ts';
import { kindOf } from '../../src/ingest/read/folders.ts';
import { HOME_FRONT } from '../../src/domain/front.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running, story } from './open-newsroom.ts';

let room: Newsroom;
beforeEach(() => {
  room = openNewsroom({
    'articles/a.md': story('A', 'section: World'),
    'articles/b.md': story('B', 'section: World'),
    'front.yaml': 'banner: Storm\nlead: articles/a.md\n',
    'fronts/world.yaml': 'lead: articles/a.md\n',
  });
});
afterEach(() => room.dispose());

const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);
const shown = (site: Running) =>
  site.ask((catalog, now) => [
    catalog.banner(now)?.text ?? null,
    ...[HOME_FRONT, 'world'].map((name) => catalog.front(name, now).lead?.title ?? null),
  ]);

test('fronts are live: edited, broken, mended, by another name and gone', async () => {
  const site = await room.start({ isLive: true });
  expect(shown(site)).toEqual(['Storm', 'A', 'A']);

  room.save('front.yaml', 'banner: Calm\nlead: articles/b.md\n');
  await eventually(() => shown(site)).toEqual(['Calm', 'B', 'A']);
  expect([...(site.published.at(-1) ?? [])].sort()).toEqual(['banner', 'front']);

  room.write('front.yaml', '- not: [a front\n');
  await eventually(() => room.logged.map(({ msg }) => msg)).toContain(
    'file has errors, its last good version stays',
  );
  expect(shown(site)).toEqual(['Calm', 'B', 'A']);

  // The last good one is kept over a rebuild, too.
  await site.close();
  const again = await room.start({ isLive: true });
  expect(shown(again)).toEqual(['Calm', 'B', 'A']);

  room.save('front.yaml', 'lead: articles/later.md\n');
  await eventually(() => shown(again)).toEqual([null, 'B', 'A']);
  expect(room.logged.some(({ msg }) => msg === 'file has warnings')).toBe(true);
  room.write('articles/later.md', story('Later'));
  await eventually(() => shown(again)).toEqual([null, 'Later', 'A']);
  await eventually(() => room.logged.map(({ file, msg }) => [file, msg])).toContainEqual([
    'front.yaml',
    'nothing is wrong with the file any more',
  ]);

  // Without a file the newest leads.
  room.rename('fronts/world.yaml', 'fronts/wrold.yaml');
  await eventually(() => shown(again)[2]).toBe('B');
  room.save('front.yaml', 'lead: articles/a.md\n');
  await eventually(() => shown(again)).toEqual([null, 'A', 'B']);
  room.remove('front.yaml');
  await eventually(() => shown(again)).toEqual([null, 'Later', 'B']);
});

test('what changed while nobody looked is caught up with', async () => {
  const site = await room.start({ isLive: true });
  await site.close();
  room.remove('fronts/world.yaml');
  room.write('front.yaml', 'lead: articles/b.md\n');
  expect(shown(await room.start({ isLive: true }))).toEqual([null, 'B', 'B']);
});

test('check tells what is wrong with files of fronts', async () => {
  room.write('Front.yml', 'lead: articles/a.md\n');
  room.write('fronts/wrold.yaml', 'lead: articles/a.md\n');
  room.write('fronts/world.yaml', 'lead: articles/aa.md\n');
  const { problems } = await inspectContent(room.contentDir, {
    now: () => Date.now(),
    threads: 1,
    onProgress: () => {},
  });
  expect(problems.map(({ file, code }) => [file, code])).toEqual([
    ['Front.yml', 'front-name'],
    ['fronts/world.yaml', 'article-unknown'],
    ['fronts/wrold.yaml', 'front-name'],
  ]);
});

test('files of fronts are told from others by their paths', () => {
  const paths = [
    'front.yaml',
    'Front.yml',
    'fronts/world.yaml',
    'fronts/.x.yaml',
    'fronts/a.md',
    'a/front.yaml',
  ];
  expect(paths.map(kindOf)).toEqual(['front', 'front', 'front', null, null, null]);
});
