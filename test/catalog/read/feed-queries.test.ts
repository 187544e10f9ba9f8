import { describe, expect, test } from 'vitest';
import { openFeedDesk } from '../../feeds/feed-desk.ts';
import { readSample, SAMPLE_NOW } from '../../support/sample-catalog.ts';
import { sampleArticle, sampleMoment } from '../../support/sample-site.ts';

const correction = (day: string, text: string) => ({ date: sampleMoment(day), text });

describe('articlesOf', () => {
  const one = sampleArticle({ title: 'One', topics: [{ name: 'Syria', slug: 'syria' }] });
  const two = sampleArticle({ title: 'Two', section: 'economy', published: '2016-07-16' });
  const later = sampleArticle({ title: 'Later', published: '2016-08-01' });
  const over = sampleArticle({ title: 'Over', expires: sampleMoment('2016-07-18') });
  const draft = sampleArticle({ title: 'Draft', isDraft: true });
  const { catalog } = openFeedDesk({ articles: [one, two, later, over, draft] });
  const titles = (scope: Parameters<typeof catalog.articlesOf>[0], limit = 10) =>
    catalog.articlesOf(scope, limit, SAMPLE_NOW).map(({ title }) => title);

  test('gives what readers find, newest first, at most so many', () => {
    expect(titles({ kind: 'all' })).toEqual(['Two', 'One']);
    expect(titles({ kind: 'all' }, 1)).toEqual(['Two']);
    expect(titles({ kind: 'section', slug: 'world' })).toEqual(['One']);
    expect(titles({ kind: 'topic', slug: 'syria' })).toEqual(['One']);
    expect(titles({ kind: 'author', slug: 'the-sample-courier' })).toEqual(['Two', 'One']);
    expect(titles({ kind: 'topic', slug: 'none' })).toEqual([]);
    expect(catalog.articlesOf({ kind: 'all' }, 1, SAMPLE_NOW)[0]?.bodyHtml).toBe(two.bodyHtml);
  });
});

describe('newestCorrections', () => {
  const long = sampleArticle({
    title: 'Long',
    corrections: [
      correction('2016-07-18', 'c'),
      correction('2016-07-16', 'a'),
      correction('2031-01-01', 'z'),
    ],
  });
  const short = sampleArticle({ title: 'Short', corrections: [correction('2016-07-17', 'b')] });
  const { catalog } = openFeedDesk({ articles: [short, long, sampleArticle({})] });
  const texts = (limit: number) =>
    catalog.newestCorrections(limit, SAMPLE_NOW).map(({ correction: { text } }) => text);

  test('gives each by its own date, and none before its time', () => {
    expect(texts(10)).toEqual(['c', 'b', 'a']);
    expect(texts(2)).toEqual(['c', 'b']);
    expect(texts(1)).toEqual(['c']);
  });
});

describe('articleSource', () => {
  const article = sampleArticle({ corrections: [correction('2031-01-01', 'later')] });
  const draft = sampleArticle({ title: 'Draft', isDraft: true });
  const { catalog } = openFeedDesk({ articles: [article, draft] });

  test('gives the body without the front matter, and only of what readers find', () => {
    const source = catalog.articleSource(article.path, SAMPLE_NOW);
    expect(source?.bodyMarkdown).toBe(article.bodyHtml);
    expect(readSample(article).article?.text.text).not.toBe(article.bodyHtml);
    expect(source?.article.title).toBe(article.title);
    expect(source?.article.corrections).toEqual([]);
    expect(catalog.articleSource(draft.path, SAMPLE_NOW)).toBeNull();
    expect(catalog.articleSource('/none', SAMPLE_NOW)).toBeNull();
  });
});
