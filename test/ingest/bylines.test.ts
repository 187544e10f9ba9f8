import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Newsroom, openNewsroom, type Running, story } from './open-newsroom.ts';

let room: Newsroom;
let running: Running;

beforeEach(() => {
  room = openNewsroom({
    'articles/a.md': story('A', 'authors: [jdoe]'),
    'articles/b.md': story('B', 'authors: [5f0c1e2ab7d84f001c9a3e11, Joan Roe]'),
    'articles/c.md': story('C', 'authors: [Jane Doe, jdoe]'),
  });
});
afterEach(() => room.dispose());

const bylines = () =>
  running.ask((catalog, now) =>
    catalog
      .list({ kind: 'all' }, { now, limit: 9, offset: 0 })
      .map(({ path, title }) => {
        const found = catalog.resolve(path, now);
        const authors = found.kind === 'article' ? found.article.authors : [];
        return `${title}: ${authors.map(({ name, slug }) => `${name} (${slug})`).join(', ')}`;
      })
      .sort(),
  );
const listed = (slug: string) =>
  running.ask((catalog, now) =>
    catalog
      .list({ kind: 'author', slug }, { now, limit: 9, offset: 0 })
      .map(({ title }) => title)
      .sort(),
  );
const told = () =>
  room.logged.filter((line) => JSON.stringify(line).includes('author-id-unknown')).map(({ file }) => file);

test('articles follow an author’s file: found by its name, its id and the author’s name, renamed, and gone', async () => {
  running = await room.start();
  await running.ingest.searchIndexed;
  expect(bylines()).toEqual([
    'A: jdoe (jdoe)',
    'B: Joan Roe (joan-roe)',
    'C: Jane Doe (jane-doe), jdoe (jdoe)',
  ]);
  expect(told()).toEqual(['articles/b.md']);

  room.write('authors/jdoe.md', '---\nname: Jane Doe\nid: 5f0c1e2ab7d84f001c9a3e11\n---\n');
  await running.ingest.catchUp();
  expect(bylines()).toEqual([
    'A: Jane Doe (jane-doe)',
    'B: Jane Doe (jane-doe), Joan Roe (joan-roe)',
    'C: Jane Doe (jane-doe)',
  ]);
  expect(listed('jane-doe')).toEqual(['A', 'B', 'C']);
  expect(listed('jdoe')).toEqual([]);
  expect(running.ask((catalog) => catalog.authorMeant('jdoe'))).toBe('jane-doe');
  expect([...(running.published.at(-1) ?? [])]).toEqual(
    expect.arrayContaining(['author:jdoe', 'author:jane-doe', 'article:a', 'article:b', 'article:c']),
  );

  room.write('authors/jdoe.md', '---\nname: Joan Roe\nslug: jr\n---\n');
  await running.ingest.catchUp();
  expect(bylines()).toEqual([
    'A: Joan Roe (jr)',
    'B: Joan Roe (jr)',
    'C: Jane Doe (jane-doe), Joan Roe (jr)',
  ]);

  room.remove('authors/jdoe.md');
  await running.ingest.catchUp();
  expect(bylines()).toEqual([
    'A: jdoe (jdoe)',
    'B: Joan Roe (joan-roe)',
    'C: Jane Doe (jane-doe), jdoe (jdoe)',
  ]);
  expect(told()).toEqual(['articles/b.md', 'articles/b.md']);
});

test('a first build shows them at once, and so does an article that comes later', async () => {
  room.write('authors/staff/jdoe/index.md', '---\nname: Jane Doe\n---\n');
  running = await room.start();
  expect(bylines()[0]).toBe('A: Jane Doe (jane-doe)');
  room.write('articles/d.md', story('D', 'author: {name: J. D., id: jdoe}'));
  await running.ingest.catchUp();
  expect(bylines().at(-1)).toBe('D: Jane Doe (jane-doe)');
});

test('the last good version of a broken file follows too, and a publish of no author touches no article', async () => {
  running = await room.start();
  await running.ingest.searchIndexed;
  room.write('articles/a.md', '---\ntitle: [\n---\n');
  await running.ingest.catchUp();
  room.write('authors/jdoe.md', '---\nname: Jane Doe\n---\n');
  await running.ingest.catchUp();
  expect(bylines()[0]).toBe('A: Jane Doe (jane-doe)');
  room.write('authors/other.md', '---\nname: Somebody Else\n---\n');
  await running.ingest.catchUp();
  expect([...(running.published.at(-1) ?? [])].filter((key) => key.startsWith('article:'))).toEqual([]);
});
