import { beforeEach, expect, test } from 'vitest';
import { visibleLinks } from '../../../src/catalog/publish/first-build.ts';
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

test('an old address outlives its pattern, and the ledger has it once however often it is published', () => {
  publish({ ...late, oldPaths: [OLD] });
  publish({ ...early, oldPaths: [OLD] });
  publish({ ...late, oldPaths: [OLD], title: 'Later' });
  expect(rows().filter((row) => row.startsWith(OLD))).toEqual([`${OLD} article:${late.id}`]);
  publish({ ...late, oldPaths: [] }, { ...early, oldPaths: [] });
  expect(resolve(OLD)).toEqual({ kind: 'moved', path: late.path });
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

test('a first build gives each old address to the earliest', () => {
  publish({ ...late, oldPaths: [OLD, '/blog/late'] }, { ...early, oldPaths: [OLD] });
  const links = [...visibleLinks(desk.database, openSampleDesk().ledger, NOW)];
  expect(
    links.filter(({ path }) => path.startsWith('/blog/')).map(({ path, owner }) => [path, owner]),
  ).toEqual([
    ['/blog/late', `article:${late.id}`],
    [OLD, `article:${early.id}`],
  ]);
});

test('an article that is gone leaves no address behind but in the ledger', () => {
  publish({ ...late, oldPaths: ['/Blog/old.html'] });
  desk.gone.add(late.file);
  desk.publisher.publish({ gone: [late.file] }, NOW);
  expect(desk.database.prepare('SELECT count(*) AS count FROM article_alias').get()).toEqual({ count: 0 });
});
