import { beforeEach, describe, expect, test } from 'vitest';
import type { FileRead } from '../../src/catalog/publish/file-read.ts';
import type { Article } from '../../src/domain/article.ts';
import type { Position } from '../../src/problems/line-index.ts';
import { SAMPLE_NOW as NOW, openSampleDesk, readSample, type SampleDesk } from '../support/sample-catalog.ts';
import { SAMPLE_PAGE, sampleArticle, sampleMoment } from '../support/sample-site.ts';

let desk: SampleDesk;

beforeEach(() => {
  desk = openSampleDesk();
});

/** An article of 15 July in the file articles/NAME.md. */
const article = (name: string, given: Partial<Article> = {}): Article => ({
  ...sampleArticle({ title: name, published: '2016-07-15' }),
  file: `articles/${name}.md`,
  id: name,
  path: `/2016/07/15/${name}`,
  ...given,
});
const evening = { published: sampleMoment('2016-07-15T18:00') };
const same = { path: '/2016/07/15/same' };

/** Publishes files one after the other: each is a batch, so that the order is that of arrival. */
function publish(...reads: readonly FileRead[]): void {
  for (const read of reads) desk.publisher.publish({ reads: [read] }, NOW);
}
const told = (name: string): string[] | undefined =>
  desk.publisher.sources.get(`articles/${name}.md`)?.problems.map(({ code }) => code);
const served = (path: string): string | null => {
  const found = desk.catalog.resolve(path, NOW);
  return found.kind === 'article' ? found.article.file : null;
};

/** The reading of a file that names its own id. */
function withOwnId(name: string, given: Partial<Article>, times: Partial<FileRead> = {}): FileRead {
  const read = readSample(article(name, given), times);
  return { ...read, article: read.article && { ...read.article, hasOwnId: true } };
}

/** Publishes files in one batch, then those that are to be judged again, until none is. */
function settle(...reads: readonly FileRead[]): void {
  let { retry } = desk.publisher.publish({ reads }, NOW);
  while (retry.length > 0) {
    ({ retry } = desk.publisher.publish({ reads: reads.filter(({ file }) => retry.includes(file)) }, NOW));
  }
}
const pathOf = (name: string): string | undefined =>
  desk.publisher.articles.ofFile(`articles/${name}.md`)?.row.path;

describe('two files that ask for one URL in one batch', () => {
  const early = article('sport/b', same);
  const late = article('news/a', { ...same, ...evening });

  test.each([
    ['the date decides', early, late, '/2016/07/15/same-news'],
    ['at one moment the path decides', article('a', same), article('x/b', same), '/2016/07/15/same-x'],
    ['a draft is later than anything published', late, { ...early, isDraft: true }, '/2016/07/15/same-sport'],
  ])('%s; the other has a URL of its own path, with a warning', (_, winner, loser, path) => {
    for (const articles of [
      [winner, loser],
      [loser, winner],
    ]) {
      for (const times of [{ mtimeMs: 1 }, { mtimeMs: 9 }]) {
        desk = openSampleDesk();
        settle(...articles.map((one, index) => readSample(one, index === 0 ? times : {})));
        expect(served(same.path)).toBe(winner.file);
        expect(pathOf(loser.id)).toBe(path);
        expect(told(winner.id)).toEqual([]);
        expect(desk.publisher.sources.get(loser.file)?.problems).toMatchObject([
          { severity: 'warning', code: 'url-taken', message: expect.stringContaining(winner.file) },
        ]);
      }
    }
  });

  test('of three the others have URLs of their folders, in every order', () => {
    const [one, two, three] = [article('b/x', same), article('c/x', same), article('d/c/x', same)];
    for (const order of [
      [one, two, three],
      [three, two, one],
      [two, three, one],
      [three, one, two],
    ]) {
      desk = openSampleDesk();
      settle(...order.map((each) => readSample(each)));
      expect(['b/x', 'c/x', 'd/c/x'].map(pathOf)).toEqual([same.path, `${same.path}-c`, `${same.path}-d-c`]);
    }
  });

  test('a copy is refused, and is the article when the other is removed', () => {
    settle(...['b', 'a'].map((name) => readSample(article(name, same), { digest: 'of both' })));
    expect(served(same.path)).toBe('articles/a.md');
    expect(desk.publisher.articles.ofFile('articles/b.md')).toBeNull();
    expect(desk.publisher.sources.get('articles/b.md')?.problems).toMatchObject([{ severity: 'error' }]);
  });

  test('the URL of its own stays when the other leaves, and outlives a change of both', () => {
    settle(readSample(early), readSample(late));
    desk.gone.add(early.file);
    expect(desk.publisher.publish({ gone: [early.file] }, NOW).retry).toEqual([late.file]);
    settle(readSample({ ...late, title: 'New' }));
    expect(pathOf('news/a')).toBe('/2016/07/15/same-news');
    expect(desk.catalog.resolve(same.path, NOW).kind).toBe('gone');
  });

  test('what nobody has seen yet has the URL that becomes free', () => {
    settle(readSample({ ...early, isDraft: true }), readSample({ ...late, isDraft: true }));
    expect(pathOf('news/a')).toBe('/2016/07/15/same-news');
    settle(
      readSample({ ...early, isDraft: true, path: '/2016/07/15/other' }),
      readSample({ ...late, isDraft: true }),
    );
    expect(pathOf('news/a')).toBe(same.path);
    expect(told('news/a')).toEqual([]);
  });
});

