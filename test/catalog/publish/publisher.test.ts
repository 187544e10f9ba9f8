import { beforeEach, describe, expect, test } from 'vitest';
import type { FileRead } from '../../../src/catalog/publish/file-read.ts';
import type { Article } from '../../../src/domain/article.ts';
import { type Limits, NO_LIMITS, visibilityAt } from '../../../src/domain/visibility.ts';
import {
  SAMPLE_NOW as NOW,
  openSampleDesk,
  readSample,
  type SampleDesk,
} from '../../support/sample-catalog.ts';
import { SAMPLE_PAGE, SAMPLE_SITE, sampleArticle, sampleMoment } from '../../support/sample-site.ts';

const kerry = sampleArticle({ title: 'Kerry in Moscow', published: '2016-07-15T09:30' });
const syria = sampleArticle({ title: 'Syria talks', published: '2016-07-14T09:30' });
const topic = (name: string) => ({ name, slug: name.toLowerCase() });

let desk: SampleDesk;

beforeEach(() => {
  desk = openSampleDesk();
});

const publish = (...articles: readonly Article[]) =>
  desk.publisher.publish({ reads: articles.map((article) => readSample(article)) }, NOW);
const remove = (...files: readonly string[]) => {
  for (const file of files) desk.gone.add(file);
  return desk.publisher.publish({ gone: files }, NOW);
};
const resolve = (path: string, now = NOW) => desk.catalog.resolve(path, now);
const inFile = (article: Article, name: string, given: Partial<Article> = {}): Article => ({
  ...article,
  file: `articles/${name}.md`,
  id: name,
  path: article.path.replace(/[^/]*$/, name),
  ...given,
});
const codes = (problems: readonly { code: string }[] | undefined) => problems?.map(({ code }) => code);

describe('surrogate keys', () => {
  test('a story that comes before another in its section changes the page that leads to it', () => {
    publish(kerry);
    expect(publish(syria).keys).toContain(`article:${kerry.id}`);
  });

  test('a new article changes every surface that shows it', () => {
    publish(syria);
    const { keys } = publish({ ...kerry, topics: [topic('Syria')] });
    expect([...keys].sort()).toEqual(
      [
        `article:${kerry.id}`,
        'section:world',
        'topic:syria',
        'author:the-sample-courier',
        'link:kerry-in-moscow',
        'link:2016-07-15t09-30-kerry-in-moscow',
        'archive:2016',
        'archive:2016-07',
        'archive:2016-07-15',
        'archives',
        'archive-index',
        'frame',
        'topics',
        'authors',
        'front',
        'section-front:world',
        'stories',
        'newest',
        'llms',
        'feed',
        'sitemap',
        'sitemap:2016-07',
        'top-stories',
      ].sort(),
    );
  });

  test('an older article leaves the date of the edition as it is', () => {
    publish(kerry);
    expect(publish(syria).keys).not.toContain('frame');
  });

  test('another text changes the page and the feeds only', () => {
    publish(kerry);
    const { keys, changes } = publish({ ...kerry, bodyHtml: '<p>More.</p>' });
    expect([...keys]).toEqual([`article:${kerry.id}`, 'feed']);
    expect(changes).toMatchObject([{ change: 'changed', fields: ['body'], isPublic: true }]);
  });

  test('another beginning of a text without a standfirst changes what tells machines of it, and no list', () => {
    const bare = { ...kerry, description: null, excerpt: 'The talks.' };
    publish(bare);
    const { keys, changes } = publish({
      ...bare,
      excerpt: 'The long talks.',
      bodyHtml: '<p>The long talks.</p>',
    });
    expect([...keys].sort()).toEqual([`article:${kerry.id}`, 'feed', 'llms']);
    expect(changes).toMatchObject([{ fields: ['body'] }]);
    expect(desk.catalog.list({ kind: 'all' }, { now: NOW, limit: 1, offset: 0 })[0]?.excerpt).toBe(
      'The long talks.',
    );
    const described = publish({ ...bare, excerpt: null, description: 'About talks.' });
    expect(described.keys).toContain('front');
    expect(described.changes).toMatchObject([{ fields: ['description', 'body'] }]);
  });

  test('a correction changes the page, the feeds, the list of corrections and the sitemaps', () => {
    publish(kerry);
    const corrected = { ...kerry, corrections: [{ date: sampleMoment('2016-07-16'), text: 'No.' }] };
    const keys = [`article:${kerry.id}`, 'corrections', 'feed', 'sitemap', 'sitemap:2016-07'];
    expect([...publish(corrected).keys].sort()).toEqual(keys);
    expect([...publish(kerry).keys].sort()).toEqual(keys);
    publish(corrected);
    expect(publish({ ...corrected, title: 'Another' }).keys).toContain('corrections');
    expect(publish({ ...corrected, isDraft: true }).keys).toContain('corrections');
    expect(publish(kerry).keys).not.toContain('corrections');
  });

  test('an update leaves other months’ sitemaps as they are', () => {
    publish(kerry);
    const { keys } = publish({ ...kerry, updated: sampleMoment('2016-07-16') });
    expect([...keys].filter((key) => key.startsWith('sitemap:'))).toEqual(['sitemap:2016-07']);
  });

  test('an article that changes section changes both', () => {
    publish(kerry);
    const { keys, changes } = publish({ ...kerry, section: 'economy' });
    expect(keys).toContain('section:world');
    expect(keys).toContain('section:economy');
    expect(changes).toMatchObject([{ change: 'changed', fields: ['section'] }]);
  });

  test('the same text again changes nothing', () => {
    publish(kerry);
    expect(publish(kerry).changes).toEqual([]);
  });

  test('what readers do not see changes nothing', () => {
    expect(publish({ ...kerry, isDraft: true }).keys.size).toBe(0);
    const embargoed = sampleArticle({ title: 'Later', published: '2016-07-21' });
    const { keys, changes } = publish(embargoed);
    expect(keys.size).toBe(0);
    expect(changes).toMatchObject([{ change: 'added', isPublic: false }]);
  });
});

