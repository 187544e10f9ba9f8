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

describe('two files that ask for one URL in one batch', () => {
  test.each<[string, Partial<FileRead>, Partial<FileRead>, 'a' | 'b']>([
    ['made', { createdMs: 2, mtimeMs: 3 }, { createdMs: 1, mtimeMs: 4 }, 'b'],
    ['changed', { createdMs: 1, mtimeMs: 2 }, { createdMs: 1, mtimeMs: 1 }, 'b'],
    ['named', { createdMs: 1, mtimeMs: 1 }, { createdMs: 1, mtimeMs: 1 }, 'a'],
  ])('of one moment: the file that was %s first has it', (_, a, b, winner) => {
    const reads = [readSample(article('a', same), a), readSample(article('b', same), b)];
    for (const order of [reads, reads.toReversed()]) {
      desk = openSampleDesk();
      desk.publisher.publish({ reads: order }, NOW);
      expect(served(same.path)).toBe(`articles/${winner}.md`);
      expect(told(winner)).toEqual([]);
      expect(told(winner === 'a' ? 'b' : 'a')).toEqual(['url-taken']);
    }
  });

  test('the date goes before the times of the files', () => {
    const late = readSample(article('a', { ...same, ...evening }), { createdMs: 0, mtimeMs: 0 });
    const early = readSample(article('b', same), { createdMs: 9, mtimeMs: 9 });
    desk.publisher.publish({ reads: [late, early] }, NOW);
    expect(served(same.path)).toBe('articles/b.md');
    const [problem] = desk.publisher.sources.get('articles/a.md')?.problems ?? [];
    expect(problem).toMatchObject({ severity: 'error', code: 'url-taken', line: 1, column: 1 });
    expect(problem?.message).toBe(
      'articles/a.md and articles/b.md both have the URL /2016/07/15/same; the earlier article keeps it.',
    );
  });

  test('a draft is later than anything published, however early its date', () => {
    const draft = readSample(article('a', { ...same, isDraft: true }), { createdMs: 0 });
    const late = readSample(article('b', { ...same, ...evening }));
    for (const reads of [
      [draft, late],
      [late, draft],
    ]) {
      desk = openSampleDesk();
      desk.publisher.publish({ reads }, NOW);
      expect(served(same.path)).toBe('articles/b.md');
      expect(told('a')).toEqual(['url-taken']);
    }
  });
});

test('an id belongs to the earlier article; one that has no URL takes none', () => {
  const reads = [
    withOwnId('c', { id: 'two', published: sampleMoment('2016-07-17') }),
    withOwnId('a', { ...same, id: 'one' }),
    withOwnId('b', { ...same, ...evening, id: 'two' }),
    withOwnId('d', { id: 'one', published: sampleMoment('2016-07-18') }, { createdMs: 0 }),
  ];
  desk.publisher.publish({ reads }, NOW);
  expect(['a', 'b', 'c', 'd'].map(told)).toEqual([[], ['url-taken'], [], ['id-taken']]);
});

test('a file that had to yield is published when the other is removed', () => {
  publish(readSample(article('a', { ...same, isDraft: true })));
  const refused = readSample(article('b', { ...same, isDraft: true }));
  publish(refused);
  expect(told('b')).toEqual(['url-taken']);
  desk.gone.add('articles/a.md');
  const { retry } = desk.publisher.publish({ gone: ['articles/a.md'] }, NOW);
  expect(retry).toEqual(['articles/b.md']);
  publish(refused);
  expect(told('b')).toEqual([]);
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
    else expect(desk.catalog.standingPage(alias)).toMatchObject({ file: owner });
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
