import { afterEach, describe, expect, test } from 'vitest';
import { inspectContent } from '../../src/ingest/build/inspect-content.ts';
import { type Newsroom, openNewsroom, PATIENCE, story } from './open-newsroom.ts';

const A = '/2016/07/15/a';

let room: Newsroom;
afterEach(() => room.dispose());

const eventually = <Value>(look: () => Value) => expect.poll(look, PATIENCE);
const told = () => room.logged.filter(({ msg }) => String(msg).startsWith('file has'));

describe('a story that readers have', () => {
  test.each([
    ['hidden: true', 'of another system'],
    ['status: private\nsection: Nowhere', 'beside an error'],
    ['draft: maybe', 'that cannot be read'],
    ['expires: soon', 'of time that cannot be read'],
    ['embargo: 2999-01-01\nsection: Nowhere', 'of time beside an error'],
    ['hidden: true\ntopics: [', 'in front matter that cannot be read'],
  ])('comes down at once by %j: a limit %s', async (lines) => {
    room = openNewsroom({ 'articles/a.md': story('A'), 'articles/b.md': story('B') });
    const site = await room.start({ isLive: true });
    expect(site.at(A)).toBe('A');
    room.save('articles/a.md', story('A', lines));
    await eventually(() => site.at(A)).toBe('gone');
    expect(site.titles()).toEqual(['B']);
    expect(told().at(-1)?.['msg']).toMatch(/not published/);
    await site.close();
    const again = await room.start();
    expect(again.at(A)).toBe('gone');
    room.write('articles/a.md', story('A again'));
    await again.ingest.catchUp();
    expect(again.at(A)).toBe('A again');
  });

  test.each(['date: soon', 'date: 2016-13-45'])('keeps its last good version by %j', async (lines) => {
    room = openNewsroom({ 'articles/a.md': story('A') });
    const site = await room.start({ isLive: true });
    room.save('articles/a.md', story('A', lines).replace('date: 2016-07-15\ndate', 'date'));
    await eventually(told).toHaveLength(1);
    expect(site.at(A)).toBe('A');
    expect(told()[0]?.['msg']).toBe('file has errors, its last good version stays');
  });

  test('comes back when its embargo ends, with a new date and its old address', async () => {
    room = openNewsroom({ 'articles/a.md': story('A', 'embargo: 2999-01-01') });
    const site = await room.start();
    expect(site.at(A)).toBe('unknown');
    expect(site.ask((catalog) => catalog.resolve(A, Date.parse('2999-01-02')))).toMatchObject({
      kind: 'article',
      article: { published: { day: '2999-01-01' }, path: A },
    });
  });
});

test('a page and an author that ask to be hidden come down, also beside an error', async () => {
  room = openNewsroom({
    'articles/a.md': story('A', 'author: Ann'),
    'pages/about.md': '---\ntitle: About\n---\nWe.\n',
    'authors/ann.md': '---\nname: Ann\nrole: Editor\n---\n',
  });
  const site = await room.start();
  const state = () =>
    site.ask((catalog) => [
      catalog.standingPage('/about', 0)?.title ?? null,
      catalog.authorProfile('ann', 0)?.role ?? null,
    ]);
  expect(state()).toEqual(['About', 'Editor']);
  room.write('pages/about.md', '---\ntitle: About\n---\nWe <!-- never\n');
  room.write('authors/ann.md', '---\nrole: Editor\n---\n');
  await site.ingest.catchUp();
  expect(state()).toEqual(['About', 'Editor']);
  room.write('pages/about.md', '---\ntitle: About\nhidden: true\n---\nWe <!-- never\n');
  room.write('authors/ann.md', '---\nrole: Editor\nprivate: true\n---\n');
  await site.ingest.catchUp();
  expect(state()).toEqual([null, null]);
});

describe('names that hide', () => {
  const HIDDEN = {
    'articles/_drafts/one.md': story('One'),
    'articles/_drafts/2016/two.md': story('Two'),
    'articles/2016/_three.md': story('Three'),
    'articles/2016/_four.md': story('Four'),
    'articles/_posts/five.md': story('Five'),
    'pages/_contact.md': '---\ntitle: Contact\n---\nText.\n',
  };
  const ROWS = ['articles/2016', 'articles/_drafts', 'pages'];

  test('keep files off the site, and each folder is told once', async () => {
    room = openNewsroom({ 'articles/a.md': story('A'), ...HIDDEN });
    const { problems, articles } = await inspectContent(room.contentDir, {
      now: Date.now,
      threads: 1,
      onProgress: () => {},
    });
    expect(articles).toBe(2);
    expect(problems.map(({ file, code }) => `${file} ${code}`)).toEqual(
      ROWS.map((file) => `${file} held-back-by-name`),
    );
    const site = await room.start({ isLive: true });
    expect(site.titles()).toEqual(['A', 'Five']);
    expect(site.ask((catalog) => catalog.standingPages())).toEqual([]);
    room.save('articles/_drafts/one.md', story('One', '', 'More.'));
    room.save('articles/2016/_six.md', story('Six'));
    room.save('articles/_private/seven.md', story('Seven'));
    room.save('articles/_private/eight.md', story('Eight'));
    await eventually(() =>
      told()
        .map(({ file }) => file)
        .sort(),
    ).toEqual([...ROWS.slice(0, 2), 'articles/_private', 'pages'].sort());
    room.save('articles/b.md', story('B'));
    await eventually(site.titles).toEqual(['A', 'B', 'Five']);
    expect(told()).toHaveLength(4);
  });

  test('take a story down that is moved there, and give it back its address', async () => {
    room = openNewsroom({ 'articles/a.md': story('A'), 'articles/b.md': story('B'), ...HIDDEN });
    const site = await room.start();
    room.rename('articles/a.md', 'articles/_drafts/a.md');
    await site.ingest.catchUp();
    expect(site.at(A)).toBe('gone');
    room.rename('articles/_drafts/a.md', 'articles/a.md');
    await site.ingest.catchUp();
    expect(site.at(A)).toBe('A');
  });
});