describe('a moved article', () => {
  const moved = inFile(kerry, 'moscow');

  test.each([
    ['by its text', moved, {}],
    ['by its title and date', { ...moved, bodyHtml: '<p>Edited on the way.</p>' }, {}],
    [
      'by its id',
      { ...moved, id: kerry.id, title: 'Another headline', published: sampleMoment('2016-07-15T10:00') },
      { hasOwnId: true },
    ],
  ])('is known again %s: its old URL leads to the new one', (_, article, given) => {
    publish(kerry);
    desk.gone.add(kerry.file);
    const read = readSample(article);
    const reads: FileRead[] = [{ ...read, article: read.article && { ...read.article, ...given } }];
    const { changes } = desk.publisher.publish({ reads }, NOW);
    expect(changes).toMatchObject([{ change: 'moved', from: kerry.path, path: article.path }]);
    expect(resolve(kerry.path)).toEqual({ kind: 'moved', path: article.path });
    expect(resolve(article.path)).toMatchObject({ article: { id: kerry.id } });
    remove(kerry.file);
    expect(resolve(kerry.path)).toEqual({ kind: 'moved', path: article.path });
  });

  test('is reached in one hop from every URL it had', () => {
    publish(kerry);
    for (const name of ['first', 'second', 'third']) {
      desk.gone.add(desk.catalog.list({ kind: 'all' }, { now: NOW, limit: 1, offset: 0 })[0]?.id ?? '');
      for (const file of [kerry.file, 'articles/first.md', 'articles/second.md']) desk.gone.add(file);
      publish(inFile(kerry, name));
    }
    for (const path of [kerry.path, '/2016/07/15/first', '/2016/07/15/second']) {
      expect(resolve(path)).toEqual({ kind: 'moved', path: '/2016/07/15/third' });
    }
  });

  test('leaves its name free: a later file of that name is another article', () => {
    publish(kerry);
    desk.gone.add(kerry.file);
    publish(moved);
    desk.gone.delete(kerry.file);
    const { problems } = publish({ ...syria, file: kerry.file, id: kerry.id });
    expect(problems.get(kerry.file)).toEqual([]);
    expect(resolve(syria.path)).toMatchObject({ article: { id: `${kerry.id}-2`, title: syria.title } });
    expect(resolve(kerry.path)).toEqual({ kind: 'moved', path: moved.path });
  });

  test('with another slug or date answers at the old URL', () => {
    publish(kerry);
    publish({ ...kerry, slug: 'other', path: '/2016/07/15/other' });
    expect(resolve(kerry.path)).toEqual({ kind: 'moved', path: '/2016/07/15/other' });
    publish({ ...kerry, published: sampleMoment('2016-07-16'), path: '/2016/07/16/other' });
    expect(resolve(kerry.path)).toEqual({ kind: 'moved', path: '/2016/07/16/other' });
    publish(kerry);
    expect(resolve(kerry.path)).toMatchObject({ kind: 'article' });
    expect(resolve('/2016/07/16/other')).toEqual({ kind: 'moved', path: kerry.path });
  });
});

