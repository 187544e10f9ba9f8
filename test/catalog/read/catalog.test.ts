import { describe, expect, test } from 'vitest';
import { TOP_STORIES_SHOWN } from '../../../src/domain/sidebar.ts';
import { sampleCatalog } from '../../support/sample-catalog.ts';
import { sampleArticle, sampleMoment } from '../../support/sample-site.ts';

const NOW = sampleMoment('2016-07-20T12:00').epochMs;
const first = { now: NOW, limit: 10, offset: 0 };
const titles = (teasers: readonly { title: string }[]): string[] => teasers.map(({ title }) => title);

const topic = (name: string) => ({ name, slug: name.toLowerCase() });
const live = sampleArticle({ title: 'Live', topics: [topic('Syria')], published: '2016-07-15T09:30' });
const older = sampleArticle({ title: 'Older', topics: [topic('syria')], published: '2016-06-01T08:00' });
const economy = sampleArticle({ title: 'Economy', section: 'economy', published: '2015-12-31T23:59' });
const draft = sampleArticle({ title: 'Draft', topics: [topic('Syria')], isDraft: true });
const embargoed = sampleArticle({
  title: 'Embargoed',
  topics: [topic('Syria')],
  published: '2016-07-20T12:01',
});
const expired = sampleArticle({
  title: 'Expired',
  topics: [topic('Syria')],
  published: '2016-07-10T10:00',
  expires: sampleMoment('2016-07-12'),
});
const hidden = [draft, embargoed, expired];
const catalog = sampleCatalog({ articles: [older, ...hidden, live, economy] });

describe('visibility', () => {
  test('drafts, embargoed and expired articles are on no list', () => {
    expect(titles(catalog.list({ kind: 'all' }, first))).toEqual(['Live', 'Older', 'Economy']);
    expect(titles(catalog.list({ kind: 'section', slug: 'world' }, first))).toEqual(['Live', 'Older']);
    expect(titles(catalog.list({ kind: 'topic', slug: 'syria' }, first))).toEqual(['Live', 'Older']);
    expect(titles(catalog.list({ kind: 'author', slug: 'the-sample-courier' }, first))).toHaveLength(3);
    expect(titles(catalog.list({ kind: 'period', period: '2016-07' }, first))).toEqual(['Live']);
    expect(titles(catalog.articlesOf({ kind: 'all' }, 10, NOW))).toEqual(['Live', 'Older', 'Economy']);
    expect(catalog.topStories(NOW).map(({ text }) => text)).toEqual(['Live', 'Older', 'Economy']);
    expect(catalog.periodsWithin('2016', NOW)).toEqual([
      { period: '2016-06', count: 1 },
      { period: '2016-07', count: 1 },
    ]);
    expect(catalog.newestDay(NOW)).toBe('2016-07-15');
  });

  test('an embargo ends to the millisecond', () => {
    const moment = embargoed.published.epochMs;
    expect(catalog.resolve(embargoed.path, moment - 1)).toEqual({ kind: 'unknown' });
    expect(catalog.resolve(embargoed.path, moment)).toEqual({ kind: 'article', article: embargoed });
    expect(titles(catalog.list({ kind: 'topic', slug: 'syria' }, { ...first, now: moment }))[0]).toBe(
      'Embargoed',
    );
  });

  test('a path is an article, gone, or unknown', () => {
    expect(catalog.resolve(live.path, NOW)).toEqual({ kind: 'article', article: live });
    expect(catalog.resolve(expired.path, NOW)).toEqual({ kind: 'gone', title: 'Expired' });
    expect(catalog.resolve(draft.path, NOW)).toEqual({ kind: 'unknown' });
    expect(catalog.resolve('/nowhere', NOW)).toEqual({ kind: 'unknown' });
  });
});

test('an alias leads to its article while that is visible, and never hides a path in use', () => {
  const target = sampleArticle({ title: 'Target', aliases: ['/old/address', live.path] });
  const secret = sampleArticle({ title: 'Secret', isDraft: true, aliases: ['/old/secret'] });
  const late = sampleArticle({
    title: 'Late',
    published: '2016-07-21',
    aliases: ['/old/late', '/old/address'],
  });
  const aliased = sampleCatalog({ articles: [live, target, secret, late] });
  expect(aliased.resolve('/old/address', NOW)).toEqual({ kind: 'moved', path: target.path });
  expect(aliased.resolve(live.path, NOW)).toMatchObject({ kind: 'article' });
  expect(aliased.resolve('/old/secret', NOW)).toEqual({ kind: 'unknown' });
  expect(aliased.resolve('/old/late', NOW)).toEqual({ kind: 'unknown' });
  const ended = sampleCatalog({ articles: [{ ...expired, aliases: ['/old/ended'] }] });
  expect(ended.resolve('/old/ended', NOW)).toEqual({ kind: 'gone', title: 'Expired' });
});

test('an update or correction of tomorrow is not yet made', () => {
  const later = sampleMoment('2016-07-21');
  const article = sampleArticle({ updated: later, corrections: [{ date: later, text: 'x' }] });
  const early = sampleCatalog({ articles: [article] });
  const resolved = early.resolve(article.path, NOW);
  expect(resolved).toMatchObject({ article: { updated: null, corrections: [] } });
  expect(early.resolve(article.path, later.epochMs)).toMatchObject({ article: { updated: later } });
});

