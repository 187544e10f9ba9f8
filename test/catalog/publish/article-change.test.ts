import { beforeEach, expect, test } from 'vitest';
import type { ArticleChange } from '../../../src/catalog/publish/article-change.ts';
import { pageChanges } from '../../../src/catalog/publish/article-change.ts';
import { catalogSettings } from '../../../src/catalog/sqlite/settings.ts';
import type { Article } from '../../../src/domain/article.ts';
import {
  SAMPLE_NOW as NOW,
  openSampleDesk,
  readSample,
  type SampleDesk,
} from '../../support/sample-catalog.ts';
import { SAMPLE_PAGE, sampleArticle, sampleMoment } from '../../support/sample-site.ts';

const HOUR = 3_600_000;
const kerry = sampleArticle({ title: 'Kerry in Moscow', published: '2016-07-15T09:30' });
const embargoed = sampleArticle({ title: 'Later', published: '2016-07-20T13:00' });
const expiring = { ...kerry, expires: sampleMoment('2016-07-20T13:00') };

let desk: SampleDesk;
beforeEach(() => {
  desk = openSampleDesk();
});

const publish = (article: Article, now = NOW) =>
  desk.publisher.publish({ reads: [readSample(article)] }, now).changes;
const seen = ([change]: readonly ArticleChange[]) => change && [change.wasPublic, change.isPublic];

test('a change says who the article is, where it shows and what it was called before', () => {
  expect(publish(kerry)).toMatchObject([
    { id: kerry.id, title: 'Kerry in Moscow', previousPath: null, placement: { section: 'world' } },
  ]);
  desk.gone.add(kerry.file);
  const moved = { ...kerry, file: 'articles/moscow.md', path: '/2016/07/15/moscow' };
  expect(publish(moved)).toMatchObject([{ id: kerry.id, path: moved.path, previousPath: kerry.path }]);
  desk.gone.add(moved.file);
  expect(publish({ ...moved, file: 'articles/x/moscow.md' })).toMatchObject([
    { change: 'moved', from: moved.file, previousPath: null },
  ]);
});

test('whether readers saw it before and see it now are two questions', () => {
  expect(seen(publish({ ...kerry, isDraft: true }))).toEqual([false, false]);
  expect(seen(publish(kerry))).toEqual([false, true]);
  expect(seen(publish({ ...kerry, bodyHtml: '<p>More.</p>' }))).toEqual([true, true]);
  expect(seen(publish({ ...kerry, isDraft: true }))).toEqual([true, false]);
  publish(kerry);
  desk.gone.add(kerry.file);
  expect(seen(desk.publisher.publish({ gone: [kerry.file] }, NOW).changes)).toEqual([true, false]);
});

test('the clock brings and takes articles', () => {
  publish(embargoed);
  expect(seen(desk.publisher.publishDue(NOW, NOW + HOUR).changes)).toEqual([false, true]);
  publish(expiring);
  expect(seen(desk.publisher.publishDue(NOW, NOW + HOUR).changes.slice(1))).toEqual([true, false]);
});

test('what the clock brought or took is not lost when the article is changed before its moment is published', () => {
  catalogSettings(desk.database).put('clock', String(NOW));
  publish(embargoed);
  publish(expiring);
  expect(seen(publish({ ...embargoed, title: 'Later, edited' }, NOW + HOUR))).toEqual([false, true]);
  expect(seen(publish({ ...expiring, title: 'Edited' }, NOW + HOUR))).toEqual([true, false]);
  expect(desk.publisher.publishDue(NOW, NOW + HOUR).changes).toEqual([]);
});

test('an update of an article that readers do not see yet is not told when its time has come', () => {
  publish({
    ...kerry,
    published: sampleMoment('2016-07-21T09:30'),
    updated: sampleMoment('2016-07-20T13:00'),
  });
  expect(desk.publisher.publishDue(NOW, NOW + HOUR).changes).toEqual([]);
});

test('standing pages have no id, and drafts of them are not public', () => {
  const [page, draft] = [SAMPLE_PAGE, { ...SAMPLE_PAGE, isDraft: true }];
  expect(pageChanges([], [page])).toMatchObject([{ id: null, title: page.title, placement: null }]);
  expect(seen(pageChanges([draft], [page]))).toEqual([false, true]);
  expect(seen(pageChanges([page], [draft]))).toEqual([true, false]);
  expect(seen(pageChanges([page], []))).toEqual([true, false]);
  expect(pageChanges([page], [{ ...page, path: '/new' }])).toMatchObject([{ previousPath: page.path }]);
});

const debut = ([change]: readonly ArticleChange[]) => change?.isDebut ?? false;
const embargo = ([change]: readonly ArticleChange[]) => change?.embargo;

test('only the first time that readers see an article is its debut, whatever became of it since', () => {
  expect(debut(publish({ ...kerry, isDraft: true }))).toBe(false);
  expect(debut(publish(kerry))).toBe(true);
  expect(debut(publish({ ...kerry, title: 'Kerry' }))).toBe(false);
  expect(debut(publish({ ...kerry, isDraft: true }))).toBe(false);
  expect(debut(publish(kerry))).toBe(false);
});

test('the clock brings a debut as well', () => {
  expect(debut(publish(embargoed))).toBe(false);
  const { epochMs } = embargoed.published;
  expect(debut(desk.publisher.publishDue(NOW, epochMs).changes)).toBe(true);
});

test('an embargo that is set, moved or lifted is told with both moments; what the clock does is not', () => {
  const { epochMs } = embargoed.published;
  expect(embargo(publish(embargoed))).toEqual({ was: null, is: epochMs });
  expect(embargo(publish({ ...embargoed, title: 'Later still' }))).toBeUndefined();
  const moved = { ...embargoed, published: sampleMoment('2016-07-20T14:00') };
  expect(embargo(publish(moved))).toEqual({ was: epochMs, is: moved.published.epochMs });
  expect(embargo(publish({ ...moved, isDraft: true }))).toEqual({ was: moved.published.epochMs, is: null });
  publish(embargoed);
  expect(embargo(desk.publisher.publishDue(NOW, epochMs).changes)).toBeUndefined();
  const again = { ...embargoed, published: sampleMoment('2016-07-21T13:00') };
  publish(again, epochMs);
  desk.gone.add(embargoed.file);
  const taken = desk.publisher.publish({ gone: [embargoed.file] }, epochMs).changes;
  expect(embargo(taken)).toEqual({ was: again.published.epochMs, is: null });
});