describe('a URL that readers were given', () => {
  test('is 410 when its article is removed, and 200 when it comes back', () => {
    publish(kerry);
    const { keys, changes } = remove(kerry.file);
    expect(changes).toMatchObject([{ change: 'removed', path: kerry.path }]);
    expect(keys).toContain('section:world');
    expect(resolve(kerry.path)).toEqual({ kind: 'gone', title: null });
    desk.gone.clear();
    publish(kerry);
    expect(resolve(kerry.path)).toMatchObject({ kind: 'article' });
  });

  test('is 410 while its article is a draft again, and tells nothing of the draft', () => {
    publish(kerry);
    const { keys } = publish({ ...kerry, isDraft: true, title: 'A secret' });
    expect(keys).toContain('front');
    expect(resolve(kerry.path)).toEqual({ kind: 'gone', title: null });
  });

  test('leads to the copy of its article that is left', () => {
    publish(kerry);
    const copy = inFile(kerry, 'copy');
    publish(copy);
    remove(kerry.file);
    expect(resolve(kerry.path)).toEqual({ kind: 'moved', path: copy.path });
  });

  test('is never given to another article, which is told with both names and has a URL of its own', () => {
    publish(kerry);
    remove(kerry.file);
    const other = { ...syria, path: kerry.path };
    const { problems, changes } = publish(other);
    expect(changes).toMatchObject([
      { path: expect.stringMatching(/^\/2016\/07\/15\/kerry-in-moscow-\w{8}$/) },
    ]);
    expect(codes(problems.get(other.file))).toEqual(['url-taken']);
    expect(problems.get(other.file)?.[0]?.message).toContain(kerry.file);
    expect(problems.get(other.file)?.[0]?.message).toContain(other.file);
    expect(resolve(kerry.path)).toEqual({ kind: 'gone', title: null });
  });

  test('stays an alias after the alias is taken out of the file', () => {
    publish({ ...kerry, aliases: ['/old'] });
    expect(resolve('/old')).toEqual({ kind: 'moved', path: kerry.path });
    publish(kerry);
    expect(resolve('/old')).toEqual({ kind: 'moved', path: kerry.path });
  });

  test('of a standing page leads to where that has moved, else is 410', () => {
    const page = SAMPLE_PAGE;
    const { keys } = desk.publisher.publish({ standingPages: [page] }, NOW);
    expect(keys).toContain('page:/about');
    desk.gone.add(page.file);
    desk.publisher.publish({ standingPages: [{ ...page, file: 'pages/we.md', path: '/we' }] }, NOW);
    expect(resolve('/about')).toEqual({ kind: 'moved', path: '/we' });
    desk.publisher.publish({ standingPages: [] }, NOW);
    expect(resolve('/we')).toEqual({ kind: 'gone', title: null });
  });
});

