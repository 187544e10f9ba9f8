import { beforeEach, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article.ts';
import {
  SAMPLE_NOW as NOW,
  openSampleDesk,
  readSample,
  type SampleDesk,
} from '../../support/sample-catalog.ts';
import { sampleArticle } from '../../support/sample-site.ts';

const late = sampleArticle({ title: 'Late', published: '2016-07-15T09:30' });
const early = sampleArticle({ title: 'Early', published: '2016-07-14T09:30' });
const OLD = '/blog/old';

let desk: SampleDesk;
beforeEach(() => {
  desk = openSampleDesk();
});

const publish = (...articles: readonly Article[]) =>
  desk.publisher.publish({ reads: articles.map((article) => readSample(article)) }, NOW);
const resolve = (path: string) => desk.catalog.resolve(path, NOW);
const rows = (): string[] => [...desk.ledger.rows()].map(({ path, owner }) => `${path} ${owner}`);

test('of two articles with one old address the earlier has it, and nobody is told', () => {
  const { problems } = publish({ ...late, oldPaths: [OLD] }, { ...early, oldPaths: [OLD] });
  expect([...problems.values()].flat()).toEqual([]);
  expect(resolve(OLD)).toEqual({ kind: 'moved', path: early.path });
});

test('what a file names is stronger than what a pattern makes', () => {
  const { problems } = publish({ ...early, oldPaths: [OLD, late.path] }, { ...late, aliases: [OLD] });
  expect([...problems.values()].flat()).toEqual([]);
  expect(resolve(OLD)).toEqual({ kind: 'moved', path: late.path });
  expect(resolve(late.path)).toMatchObject({ kind: 'article' });
});

test('an old address outlives its pattern, its file’s name and its article, and enters the ledger then', () => {
  publish({ ...late, oldPaths: [OLD] }, { ...early, oldPaths: [OLD, '/blog/early'] });
  publish({ ...late, oldPaths: [OLD], title: 'Later' });
  expect(rows().filter((row) => row.startsWith('/blog/'))).toEqual([]);
  publish({ ...late, oldPaths: [] });
  publish({ ...early, oldPaths: ['/blog/early'] });
  expect(rows().filter((row) => row.startsWith('/blog/'))).toEqual([`${OLD} article:${early.id}`]);
  expect(resolve(OLD)).toEqual({ kind: 'moved', path: early.path });
  desk.gone.add(early.file);
  desk.publisher.publish({ gone: [early.file] }, NOW);
  expect(resolve('/blog/early')).toEqual({ kind: 'gone', title: null });
});

test('an old address of what becomes a draft is gone, and of what never was public unknown', () => {
  publish({ ...late, oldPaths: [OLD] }, { ...early, isDraft: true, oldPaths: ['/blog/early'] });
  publish({ ...late, isDraft: true, oldPaths: [OLD] });
  expect(resolve(OLD)).toEqual({ kind: 'gone', title: null });
  expect(resolve('/blog/early')).toEqual({ kind: 'unknown' });
});

test('one in the shape of an article’s own is kept from no article', () => {
  const wanted = '/2016/07/15/wanted';
  publish({ ...early, oldPaths: [wanted] });
  expect(resolve(wanted)).toEqual({ kind: 'moved', path: early.path });
  const { problems } = publish({ ...late, path: wanted });
  expect([...problems.values()].flat()).toEqual([]);
  expect(resolve(wanted)).toMatchObject({ kind: 'article' });
});

test('another pattern alone is no change that anybody is told of', () => {
  publish({ ...late, oldPaths: [OLD] });
  expect(publish({ ...late, oldPaths: ['/blog/other'] }).changes).toEqual([]);
  expect(resolve('/blog/other')).toEqual({ kind: 'moved', path: late.path });
});

test('an article that is gone leaves no address behind but in the ledger', () => {
  publish({ ...late, oldPaths: ['/Blog/old.html'] });
  desk.gone.add(late.file);
  desk.publisher.publish({ gone: [late.file] }, NOW);
  expect(desk.database.prepare('SELECT count(*) AS count FROM article_alias').get()).toEqual({ count: 0 });
});

test('a near address leads to whom a file or the ledger names before whom a pattern makes', () => {
  const near = (path: string) => desk.catalog.resolveNear(path, NOW);
  publish({ ...late, aliases: ['/lake/boat_day', OLD] }, { ...early, oldPaths: ['/lake/boat-day', OLD] });
  expect(near('/lake/boat-day.html')).toEqual({ kind: 'moved', path: late.path });
  publish({ ...late, aliases: [] });
  expect([near(`${OLD}.html`), resolve(OLD)]).toEqual([
    { kind: 'moved', path: late.path },
    { kind: 'moved', path: late.path },
  ]);
});

test('a near address of a former one that ended in index leads on', () => {
  const former = '/2016/07/15/index';
  publish({ ...late, path: former });
  publish(late);
  expect(desk.catalog.resolveNear(`${former}.html`, NOW)).toEqual({ kind: 'moved', path: late.path });
});