describe('lists', () => {
  const many = sampleCatalog({
    articles: Array.from({ length: 25 }, (_, index) =>
      sampleArticle({
        title: `Story ${index}`,
        published: `2016-01-${String(index + 1).padStart(2, '0')}T08:00`,
      }),
    ),
  });

  test('come in slices, newest first', () => {
    const slice = many.list({ kind: 'all' }, { now: NOW, limit: 3, offset: 10 });
    expect(titles(slice)).toEqual(['Story 14', 'Story 13', 'Story 12']);
    expect(titles(many.list({ kind: 'section', slug: 'world' }, { now: NOW, limit: 2, offset: 24 }))).toEqual(
      ['Story 0'],
    );
  });

  test('a topic is called as its newest article spells it', () => {
    expect(catalog.labelName('topic', 'syria', NOW)).toBe('Syria');
    expect(catalog.labelName('topic', 'nothing', NOW)).toBeNull();
    expect(catalog.labelName('author', 'syria', NOW)).toBeNull();
  });

  test('the next story is the one before in the same section', () => {
    const middle = sampleArticle({ title: 'Middle', published: '2016-07-01T08:00' });
    const three = sampleCatalog({ articles: [older, middle, live, economy, embargoed] });
    expect(three.nextInSection(middle, NOW)?.title).toBe('Older');
    expect(three.nextInSection(live, NOW)?.title).toBe('Middle');
    expect(three.nextInSection(economy, NOW)).toBeNull();
  });
});

describe('archives', () => {
  test('know the nearest periods with stories, of the same length', () => {
    expect(catalog.periodsAround('2016', NOW)).toEqual({ earlier: '2015', later: null });
    expect(catalog.periodsAround('2016-06', NOW)).toEqual({ earlier: '2015-12', later: '2016-07' });
    expect(catalog.periodsAround('2016-06-01', NOW)).toEqual({ earlier: '2015-12-31', later: '2016-07-15' });
  });

  test('count days of a month', () => {
    expect(catalog.periodsWithin('2015-12', NOW)).toEqual([{ period: '2015-12-31', count: 1 }]);
  });
});

describe('top stories', () => {
  const pin = { text: null, article: null, url: null, untilMs: null };
  const pinned = sampleCatalog({
    articles: [live, older, draft],
    topStories: [
      { ...pin, text: 'A text alone' },
      { ...pin, article: older.file },
      { ...pin, article: draft.file },
      { ...pin, text: 'A secret', article: draft.file },
      { ...pin, article: 'articles/no-such-file.md' },
      { ...pin, text: 'Elsewhere', url: 'https://example.org/' },
    ],
  });

  test('are the pins, then the newest, none twice; a pin of an unseen article waits', () => {
    expect(pinned.topStories(NOW)).toEqual([
      { text: 'A text alone', url: null, language: null },
      { text: 'Older', url: older.path, language: null },
      { text: 'Elsewhere', url: 'https://example.org/', language: null },
      { text: 'Live', url: live.path, language: null },
    ]);
    expect(pinned.topStories(NOW).length).toBeLessThanOrEqual(TOP_STORIES_SHOWN);
  });

  test('lose a pin at its moment and no sooner, and the catalog knows the moment', () => {
    const until = NOW + 60_000;
    const timed = sampleCatalog({
      topStories: [
        { ...pin, text: 'For a while', untilMs: until },
        { ...pin, text: 'Over', untilMs: NOW },
        { ...pin, text: 'For good' },
      ],
    });
    const shown = (now: number) => timed.topStories(now).map(({ text }) => text);
    expect(timed.nextEvent(NOW)).toBe(until);
    expect(shown(NOW)).toEqual(['For a while', 'For good']);
    expect(shown(until - 1)).toEqual(['For a while', 'For good']);
    expect(shown(until)).toEqual(['For good']);
    expect(timed.nextEvent(until)).toBeNull();
  });

  test('are the pins, then the most read, then the newest, none twice, and only what readers see', () => {
    const others = ['First', 'Second', 'Third'].map((title, index) =>
      sampleArticle({ title, published: `2016-07-1${index}T09:00` }),
    );
    const later = sampleArticle({ title: 'Later', published: '2017-01-01T09:00' });
    const over = sampleArticle({ title: 'Over', expires: sampleMoment('2016-07-16') });
    const [first, second, third] = others.map(({ id }) => id);
    const desk = sampleCatalog({
      articles: [live, older, draft, later, over, ...others],
      topStories: [
        { ...pin, article: others[1]?.path ?? null },
        { ...pin, text: 'By link', url: older.path },
      ],
      mostRead: [draft.id, over.id, later.id, 'no such', third, second, older.id, first].map(String),
    });
    expect(desk.topStories(NOW).map(({ text }) => text)).toEqual([
      'Second',
      'By link',
      'Third',
      'First',
      'Live',
    ]);
  });
});