describe('two articles that want one URL', () => {
  const rival = { ...syria, file: 'articles/rival.md', id: 'rival', path: kerry.path };

  test('the one that readers know keeps it, though the other is dated earlier', () => {
    publish(kerry);
    const { problems } = publish(rival);
    expect(codes(problems.get(rival.file))).toEqual(['url-taken']);
    expect(resolve(kerry.path)).toMatchObject({ article: { id: kerry.id } });
  });

  test.each([
    ['in one batch', [kerry, rival]],
    ['in the other order', [rival, kerry]],
  ])('the earlier gets it when both are new, %s', (_, articles) => {
    publish(...articles);
    expect(resolve(kerry.path)).toMatchObject({ article: { id: 'rival' } });
    expect(desk.publisher.sources.get(kerry.file)?.wanted?.path).toBe(kerry.path);
  });

  test('a draft yields to what is published', () => {
    publish({ ...rival, isDraft: true });
    const { problems, retry } = publish(kerry);
    expect(problems.get(kerry.file)).toEqual([]);
    expect(retry).toEqual([rival.file]);
    expect(codes(publish({ ...rival, isDraft: true }).problems.get(rival.file))).toEqual(['url-taken']);
  });

  test('the one without it is tried again when the other moves away', () => {
    const draft = { ...kerry, isDraft: true };
    publish({ ...rival, isDraft: true });
    publish(draft);
    expect(codes(desk.publisher.sources.get(kerry.file)?.problems)).toEqual(['url-taken']);
    const { retry } = publish({ ...rival, isDraft: true, path: '/2016/07/15/elsewhere' });
    expect(retry).toEqual([kerry.file]);
  });

  test('an id belongs to the article that had it', () => {
    publish(kerry);
    const { problems } = publish({ ...syria, id: kerry.id });
    expect(problems.get(syria.file)).toEqual([]);
    const read = readSample({ ...rival, id: kerry.id, path: '/2016/07/15/rival' });
    const named = { ...read, article: read.article && { ...read.article, hasOwnId: true } };
    const refused = desk.publisher.publish({ reads: [named] }, NOW);
    expect(codes(refused.problems.get(rival.file))).toEqual(['id-taken']);
  });
});

test('a draft that asks for the URL of another is hidden, though it does not get the URL', () => {
  publish(kerry, syria);
  const read = readSample({ ...kerry, isDraft: true, path: syria.path });
  const { problems } = desk.publisher.publish(
    { reads: [{ ...read, limits: { ...NO_LIMITS, isHeld: true } }] },
    NOW,
  );
  expect(codes(problems.get(kerry.file))).toEqual(['url-taken']);
  expect(resolve(kerry.path).kind).toBe('gone');
  expect(resolve(syria.path)).toMatchObject({ kind: 'article' });
});

