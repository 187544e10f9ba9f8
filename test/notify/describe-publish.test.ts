import { expect, test } from 'vitest';
import { describePublish, type PageNews, type PublishNews } from '../../src/notify/describe-publish.ts';
import type { ChannelName } from '../../src/notify/message.ts';

const article = (news: Partial<PageNews>): PageNews => ({
  id: 'a',
  path: '/2026/11/22/a',
  previousPath: null,
  title: 'Title',
  wasPublic: true,
  isPublic: true,
  ...news,
});

function describeFor(channel: ChannelName, news: Partial<PublishNews>) {
  let count = 0;
  return describePublish(
    { version: 1, changes: [], keys: new Set(), feeds: [], cause: null, ...news },
    {
      recipients: [{ channel, target: 'https://x.example/' }],
      origin: 'https://news.example',
      now: Date.parse('2026-11-22T08:00:00Z'),
      newId() {
        count += 1;
        return `id${count}`;
      },
    },
  );
}

const bodies = (news: Partial<PublishNews>) =>
  describeFor('webhook', news).map(({ body }) => JSON.parse(body ?? ''));

test('IndexNow hears of each public URL once, old ones as well', () => {
  const changes = [
    article({ previousPath: '/old' }),
    article({ id: 'b', path: '/old' }),
    article({ id: 'draft', path: '/draft', wasPublic: false, isPublic: false }),
    article({ id: 'new', path: '/new', previousPath: '/never-seen', wasPublic: false }),
    article({ id: null, path: '/about', isPublic: false }),
  ];
  expect(describeFor('index-now', { changes }).map(({ topic, body }) => [topic, body])).toEqual([
    ['https://news.example/2026/11/22/a', null],
    ['https://news.example/old', null],
    ['https://news.example/new', null],
    ['https://news.example/about', null],
  ]);
});

test('a hub hears of each feed', () => {
  const messages = describeFor('web-sub', { feeds: ['/feed.xml'] });
  expect(messages).toMatchObject([{ topic: 'https://news.example/feed.xml', body: null }]);
});

test.each([
  ['article.published', { wasPublic: false }],
  ['article.updated', {}],
  ['article.moved', { previousPath: '/old' }],
  ['article.removed', { isPublic: false }],
])('a webhook is told %s', (type, news) => {
  expect(bodies({ changes: [article(news)] }).map((body) => body.type)).toEqual([type]);
});

test('a webhook is told article, time and all keys of a publish of one', () => {
  const keys = new Set(['article:a', 'front', 'feed']);
  expect(describeFor('webhook', { changes: [article({ previousPath: '/old' })], keys })).toEqual([
    {
      channel: 'webhook',
      target: 'https://x.example/',
      id: 'id1',
      topic: 'article:a',
      body: JSON.stringify({
        type: 'article.moved',
        id: 'id1',
        at: '2026-11-22T08:00:00.000Z',
        article: {
          id: 'a',
          url: 'https://news.example/2026/11/22/a',
          title: 'Title',
          previousUrl: 'https://news.example/old',
        },
        keys: ['article:a', 'front', 'feed'],
      }),
    },
  ]);
});

test('keys of a publish of many, or of none, are told once and in parts of 500', () => {
  const changes = [article({}), article({ id: 'b' })];
  const keys = new Set(['article:a', 'article:b', ...Array.from({ length: 600 }, (_, n) => `topic:${n}`)]);
  const told = bodies({ changes, keys });
  expect(told.map(({ type, keys: own }) => [type, own.length])).toEqual([
    ['article.updated', 1],
    ['article.updated', 1],
    ['pages.changed', 500],
    ['pages.changed', 100],
  ]);
  expect(new Set(told.flatMap((body) => body.keys))).toEqual(keys);
  expect(bodies({ keys: new Set(['site']) })).toMatchObject([{ type: 'pages.changed', keys: ['site'] }]);
});

test('what came of the same has the same ids on every machine, and no two others have', () => {
  const ids = (cause: string | null, keys: readonly string[], title = 'Title') =>
    describeFor('webhook', { changes: [article({ title })], keys: new Set(keys), cause }).map(
      ({ id, body }) => {
        expect(JSON.parse(body ?? '').id).toBe(id);
        return id;
      },
    );
  const first = ids('git abc', ['front', 'feed']);
  expect(first).toEqual(ids('git abc', ['feed', 'front']));
  const all = [
    first,
    ids('git abd', ['front', 'feed']),
    ids('git abc', ['front']),
    ids('git abc', ['front', 'feed'], 'B'),
  ];
  expect(new Set(all.flat()).size).toBe(4);
  expect(ids(null, [])).toEqual(['id1']);
  expect(first[0]).toMatch(/^[0-9a-f]{32}$/);
});

test('a webhook is told keys as the headers of pages name them', () => {
  const name = 'article:2026/11/22/a-headline-of-many-words';
  const [told] = bodies({
    changes: [article({ id: name.slice('article:'.length) })],
    keys: new Set([name, 'topic:мир']),
  });
  expect(told.article.id).toBe('2026/11/22/a-headline-of-many-words');
  expect(told.keys).toEqual([expect.stringMatching(/^article:~[\w-]{12}$/), 'topic:%D0%BC%D0%B8%D1%80']);
});
