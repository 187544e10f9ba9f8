import { expect, test } from 'vitest';
import { searchStore } from '../../src/catalog/search/search-store.ts';
import { inTransaction } from '../../src/catalog/sqlite/transaction.ts';
import { openSearchDesk, story } from './search-desk.ts';

const TABLES = ['article_search', 'article_search_head'] as const;

function check(database: ReturnType<typeof openSearchDesk>['desk']['database']): void {
  for (const table of TABLES) database.exec(`INSERT INTO ${table} (${table}) VALUES ('integrity-check')`);
  const count = (sql: string): unknown =>
    database.prepare(`SELECT count(*) AS count FROM ${sql}`).get()?.['count'];
  const documents = count('search_document');
  expect(count('article WHERE is_draft = 0')).toBe(documents);
  expect(count('search_text')).toBe(documents);
  for (const table of TABLES) {
    expect(count(`${table} WHERE ${table} MATCH 'labels : "every·article"'`)).toBe(documents);
  }
}

test('an edited article is found by its new words alone, a deleted one by none', () => {
  const { desk, publish, slugs } = openSearchDesk([
    story('a', 'Ferry', 'old words'),
    story('b', 'Bus', 'wheels'),
  ]);
  publish(story('a', 'Tram', 'new words'));
  expect([slugs('ferry'), slugs('old'), slugs('tram'), slugs('"new words"')]).toEqual([[], [], ['a'], ['a']]);
  publish(story('a', 'Tram', 'new words', { isDraft: true }));
  expect(slugs('tram')).toEqual([]);
  check(desk.database);
});

test('a date that changes moves an article in the order', () => {
  const { desk, publish, slugs } = openSearchDesk([
    story('a', 'Ferry', 'x', { published: '2016-07-01', id: 'a', file: 'articles/a.md' }),
    story('b', 'Ferry', 'x', { published: '2016-07-02' }),
  ]);
  expect(slugs('ferry')).toEqual(['b', 'a']);
  publish(story('a', 'Ferry', 'x', { published: '2016-07-03', id: 'a', file: 'articles/a.md' }));
  expect(slugs('ferry')).toEqual(['a', 'b']);
  check(desk.database);
});

test('hundreds of edits, new dates and removals leave no ghost', () => {
  const { desk, publish, slugs } = openSearchDesk();
  const words = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
  const now = new Map<number, string>();
  let seed = 7;
  const below = (limit: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % limit;
  };
  for (let round = 0; round < 300; round += 1) {
    const number = below(30);
    const word = words[below(words.length)] ?? '';
    const isDraft = below(5) === 0;
    if (isDraft) now.delete(number);
    else now.set(number, word);
    const published = `2016-07-${String(1 + below(9)).padStart(2, '0')}`;
    publish(
      story(`s${number}`, `Story ${number}`, `it says ${word}`, {
        published,
        isDraft,
        id: `id-${number}`,
        file: `articles/${number}.md`,
      }),
    );
  }
  check(desk.database);
  for (const word of words) {
    const expected = [...now].flatMap(([number, said]) => (said === word ? [`s${number}`] : []));
    expect(slugs(word, { pageSize: 50 }).sort()).toEqual(expected.sort());
  }
});

test('thousands of articles of one minute all have a place', () => {
  const many = Array.from({ length: 3_000 }, (_, index) => story(`s${index}`, `Same ${index}`, `n${index}`));
  const { desk, slugs } = openSearchDesk(many);
  check(desk.database);
  expect(slugs('n2999')).toEqual(['s2999']);
});

test('words of a publish that was undone are known to be missing', () => {
  const { desk } = openSearchDesk([story('a', 'Ferry', 'x')]);
  const { database } = desk;
  const words = [{ form: 'zeppelins', stem: 'zeppelin' }];
  const has = (): boolean =>
    database.prepare("SELECT 1 FROM search_word WHERE word = 'zeppelins'").get() !== undefined;
  const store = searchStore(database);
  const undone = (): void => {
    store.putWords(words);
    throw new Error('undone');
  };
  expect(() => inTransaction(database, undone)).toThrow('undone');
  expect(has()).toBe(false);
  inTransaction(database, () => store.putWords(words));
  expect(has()).toBe(true);
});