describe('a file that breaks', () => {
  const broken: FileRead = {
    ...readSample(kerry),
    digest: 'other',
    article: null,
    problems: [
      {
        file: kerry.file,
        line: 3,
        column: 1,
        severity: 'error',
        code: 'date-invalid',
        message: 'No date.',
        hint: 'Write one.',
      },
    ],
  };

  test('keeps its last good version, and is published again when mended', () => {
    publish(kerry);
    const { keys, problems } = desk.publisher.publish({ reads: [broken] }, NOW);
    expect(keys.size).toBe(0);
    expect(codes(problems.get(kerry.file))).toEqual(['date-invalid']);
    expect(resolve(kerry.path)).toMatchObject({ kind: 'article' });
    expect([...desk.publisher.sources.problems()]).toHaveLength(1);
    publish({ ...kerry, title: 'Mended' });
    expect(resolve(kerry.path)).toMatchObject({ article: { title: 'Mended' } });
    expect([...desk.publisher.sources.problems()]).toEqual([]);
  });

  describe('and limits who may see it', () => {
    const limited = (limits: Partial<Limits>): FileRead => ({
      ...broken,
      limits: { ...NO_LIMITS, ...limits },
    });

    test('takes its last good version down at once, from every list, until it is mended', () => {
      publish({ ...kerry, topics: [topic('Syria')] });
      const { keys, changes } = desk.publisher.publish({ reads: [limited({ isHeld: true })] }, NOW);
      expect(resolve(kerry.path)).toEqual({ kind: 'gone', title: null });
      expect([...keys]).toEqual(
        expect.arrayContaining([`article:${kerry.id}`, 'topic:syria', 'section:world', 'feed']),
      );
      expect(changes).toMatchObject([{ path: kerry.path, wasPublic: true, isPublic: false }]);
      expect(desk.publisher.publish({ reads: [limited({ isHeld: true })] }, NOW).changes).toEqual([]);
      desk.publisher.publish({ reads: [broken] }, NOW);
      expect(resolve(kerry.path)).toEqual({ kind: 'gone', title: null });
      publish(kerry);
      expect(resolve(kerry.path)).toMatchObject({ kind: 'article' });
    });

    test('lets it go earlier, or come back when an embargo ends', () => {
      publish(kerry, syria);
      desk.publisher.publish({ reads: [limited({ until: sampleMoment('2016-07-20T14:00') })] }, NOW);
      expect(resolve(kerry.path)).toMatchObject({ kind: 'article' });
      expect(resolve(kerry.path, NOW + 3 * 3_600_000)).toMatchObject({ kind: 'gone' });
      publish(kerry);
      desk.publisher.publish({ reads: [limited({ from: sampleMoment('2016-07-20T14:00') })] }, NOW);
      expect(resolve(kerry.path).kind).toBe('gone');
      expect(resolve(kerry.path, NOW + 3 * 3_600_000)).toMatchObject({ kind: 'article' });
    });

    test('is not shown more than it was', () => {
      const brief = { ...kerry, expires: sampleMoment('2016-07-20T14:00') };
      publish(brief);
      const later = { until: sampleMoment('2030-01-01'), from: sampleMoment('2010-01-01') };
      expect(desk.publisher.publish({ reads: [limited(later)] }, NOW).changes).toEqual([]);
      expect(resolve(kerry.path, NOW + 3 * 3_600_000)).toMatchObject({ kind: 'gone' });
    });
  });

  test('and is removed takes its page down', () => {
    publish(kerry);
    desk.publisher.publish({ reads: [broken] }, NOW);
    remove(kerry.file);
    expect(resolve(kerry.path)).toEqual({ kind: 'gone', title: null });
  });
});

describe('the clock', () => {
  const hour = 3_600_000;
  const expiring = sampleArticle({ title: 'Brief', expires: sampleMoment('2016-07-20T14:00') });
  const embargoed = sampleArticle({ title: 'Later', published: '2016-07-20T13:00' });

  test('ends an embargo: all its surfaces change and its URL enters the ledger', () => {
    publish(embargoed);
    expect(desk.catalog.nextEvent(NOW)).toBe(NOW + hour);
    expect(desk.ledger.ownerOf(embargoed.path)).toBeNull();
    const { keys, changes } = desk.publisher.publishDue(NOW, NOW + hour);
    expect(keys).toContain('section:world');
    expect(keys).toContain(`article:${embargoed.id}`);
    expect(changes).toMatchObject([{ change: 'added', path: embargoed.path }]);
    expect(desk.ledger.ownerOf(embargoed.path)).toBe(`article:${embargoed.id}`);
    expect(desk.publisher.publishDue(NOW + hour, NOW + hour).changes).toEqual([]);
  });

  test('lets an article expire', () => {
    publish(expiring);
    expect(desk.catalog.nextEvent(NOW)).toBe(NOW + 2 * hour);
    const { keys, changes } = desk.publisher.publishDue(NOW, NOW + 2 * hour);
    expect(keys).toContain('front');
    expect(changes).toMatchObject([{ change: 'removed' }]);
    expect(resolve(expiring.path, NOW + 2 * hour)).toEqual({ kind: 'gone', title: 'Brief' });
  });

  test('brings a later update', () => {
    publish({ ...kerry, updated: sampleMoment('2016-07-20T13:00') });
    const { keys } = desk.publisher.publishDue(NOW, NOW + hour);
    expect(keys).toContain(`article:${kerry.id}`);
  });

  test('of a draft brings nothing', () => {
    publish({ ...embargoed, isDraft: true });
    expect(desk.catalog.nextEvent(NOW)).toBeNull();
  });
});