describe('an id', () => {
  test('belongs to the earlier article; the other does with that of its file, with a warning', () => {
    const reads = [
      withOwnId('c', { id: 'two', published: sampleMoment('2016-07-17') }),
      withOwnId('b', { id: 'two' }),
    ];
    for (const order of [reads, reads.toReversed()]) {
      desk = openSampleDesk();
      settle(...order);
      expect(desk.publisher.articles.ofId('two')?.row.file).toBe('articles/b.md');
      expect(desk.publisher.articles.ofId('c')?.row.file).toBe('articles/c.md');
      expect([told('b'), told('c')]).toEqual([[], ['id-taken']]);
      expect(desk.publisher.sources.get('articles/c.md')?.problems[0]?.severity).toBe('warning');
    }
  });

  test('that a file waits for is its own when the other is removed, and its URLs go on', () => {
    settle(withOwnId('a', { id: 'one' }), withOwnId('b', { id: 'one', ...evening }));
    desk.gone.add('articles/a.md');
    expect(desk.publisher.publish({ gone: ['articles/a.md'] }, NOW).retry).toEqual(['articles/b.md']);
    settle(withOwnId('b', { id: 'one', ...evening, path: '/2016/07/15/c' }));
    expect(told('b')).toEqual([]);
    for (const path of ['/2016/07/15/a', '/2016/07/15/b']) {
      expect(desk.catalog.resolve(path, NOW)).toEqual({ kind: 'moved', path: '/2016/07/15/c' });
    }
  });

  test('that is another’s path is no id of its own', () => {
    const named = withOwnId('x', { id: 'y' });
    const plain = readSample(article('y', evening));
    for (const order of [
      [named, plain],
      [plain, named],
    ]) {
      desk = openSampleDesk();
      settle(...order);
      expect(desk.publisher.articles.ofId('y')?.row.file).toBe('articles/x.md');
      expect(desk.publisher.articles.ofId('y-2')?.row.file).toBe('articles/y.md');
    }
  });
});

describe('an alias', () => {
  const place: Position = { line: 6, column: 5 };
  /** The reading of a file with one alias, written at `place`. */
  const withAlias = (name: string, alias: string, given: Partial<Article> = {}): FileRead => {
    const read = readSample(article(name, { aliases: [alias], ...given }));
    const aliasPlaces = new Map([[alias, place]]);
    return { ...read, article: read.article && { ...read.article, aliasPlaces } };
  };
  const about = SAMPLE_PAGE;
  const resolve = (path: string) => desk.catalog.resolve(path, NOW);

  test('of two articles leads to the earlier; the warning names both, where it is written', () => {
    publish(withAlias('b', '/old'), withAlias('a', '/old', evening));
    expect(resolve('/old')).toEqual({ kind: 'moved', path: '/2016/07/15/b' });
    expect(told('b')).toEqual([]);
    expect(desk.publisher.sources.get('articles/a.md')?.problems).toEqual([
      {
        file: 'articles/a.md',
        ...place,
        severity: 'warning',
        code: 'alias-taken',
        message: 'aliases: articles/a.md and articles/b.md both have "/old"; it leads to articles/b.md.',
        hint: 'Remove it from one of the two.',
      },
    ]);
  });

  test.each([
    ['an article, even a later one', '/2016/07/15/c', 'articles/c.md'],
    ['a standing page', '/about', 'pages/about.md'],
  ])('that is the URL of %s is told, and leads nowhere else', (_, alias, owner) => {
    desk.publisher.publish({ standingPages: [about] }, NOW);
    publish(readSample(article('c', evening)), withAlias('a', alias));
    expect(desk.publisher.sources.get('articles/a.md')?.problems).toMatchObject([
      {
        ...place,
        code: 'alias-taken',
        message: `aliases: "${alias}" is the URL of ${owner}; it was ignored.`,
      },
    ]);
    if (owner.startsWith('articles/')) expect(served(alias)).toBe(owner);
    else expect(desk.catalog.standingPage(alias, NOW)).toMatchObject({ file: owner });
  });

  test('of a draft takes no address from what is published, nor is a draft’s URL taken', () => {
    desk.publisher.publish({ standingPages: [{ ...about, isDraft: true }] }, NOW);
    publish(withAlias('a', '/old', { isDraft: true }));
    publish(withAlias('b', '/old', evening), withAlias('c', '/2016/07/15/a'), withAlias('d', '/about'));
    expect(['b', 'c', 'd'].map(told)).toEqual([[], [], []]);
    expect(resolve('/old')).toEqual({ kind: 'moved', path: '/2016/07/15/b' });
    expect(resolve('/2016/07/15/a')).toEqual({ kind: 'moved', path: '/2016/07/15/c' });
  });

  test('of a draft that a published article has is told where the draft is written', () => {
    publish(withAlias('b', '/old', evening), withAlias('a', '/old', { isDraft: true }));
    expect(told('a')).toEqual(['alias-taken']);
    expect(resolve('/old')).toEqual({ kind: 'moved', path: '/2016/07/15/b' });
  });
});
