import { beforeEach, describe, expect, test } from 'vitest';
import type { FileRead } from '../../src/catalog/publish/file-read.ts';
import type { Article } from '../../src/domain/article.ts';
import { SAMPLE_NOW as NOW, openSampleDesk, readSample, type SampleDesk } from '../support/sample-catalog.ts';
import { sampleArticle } from '../support/sample-site.ts';

const one = sampleArticle({ title: 'One', published: '2016-07-15T09:30' });
const two = sampleArticle({ title: 'Two', published: '2016-07-15T10:30' });

let desk: SampleDesk;

beforeEach(() => {
  desk = openSampleDesk();
});

/** What reading an article says whose file names its id. */
function named(article: Article): FileRead {
  const read = readSample(article);
  return { ...read, article: read.article && { ...read.article, hasOwnId: true } };
}

const publish = (...reads: readonly FileRead[]) => desk.publisher.publish({ reads }, NOW);
const remove = (file: string) => {
  desk.gone.add(file);
  return desk.publisher.publish({ gone: [file] }, NOW);
};
const resolve = (path: string) => desk.catalog.resolve(path, NOW);
const placeholders = () =>
  [...desk.publisher.sources.inFolder('articles').keys()].filter((file) => file.includes(' moved out of '));

describe('two files that swap their names', () => {
  test.each([
    ['with ids', named],
    ['without ids, when their texts name the slugs', (article: Article) => readSample(article)],
  ])('keep both articles at their URLs, %s', (_, read) => {
    publish(read(one), read(two));
    const { problems } = publish(read({ ...two, file: one.file }), read({ ...one, file: two.file }));
    expect([...problems.values()].flat()).toEqual([]);
    expect(resolve(one.path)).toMatchObject({ article: { title: 'One', id: one.id, file: two.file } });
    expect(resolve(two.path)).toMatchObject({ article: { title: 'Two', id: two.id, file: one.file } });
    expect(placeholders()).toEqual([]);
  });

  test('one after the other never leave a URL without its article', () => {
    publish(named(one), named(two));
    desk.gone.add(two.file);
    publish(named({ ...two, file: one.file }));
    expect(resolve(one.path)).toMatchObject({ article: { title: 'One' } });
    expect(resolve(two.path)).toMatchObject({ article: { title: 'Two' } });
    desk.gone.delete(two.file);
    publish(named({ ...one, file: two.file }));
    expect(resolve(one.path)).toMatchObject({ article: { title: 'One', file: two.file } });
    expect(placeholders()).toEqual([]);
  });
});

test('a file that is written over by another article loses its own, which is then gone', () => {
  publish(named(one), named(two));
  desk.gone.add(two.file);
  publish(named({ ...two, file: one.file }));
  const [left = ''] = placeholders();
  remove(left);
  expect(resolve(one.path)).toEqual({ kind: 'gone', title: null });
  expect(resolve(two.path)).toMatchObject({ article: { title: 'Two', file: one.file } });
});

test('a file that takes the id of an article that was removed does not take its own URLs there', () => {
  publish(named(one), named(two));
  remove(two.file);
  publish(named({ ...two, file: one.file }));
  expect(resolve(two.path)).toMatchObject({ article: { title: 'Two' } });
  expect(resolve(one.path)).toEqual({ kind: 'gone', title: null });
});

test('a copy that was refused the URL has it when the original is removed', () => {
  publish(readSample(one));
  const copy = { ...one, file: 'articles/copy.md', id: 'copy' };
  const refused = publish(readSample(copy));
  expect(refused.problems.get(copy.file)).toHaveLength(1);
  expect(remove(one.file).retry).toEqual([copy.file]);
  publish(readSample(copy));
  expect(resolve(one.path)).toMatchObject({ article: { title: 'One', id: one.id, file: copy.file } });
});

describe('an alias', () => {
  const thief = (alias: string): Article => ({ ...two, aliases: [alias] });

  test('that is the URL of another article does not enter the ledger', () => {
    publish(readSample(one));
    publish(readSample(thief(one.path)));
    expect(desk.ledger.ownerOf(one.path)).toBe(`article:${one.id}`);
    publish(readSample({ ...one, slug: 'moved', path: '/2016/07/15/moved' }));
    expect(resolve(one.path)).toEqual({ kind: 'moved', path: '/2016/07/15/moved' });
  });

  test('does not take the old URL of an article that is still there, and says so', () => {
    publish(readSample(one));
    publish(readSample({ ...one, slug: 'moved', path: '/2016/07/15/moved' }));
    const { problems } = publish(readSample(thief(one.path)));
    expect(problems.get(two.file)).toMatchObject([
      { code: 'alias-taken', message: expect.stringContaining(one.file) },
    ]);
    expect(resolve(one.path)).toEqual({ kind: 'moved', path: '/2016/07/15/moved' });
  });

  test('may take the URL of an article that is gone, and move from one article to another', () => {
    publish(readSample(one));
    remove(one.file);
    publish(readSample(thief(one.path)));
    expect(resolve(one.path)).toEqual({ kind: 'moved', path: two.path });
    const three = sampleArticle({ title: 'Three' });
    publish(readSample({ ...two, aliases: ['/old'] }), readSample(three));
    publish(readSample(two), readSample({ ...three, aliases: ['/old'] }));
    expect(resolve('/old')).toEqual({ kind: 'moved', path: three.path });
  });
});