describe('another day', () => {
  const at = (text: string): number => sampleMoment(text).epochMs;
  const due = (since: string, now: string) => desk.publisher.publishDue(at(since), at(now));
  const settings = { timeZone: 'America/New_York', locale: 'fa' };

  test.each([
    ['the site’s midnight', '2016-07-20T23:59', '2016-07-21T00:00', ['today']],
    ['days on which nobody was up', '2016-07-20T12:00', '2016-07-25T08:00', ['today']],
    ['New Year', '2016-12-31T23:59', '2017-01-01T00:00', ['today', 'this-year']],
    ['hours of one day', '2016-07-20T00:00', '2016-07-20T23:59', []],
    ['a clock that was set back within the day', '2016-07-20T23:59', '2016-07-20T00:00', []],
    ['one that was set back to another', '2016-07-20T12:00', '2016-07-19T12:00', ['today', 'this-year']],
    [
      'one that was set back to last week of another year',
      '2016-01-09T12:00',
      '2016-01-02T12:00',
      ['today', 'this-year', 'site'],
    ],
  ])('%s is told by the keys of what says it, and by no other', (_name, since, now, keys) => {
    publish(kerry, syria);
    const before = desk.catalog.version();
    expect(due(since, now)).toMatchObject({ keys: new Set(keys), changes: [], lists: [] });
    expect(desk.catalog.version()).toBe(before + (keys.length > 0 ? 1 : 0));
  });

  test('is no date of feeds and sitemaps', () => {
    publish(kerry);
    const published = desk.catalog.publishedAt();
    due('2016-07-20T23:59', '2016-07-21T00:00');
    expect(desk.catalog.publishedAt()).toBe(published);
    publish(sampleArticle({ ...kerry, published: '2016-07-21T00:00' }));
    due('2016-07-20T23:59', '2016-07-21T00:00');
    expect(desk.catalog.publishedAt()).toBe(at('2016-07-21T00:00'));
  });

  test('begins where the site is, and the year as its locale counts', () => {
    desk.publisher.publish({ site: JSON.stringify({ ...SAMPLE_SITE, ...settings }) }, NOW);
    expect(due('2016-07-21T07:59', '2016-07-21T08:00').keys).toEqual(new Set(['today']));
    expect(due('2016-07-20T23:59', '2016-07-21T07:00').keys).toEqual(new Set());
    expect(due('2017-01-01T08:59', '2017-01-01T09:00').keys).toEqual(new Set(['today']));
    expect(due('2017-03-21T07:59', '2017-03-21T08:00').keys).toEqual(new Set(['today', 'this-year']));
  });
});

test('a publish is all or nothing', () => {
  publish(kerry);
  const read = readSample({ ...syria, title: 'New' });
  const bad = { ...read, sizeBytes: 1.5 };
  expect(() => desk.publisher.publish({ reads: [readSample(syria), bad] }, NOW)).toThrow();
  expect(resolve(syria.path)).toEqual({ kind: 'unknown' });
  expect(resolve(kerry.path)).toMatchObject({ kind: 'article' });
});

