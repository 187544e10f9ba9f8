import { expect, test } from 'vitest';
import { createDeskNews, type LivePublish, type NewsEvent } from '../../src/desk/news.ts';
import type { Problem } from '../../src/problems/problem.ts';

const publish = (file: string, at: number): LivePublish => ({
  ...{ file, path: `/${file}`, title: file, change: 'changed', wasPublic: true, isPublic: true },
  ...{ at, ms: 9, way: 'file', keys: 4 },
});
const PROBLEM = { file: 'a.md', severity: 'error', code: 'date-invalid', message: 'x' } as Problem;

test('publishes are remembered, the newest first, and no more than some hundreds', () => {
  const news = createDeskNews();
  news.take({ kind: 'live', publishes: [publish('a', 1), publish('b', 2)] });
  news.take({ kind: 'live', publishes: [publish('c', 3)] });
  expect(news.live().map(({ file }) => file)).toEqual(['c', 'b', 'a']);
  for (let at = 0; at < 500; at += 1) news.take({ kind: 'live', publishes: [publish(`n${at}`, at)] });
  expect(news.live().length).toBe(300);
  expect(news.live()[0]?.file).toBe('n499');
});

test('a file has problems until it is mended', () => {
  const news = createDeskNews();
  news.take({ kind: 'troubled', file: 'a.md', problems: [PROBLEM], isServed: true, since: 5 });
  expect(news.troubled().get('a.md')).toEqual({ problems: [PROBLEM], isServed: true, since: 5 });
  news.take({ kind: 'troubled', file: 'a.md', problems: [], isServed: true, since: 6 });
  expect(news.troubled().size).toBe(0);
});

test('who listens is told, until it ends, and may end while it is told', () => {
  const news = createDeskNews();
  const heard: NewsEvent[] = [];
  const end = news.subscribe((event) => {
    heard.push(event);
    end();
  });
  const all: string[] = [];
  news.subscribe(({ kind }) => void all.push(kind));
  news.tell({ kind: 'presence' });
  news.take({ kind: 'feeds', feeds: [], polls: { fetched: 0, unchanged: 0, failed: 0, gone: 0 }, bytes: 0 });
  expect(heard).toEqual([{ kind: 'presence' }]);
  expect(all).toEqual(['presence', 'feeds']);
  expect(news.feeds()?.feeds).toEqual([]);
});