describe('a file that moves to another folder', () => {
  const elsewhere = { ...kerry, file: `articles/x/${kerry.file.split('/').at(-1)}`, id: `x/${kerry.id}` };
  const edited = { ...elsewhere, title: 'Another headline', bodyHtml: '<p>Another text.</p>' };

  test('and is edited before it is read keeps its URL', () => {
    publish(kerry);
    desk.gone.add(kerry.file);
    const { changes } = publish(edited);
    expect(changes).toMatchObject([{ change: 'moved', from: kerry.file, path: kerry.path }]);
    remove(kerry.file);
    expect(resolve(kerry.path)).toMatchObject({ article: { id: kerry.id, title: 'Another headline' } });
  });

  test('after a while is still the same article', () => {
    publish(kerry);
    remove(kerry.file);
    publish(edited);
    expect(resolve(kerry.path)).toMatchObject({ article: { id: kerry.id, title: 'Another headline' } });
  });

  test('while it is broken takes its last good version along', () => {
    publish(kerry);
    const problem = {
      line: 1,
      column: 1,
      severity: 'error' as const,
      code: 'date-invalid',
      message: 'x',
      hint: 'y',
    };
    const broken = (file: string): FileRead => ({
      ...readSample({ ...kerry, file }),
      digest: 'broken',
      article: null,
      problems: [{ file, ...problem }],
    });
    desk.publisher.publish({ reads: [broken(kerry.file)] }, NOW);
    desk.gone.add(kerry.file);
    const { changes } = desk.publisher.publish({ reads: [broken(elsewhere.file)] }, NOW);
    expect(changes).toMatchObject([{ change: 'moved', from: kerry.file, file: elsewhere.file }]);
    remove(kerry.file);
    expect(resolve(kerry.path)).toMatchObject({ article: { id: kerry.id, file: elsewhere.file } });
    publish({ ...edited, path: kerry.path });
    expect(resolve(kerry.path)).toMatchObject({ article: { id: kerry.id, title: 'Another headline' } });
  });
});

test('the end of an embargo gives the edition its date', () => {
  const later = sampleArticle({ title: 'Later', published: '2016-07-21' });
  publish(kerry, later);
  expect(desk.publisher.publishDue(NOW, later.published.epochMs).keys).toContain('frame');
});

test('a file that cannot be read takes over nobody’s article', () => {
  publish(kerry);
  const unreadable = (file: string): FileRead => ({
    ...readSample({ ...kerry, file }),
    digest: '',
    article: null,
    problems: [
      { file, line: 1, column: 1, severity: 'error', code: 'file-too-large', message: 'x', hint: 'y' },
    ],
  });
  desk.publisher.publish({ reads: [unreadable(kerry.file)] }, NOW);
  desk.gone.add(kerry.file);
  desk.publisher.publish({ reads: [unreadable('articles/another.md')] }, NOW);
  remove(kerry.file);
  expect(resolve(kerry.path)).toEqual({ kind: 'gone', title: null });
});

test('nothing of a displaced or removed article is left behind', () => {
  const alias = { aliases: ['/old'], topics: [topic('Syria')], expires: sampleMoment('2017-01-01') };
  const first = { ...kerry, ...alias };
  publish(first);
  publish({ ...first, title: 'Changed', aliases: [] });
  remove(first.file);
  expect(desk.database.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  for (const table of ['article_text', 'article_label', 'article_alias', 'article_event', 'article_search']) {
    expect(desk.database.prepare(`SELECT count(*) AS n FROM ${table}`).get(), table).toEqual({ n: 0 });
  }
});

test.each([
  ['a draft', { isDraft: true }, false],
  ['before its date', { published: '2016-07-20T12:01' }, false],
  ['at its date', { published: '2016-07-20T12:00' }, true],
  ['before it expires', { expires: sampleMoment('2016-07-20T12:01') }, true],
  ['when it expires', { expires: sampleMoment('2016-07-20T12:00') }, false],
])('SQL and the domain agree on what is to be seen: %s', (_, given, isSeen) => {
  const article = sampleArticle({ title: 'One', published: '2016-07-01', ...given });
  publish(article);
  expect(visibilityAt(article, NOW) === 'live').toBe(isSeen);
  expect(desk.catalog.list({ kind: 'all' }, { now: NOW, limit: 5, offset: 0 }).length).toBe(isSeen ? 1 : 0);
});
